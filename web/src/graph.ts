// The graph screen: filters, picture or table, and what stands behind what was clicked.

import { amount, clean, count, h, language, replace, save, short } from "./dom";
import { COLOURS, Drawing, edges, SHAPES } from "./drawing";
import { claimPanel, claimRow, entityPanel, statusBadge } from "./panel";
import { go, link, type State } from "./state";
import { Refused, type Claim, type Count, type Entity, type Graph, type Overview, type Source } from "./types";

/** Neighbours added at a time. */
const MORE = 20;
/** Entities drawn at most; beyond it there is only the table. */
const DRAWN = 300;
/** Numbers drawn at most: the best supported. */
const NUMBERS = 40;
/** Entities drawn at first on a narrow screen, where more cannot be read. */
const NARROW = 24;
const FILTERS = ["relation", "type", "lang", "source", "polarity", "since", "until", "min"];

export class GraphScreen {
  readonly element = h("section", { class: "graph-screen", "aria-label": "Graph" });
  private filters = h("aside", { class: "filters", "aria-label": "Filters" });
  private canvas = h("div", { class: "canvas", role: "img", "aria-label": "Picture of the graph" });
  private table = h("div", { class: "table-holder", hidden: true });
  private said = h("p", { class: "said", role: "status", "aria-live": "polite" });
  private panel = h("aside", { class: "panel", "aria-label": "Evidence", "aria-live": "polite" });
  private tools = h("div", { class: "tools", role: "toolbar", "aria-label": "Picture" });
  private drawing: Drawing | null = null;
  private entities = new Map<string, Entity>();
  private claims = new Map<string, Claim>();
  private answer: Graph | null = null;
  private shown = "";
  private expanded = new Map<string, number>();
  private sorted: { column: number; down: boolean } = { column: 4, down: true };

  constructor(private source: Source, private overview: Overview, private found: () => Set<string>) {
    const legend = h("div", { class: "legend", "aria-hidden": "true" });
    this.element.append(this.filters, h("div", { class: "stage" }, this.tools, this.canvas, this.table, this.said, legend), this.panel);
    this.buildTools();
    replace(legend, Object.entries(COLOURS).filter(([kind]) => kind === "Number" || overview.facets.type.some((one) => one.name === kind)).map(([kind, colour]) => h("span", {}, shape(kind, colour), kind)),
      h("span", { class: "line solid" }, "holds"), h("span", { class: "line dotted" }, "reported or planned"), h("span", { class: "line contested" }, "contested"), h("span", { class: "line denied" }, "denied"));
  }

  async show(state: State): Promise<void> {
    const view = new URLSearchParams([...state.parameters].filter(([name]) => FILTERS.includes(name) || ["around", "hops", "limit"].includes(name)));
    const wanted = view.toString();
    const bare = ["entity", "claim"].includes(state.screen) && !wanted && this.answer;
    if (!bare && (wanted !== this.shown || !this.answer)) {
      this.expanded.clear();
      // The neighbourhood of what the address is about, where it says nothing else.
      if (state.screen === "entity" && !wanted) view.set("around", state.id);
      let claim: Claim | null = null;
      if (state.screen === "claim" && !wanted) {
        claim = await this.source.claim(state.id).catch(() => null);
        if (claim) view.set("around", claim.subject.id);
      }
      if (innerWidth < 600 && !view.has("limit")) view.set("limit", String(NARROW));
      this.take(await this.source.graph(view), true);
      this.shown = wanted;
    }
    this.buildFilters(state);
    const asTable = state.parameters.get("as") === "table" || this.entities.size > DRAWN;
    this.canvas.hidden = asTable;
    this.table.hidden = !asTable;
    this.tools.classList.toggle("as-table", asTable);
    this.element.classList.toggle("as-table", asTable);
    if (asTable) this.buildTable();
    else this.draw();
    await this.showPanel(state);
    this.say();
  }

  restyle(): void {
    this.drawing?.restyle();
  }

  remark(state: State): void {
    const claims = state.screen === "claim" ? [state.id] : (state.parameters.get("claims") ?? "").split(",").filter(Boolean);
    this.drawing?.mark(state.screen === "entity" ? state.id : null, claims, this.found());
  }

  private take(answer: Graph, anew: boolean): void {
    if (anew) {
      this.entities.clear();
      this.claims.clear();
      this.answer = answer;
    }
    for (const entity of answer.entities) this.entities.set(entity.id, entity);
    for (const claim of answer.claims) this.claims.set(claim.id, claim);
  }

  private drawn = "";

  /** What the picture shows: claims with an edge, and the entities at their ends. */
  private visible(): { entities: Entity[]; claims: Claim[] } {
    const all = [...this.claims.values()];
    const numbers = all.filter((claim) => !claim.object && this.entities.has(claim.subject.id))
      .sort((a, b) => b.evidence - a.evidence || (a.id < b.id ? -1 : 1)).slice(0, Math.max(0, Math.min(innerWidth < 600 ? NARROW / 2 : NUMBERS, DRAWN - this.entities.size)));
    const claims = [...all.filter((claim) => claim.object), ...numbers];
    const linked = new Set(claims.flatMap((claim) => [claim.subject.id, claim.object?.id]));
    const entities = [...this.entities.values()].filter((entity) => linked.has(entity.id) || entity.id === this.answer?.around || this.entities.size <= 12);
    return { entities, claims };
  }

  private draw(): void {
    const { entities, claims } = this.visible();
    const key = entities.map((entity) => entity.id).join(" ") + claims.map((claim) => claim.id).join(" ");
    if (!this.drawing) {
      this.drawing = new Drawing(this.canvas, (choice) => {
        if (choice.entity) go(this.to("entity", choice.entity));
        else if (choice.claims?.length === 1) go(this.to("claim", choice.claims[0]));
        else if (choice.claims) go(this.to("graph", "", choice.claims));
        else go(this.to("graph"));
      });
    }
    if (key !== this.drawn) {
      this.drawing.show(entities, claims, this.answer?.around ?? null);
      this.drawn = key;
    } else this.drawing.fit();
    this.canvas.setAttribute("aria-label", `Picture: ${count(entities.length, "entity", "entities")} and ${count(edges(claims).length, "edge")}. The same as a table: the button “Table”.`);
  }

  /** An address with the filters of now. */
  private to(screen: string, id = "", claims: string[] = []): string {
    const parameters = new URLSearchParams(this.shown);
    if (this.answer?.around && !parameters.has("around")) parameters.set("around", this.answer.around);
    if (!this.table.hidden) parameters.set("as", "table");
    if (claims.length) parameters.set("claims", claims.join(","));
    return link(screen, id, parameters);
  }

  private async showPanel(state: State): Promise<void> {
    this.remark(state);
    const listed = (state.parameters.get("claims") ?? "").split(",").filter(Boolean);
    try {
      if (state.screen === "claim") replace(this.panel, this.close(), claimPanel(await this.source.claim(state.id)));
      else if (state.screen === "entity") {
        const entity = await this.source.entity(state.id);
        replace(this.panel, this.close(), entityPanel(entity, this.expandButton(entity), this.source.offline));
      } else if (listed.length) {
        const claims = listed.flatMap((id) => this.claims.get(id) ?? []);
        replace(this.panel, this.close(), h("h2", { tabindex: -1 }, `${count(claims.length, "claim")} between the two`), h("ul", { class: "rows" }, claims.map(claimRow)));
      } else {
        replace(this.panel, h("div", { class: "empty" }, h("h2", {}, "Click an edge"), h("p", {}, "Every edge shows its sentences, in their language. Click an entity for all that is said of it.")),
          h("h3", {}, "Best supported here"), h("ul", { class: "rows" }, [...this.claims.values()].slice(0, 12).map(claimRow)));
      }
    } catch (error) {
      replace(this.panel, this.close(), trouble(error));
    }
    const open = state.screen !== "graph" || listed.length > 0;
    this.panel.classList.toggle("open", open);
    this.element.classList.toggle("has-panel", open);
    this.panel.scrollTop = 0;
  }

  private close(): HTMLElement {
    return h("a", { class: "close", href: this.to("graph"), "aria-label": "Close", title: "Close (Esc)" }, "×");
  }

  private expandButton(entity: Entity): HTMLElement {
    const skip = this.expanded.get(entity.id) ?? 0;
    const button = h("button", { class: "button", type: "button" }, skip ? "More neighbours" : `Add up to ${MORE} neighbours`);
    button.addEventListener("click", async () => {
      button.disabled = true;
      const parameters = new URLSearchParams(this.shown);
      parameters.set("around", entity.id);
      parameters.set("hops", "1");
      parameters.set("limit", String(MORE + 1));
      parameters.set("skip", String(skip));
      const more = await this.source.graph(parameters);
      this.expanded.set(entity.id, skip + MORE);
      const room = DRAWN - this.entities.size;
      const fresh = more.entities.filter((one) => !this.entities.has(one.id)).slice(0, Math.max(0, room));
      const kept = new Set([...this.entities.keys(), ...fresh.map((one) => one.id)]);
      this.take({ ...more, entities: fresh, claims: more.claims.filter((claim) => kept.has(claim.subject.id) && (!claim.object || kept.has(claim.object.id))) }, false);
      this.draw();
      this.remark({ screen: "entity", id: entity.id, parameters: new URLSearchParams() });
      this.say(more.left_out.entities ? `, +${more.left_out.entities} more neighbours` : "");
      button.textContent = more.left_out.entities ? `${more.left_out.entities} more neighbours` : "All neighbours are shown";
      button.disabled = more.left_out.entities === 0;
      button.replaceWith(more.left_out.entities ? this.expandButton(entity) : button);
    });
    return button;
  }

  private say(more = ""): void {
    if (!this.answer) return;
    const filters = new Set([...new URLSearchParams(this.shown)].map(([name]) => name).filter((name) => FILTERS.includes(name))).size;
    const { matching, total, left_out } = this.answer;
    const of = matching.entities === total.entities ? count(total.entities, "entity", "entities") : `${matching.entities.toLocaleString("en")} that fit of ${count(total.entities, "entity", "entities")}`;
    const drawn = this.visible();
    const [alone, numbers] = [this.entities.size - drawn.entities.length, this.claims.size - drawn.claims.length];
    const parts = [`${this.entities.size} of ${of}`, count(this.claims.size, "claim")];
    if (filters) parts.push(count(filters, "filter"));
    const inTable = [alone && count(alone, "entity without an edge", "entities without an edge"), numbers && count(numbers, "number")].filter(Boolean).join(" and ");
    if (inTable && this.table.hidden) parts.push(`${inTable} in the table only`);
    if (left_out.claims) parts.push(`${count(left_out.claims, "claim")} not sent`);
    replace(this.said, parts.join(", ") + more + ". ", left_out.entities > 0 && this.entities.size < DRAWN
      ? h("a", { href: link("graph", "", with_(new URLSearchParams(this.shown), "limit", String(Math.min(DRAWN, this.entities.size * 2)))) }, "Show more") : null,
      this.entities.size === 0 && filters ? h("a", { href: link("graph") }, "Remove the filters") : null);
  }

  private buildTools(): void {
    const button = (label: string, title: string, act: () => void) => h("button", { type: "button", title, "aria-label": title, click: act }, label);
    replace(
      this.tools,
      button("Table", "Picture or table (t)", () => this.toggle()),
      button("+", "Nearer (+)", () => this.drawing?.zoom(1.3)),
      button("−", "Farther (-)", () => this.drawing?.zoom(1 / 1.3)),
      button("Fit", "All in view (f)", () => this.drawing?.fit()),
      button("PNG", "Save as PNG", async () => this.drawing && save("newsgraph.png", await this.drawing.png())),
      button("SVG", "Save as SVG", () => this.drawing && save("newsgraph.svg", new Blob([this.drawing.svg()], { type: "image/svg+xml" }))),
      button("DOT", "Save for Graphviz", () => this.drawing && save("newsgraph.dot", new Blob([this.drawing.dot()], { type: "text/vnd.graphviz" }))),
    );
  }

  toggle(): void {
    const [path, query] = location.hash.replace(/^#/, "").split("?", 2);
    const parameters = new URLSearchParams(query ?? "");
    if (parameters.get("as") === "table") parameters.delete("as");
    else parameters.set("as", "table");
    const rest = parameters.toString();
    go(`#${path === "/" || path === "" ? "/graph" : path}${rest ? `?${rest}` : ""}`);
  }

  key(pressed: string): boolean {
    if (pressed === "t") this.toggle();
    else if (pressed === "f") this.drawing?.fit();
    else if (pressed === "+") this.drawing?.zoom(1.3);
    else if (pressed === "-") this.drawing?.zoom(1 / 1.3);
    else if (pressed === "Escape") go(this.to("graph"));
    else return false;
    return true;
  }

  private buildTable(): void {
    const columns = ["Subject", "Relation", "Object", "Status", "Sentences", "Languages", "First", "Last"];
    const cells = (claim: Claim): (string | number)[] => [
      claim.subject.label, claim.label, claim.object?.label ?? amount(claim), claim.status, claim.evidence, claim.languages.join(" "), claim.first ?? "", claim.last ?? "",
    ];
    const { column, down } = this.sorted;
    const rows = [...this.claims.values()].sort((a, b) => {
      const [x, y] = [cells(a)[column], cells(b)[column]];
      const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
      return (down ? -order : order) || (a.id < b.id ? -1 : 1);
    });
    const head = columns.map((name, at) =>
      h("th", { scope: "col", "aria-sort": at === column ? (down ? "descending" : "ascending") : "none" },
        h("button", { type: "button", click: () => { this.sorted = { column: at, down: at === column ? !down : at === 4 }; this.buildTable(); } }, name, at === column ? (down ? " ↓" : " ↑") : "")));
    const body = rows.slice(0, 1000).map((claim) => {
      const value = cells(claim);
      return h("tr", {},
        h("td", {}, h("a", { href: this.to("entity", claim.subject.id), dir: "auto" }, short(String(value[0]), 60))),
        h("td", {}, h("a", { href: this.to("claim", claim.id) }, String(value[1]))),
        h("td", {}, claim.object ? h("a", { href: this.to("entity", claim.object.id), dir: "auto" }, short(String(value[2]), 60)) : String(value[2])),
        h("td", {}, statusBadge(claim)), value.slice(4).map((one, at) => h("td", { class: at === 0 ? "number" : "day" }, one)));
    });
    replace(this.table, h("table", {}, h("caption", {}, `${count(rows.length, "claim")}${rows.length > 1000 ? ", the first 1,000 shown" : ""}`), h("thead", {}, h("tr", {}, head)), h("tbody", {}, body)));
  }

  private buildFilters(state: State): void {
    const { facets, labels } = this.overview;
    const open = new Set([...this.filters.querySelectorAll("details[open]")].map((one) => one.getAttribute("data-name")));
    const set = (name: string, ...values: string[]) => {
      const parameters = new URLSearchParams([...state.parameters].filter(([key]) => FILTERS.includes(key) || ["as", "around", "hops"].includes(key)));
      parameters.delete(name);
      for (const value of values.filter(Boolean)) parameters.append(name, value);
      go(link("graph", "", parameters));
    };
    const group = (name: string, title: string, counts: Count[], label: (name: string) => string) => {
      const many = name === "source";
      const chosen = new Set(many ? state.parameters.getAll(name) : (state.parameters.get(name) ?? "").split(",").filter(Boolean));
      const boxes = counts.slice(0, 60).map((one) => {
        const box = h("input", { type: "checkbox", checked: chosen.has(one.name) });
        box.addEventListener("change", () => {
          if (box.checked) chosen.add(one.name);
          else chosen.delete(one.name);
          // The name of a source may have a comma in it.
          set(name, ...(many ? chosen : [[...chosen].join(",")]));
        });
        return h("label", {}, box, h("span", { dir: "auto" }, short(label(one.name), 34)), h("span", { class: "count" }, one.count.toLocaleString("en")));
      });
      const isOpen = chosen.size > 0 || open.has(name) || (open.size === 0 && name === "relation" && innerWidth > 900);
      return h("details", { open: isOpen, "data-name": name }, h("summary", {}, title, chosen.size ? h("span", { class: "badge" }, chosen.size) : null), boxes);
    };
    const day = (name: string, label: string) => {
      const input = h("input", { type: "date", value: state.parameters.get(name) ?? "" });
      input.addEventListener("change", () => set(name, input.value));
      return h("label", { class: "field" }, label, input);
    };
    const fewest = h("input", { type: "number", min: 1, max: 999, value: state.parameters.get("min") ?? "1" });
    fewest.addEventListener("change", () => set("min", Number(fewest.value) > 1 ? fewest.value : ""));
    const polarity = h("select", {}, [["", "all"], ["affirmed", "affirmed"], ["denied", "denied"]].map(([value, name]) => h("option", { value, selected: (state.parameters.get("polarity") ?? "") === value }, name)));
    polarity.addEventListener("change", () => set("polarity", polarity.value));
    const undated = facets.day.find((one) => one.name === "")?.count ?? 0;
    const active = FILTERS.filter((name) => state.parameters.get(name));
    const hops = h("select", {}, [1, 2, 3].map((n) => h("option", { value: n, selected: (state.parameters.get("hops") ?? "1") === String(n) }, String(n))));
    hops.addEventListener("change", () => set("hops", hops.value === "1" ? "" : hops.value));
    const around = state.parameters.get("around");
    const wide = innerWidth > 900;
    const body = h("div", { class: "filter-body" },
      around ? h("div", { class: "around" }, h("span", {}, "Around ", h("b", { dir: "auto" }, short(this.entities.get(around)?.label ?? around, 40))), h("label", { class: "field" }, "steps", hops), h("button", { type: "button", class: "button", click: () => set("around", "") }, "Whole graph")) : null,
      active.length ? h("a", { class: "button", href: link("graph") }, `Remove ${count(active.length, "filter")}`) : null,
      group("relation", "Relation", facets.relation, (name) => labels[name] ?? name),
      group("type", "Type", facets.type, (name) => name),
      group("lang", "Language", facets.lang, language),
      group("source", "Source", facets.source, clean),
      h("details", { "data-name": "day", open: open.has("day") || !!state.parameters.get("since") || !!state.parameters.get("until") }, h("summary", {}, "Time"), day("since", "from"), day("until", "to"),
        h("ul", { class: "days" }, facets.day.filter((one) => one.name).slice(-40).map((one) => h("li", {}, h("span", {}, one.name), h("span", { class: "count" }, one.count)))), undated ? h("p", { class: "facts" }, `${count(undated, "article")} undated: left out where a day is set`) : null),
      h("label", { class: "field" }, "says it", polarity),
      h("label", { class: "field" }, "sentences at least", fewest));
    replace(this.filters, wide ? body : h("details", { class: "all-filters", "data-name": "all", open: open.has("all") }, h("summary", {}, "Filters", active.length ? h("span", { class: "badge" }, active.length) : null), body));
  }
}

function with_(parameters: URLSearchParams, name: string, value: string): URLSearchParams {
  parameters.set(name, value);
  return parameters;
}

/** A small picture of the outline of a kind. */
function shape(kind: string, colour: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const outline: Record<string, string> = {
    ellipse: "M8 1a7 7 0 1 0 .01 0z", "round-rectangle": "M4 2h8q3 0 3 3v6q0 3-3 3H4q-3 0-3-3V5q0-3 3-3z", "cut-rectangle": "M4 1h8l3 3v8l-3 3H4l-3-3V4z",
    octagon: "M5 1h6l4 4v6l-4 4H5l-4-4V5z", pentagon: "M8 1l7 5-3 9H4L1 6z", rhomboid: "M1 3h10l4 10H5z", hexagon: "M4 2h8l3 6-3 6H4L1 8z",
    tag: "M1 3h9l5 5-5 5H1z", barrel: "M2 3q6-3 12 0v10q-6 3-12 0z", rectangle: "M1 3h14v10H1z", diamond: "M8 1l7 7-7 7-7-7z",
  };
  path.setAttribute("d", outline[SHAPES[kind]] ?? outline.diamond);
  path.setAttribute("fill", colour);
  svg.append(path);
  return svg;
}

export function trouble(error: unknown): HTMLElement {
  const hint = error instanceof Refused ? error.hint : null;
  return h("div", { class: "trouble", role: "alert" }, h("b", {}, error instanceof Error ? error.message : String(error)), hint ? h("p", {}, hint) : null);
}
