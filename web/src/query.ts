// The query screen: SPARQL with saved questions, and the answer as a table or a file.

import { clean, count, h, replace, save, short } from "./dom";
import { Drawing } from "./drawing";
import { Editor } from "./editor";
import { trouble } from "./graph";
import { drawn, endsOf, idOf, inRows, inTriples, type Cell, type Found, type Rows } from "./result";
import { ask, server } from "./server";
import { go, link, read, type State } from "./state";
import { Refused, type Graph, type Overview } from "./types";

const FIRST = "SELECT ?who ?relation ?whom WHERE {\n  ?claim a ng:Claim ; ng:status ng:Confirmed ;\n         rdf:subject ?who ; rdf:predicate ?relation ; rdf:object ?whom .\n}\nORDER BY ?who\nLIMIT 100";
const NOTHING: Graph = { around: null, entities: [], claims: [], matching: { entities: 0, claims: 0 }, left_out: { entities: 0, claims: 0 }, total: { entities: 0, claims: 0 } };
const JSON_KIND = "application/sparql-results+json";
/** Rows shown; files hold all. */
const SHOWN = 500;

export class QueryScreen {
  readonly element = h("section", { class: "query", "aria-label": "Query" });
  private editor: Editor;
  private result = h("div", { class: "result", role: "status", "aria-live": "polite" });
  private curl = h("code");
  private drawing: Drawing | null = null;

  constructor(private overview: Overview) {
    const holder = h("div", { class: "editor" });
    this.editor = new Editor(holder, overview, () => void this.run());
    const saved = h("ul", { class: "saved" }, overview.queries.map((query) =>
      h("li", {}, h("a", { href: link("query", "", new URLSearchParams({ saved: query.name })) }, query.title))));
    const button = h("button", { class: "button primary", type: "button", title: "Run (Ctrl+Enter)", click: () => void this.run() }, "Run");
    this.element.append(
      h("aside", { class: "filters", "aria-label": "Saved questions" }, h("h2", {}, "Questions"), saved),
      h("div", { class: "ask" }, h("h1", { class: "visually-hidden" }, "Query"), holder, h("div", { class: "bar" }, button, h("span", { class: "facts" }, "Ctrl+Enter runs it. The prefixes need no declaration. Entities and claims in an answer can be drawn.")),
        h("details", { class: "curl" }, h("summary", {}, "From the command line"), h("pre", {}, this.curl)), this.result));
  }

  async show(state: State): Promise<void> {
    const name = state.parameters.get("saved");
    const text = state.parameters.get("q") ?? this.overview.queries.find((query) => query.name === name)?.text ?? (this.editor.text || FIRST);
    if (text !== this.editor.text || !this.result.hasChildNodes()) {
      this.editor.text = text;
      await this.run(true);
    } else this.turn();
  }

  private async run(quietly = false): Promise<void> {
    const sparql = this.editor.text;
    const quoted = sparql.replace(/'/g, `'\\''`);
    this.curl.textContent = `curl -s ${location.origin}/sparql -H 'Accept: text/csv' --data-urlencode 'query=${quoted}'`;
    const saved = this.overview.queries.find((query) => query.text === sparql);
    const as = read().parameters.get("as");
    if (!quietly) history.replaceState(null, "", link("query", "", new URLSearchParams({ ...(saved ? { saved: saved.name } : { q: sparql }), ...(as ? { as } : {}) })));
    this.editor.complain(null);
    replace(this.result, h("p", { class: "facts" }, "running …"));
    try {
      const answer = await ask(sparql, `${JSON_KIND}, text/turtle;q=0.9`);
      const isTable = answer.kind === JSON_KIND;
      const rows = isTable ? (JSON.parse(answer.text) as Rows) : null;
      const found = rows ? inRows(rows, this.overview) : inTriples((await ask(sparql, "application/n-triples")).text, this.overview);
      const known = await this.known(found);
      const plain = rows ? this.table(rows, answer.seconds, sparql, known) : this.triples(answer.text, answer.seconds);
      replace(this.result, plain);
      this.offerPicture(drawn(found, known));
    } catch (error) {
      this.editor.complain(error instanceof Refused ? error.message : null);
      replace(this.result, trouble(error));
    }
  }

  /** What the graph knows of what was found. */
  private async known(found: Found): Promise<Graph> {
    if (found.claims.size) {
      const ends = JSON.parse((await ask(endsOf(found.claims, this.overview), JSON_KIND)).text) as Rows;
      for (const id of inRows({ head: ends.head, results: ends.results }, this.overview).entities) found.entities.add(id);
    }
    if (!found.entities.size) return NOTHING;
    return server.graph(new URLSearchParams({ only: [...found.entities].join(","), limit: "300" }));
  }

  /** A picture beside the table, where there is something to draw. */
  private offerPicture(part: ReturnType<typeof drawn>): void {
    this.drawing = null;
    const plain = this.result.querySelector<HTMLElement>(".plain");
    if (!part.claims.length || !plain) return;
    const canvas = h("div", { class: "canvas", role: "img", "aria-label": `Picture: ${count(part.entities.length, "entity", "entities")} and ${count(part.claims.length, "edge")}. The same as a table: the button “Table”.` });
    const turn = (to: string) => h("button", { type: "button", class: "button", "data-to": to, click: () => {
      const { parameters } = read();
      if (to === "graph") parameters.set("as", to);
      else parameters.delete("as");
      go(link("query", "", parameters), true);
    } }, to === "graph" ? "Graph" : "Table");
    this.result.querySelector(".bar")?.append(turn("table"), turn("graph"));
    plain.after(canvas);
    this.drawing = new Drawing(canvas, (choice) => {
      const claim = choice.claims?.find((id) => !id.startsWith("row "));
      if (choice.entity) go(link("entity", choice.entity));
      else if (claim) go(link("claim", claim));
    });
    this.drawing.show(part.entities, part.claims, null);
    this.turn();
  }

  /** Shows the table or the picture, as the address says. */
  private turn(): void {
    const picture = this.drawing !== null && read().parameters.get("as") === "graph";
    this.result.querySelector(".plain")?.toggleAttribute("hidden", picture);
    this.result.querySelector(".canvas")?.toggleAttribute("hidden", !picture);
    for (const button of this.result.querySelectorAll("[data-to]")) button.setAttribute("aria-pressed", String((button.getAttribute("data-to") === "graph") === picture));
    if (picture) this.drawing?.fit();
  }

  restyle(): void {
    this.drawing?.restyle();
  }

  private table(rows: Rows, seconds: number, sparql: string, known: Graph): Node {
    if (rows.boolean !== undefined) return h("p", { class: "truth" }, rows.boolean ? "yes" : "no");
    const labels = new Map(known.entities.map((entity) => [entity.id, entity.label]));
    const columns = rows.head.vars ?? [];
    const bindings = rows.results?.bindings ?? [];
    const file = (name: string, kind: string) => h("button", { type: "button", class: "button", click: async () => save(`answer.${name}`, new Blob([(await ask(sparql, kind)).text], { type: kind })) }, name.toUpperCase());
    const body = bindings.slice(0, SHOWN).map((row) => h("tr", {}, columns.map((column) => h("td", { class: isNumber(row[column]) ? "number" : "" }, this.cell(row[column], labels)))));
    return h("div", {},
      h("div", { class: "bar" }, h("span", { class: "facts" }, `${count(bindings.length, "row")} in ${seconds.toFixed(2)} s${bindings.length > SHOWN ? `, the first ${SHOWN} shown` : ""}`), file("csv", "text/csv"), file("json", JSON_KIND)),
      h("div", { class: "table-holder plain" }, h("table", {}, h("thead", {}, h("tr", {}, columns.map((column) => h("th", { scope: "col", class: bindings.every((row) => isNumber(row[column])) ? "number" : "" }, column)))), h("tbody", {}, body))));
  }

  /** A name of ours leads to its place on the page, entities by their label; every other stays text. */
  private cell(cell: Cell | undefined, labels: Map<string, string>): Node | string {
    if (!cell) return "";
    if (cell.type !== "uri") return h("span", { lang: cell["xml:lang"] ?? null, dir: "auto" }, short(cell.value, 400));
    for (const [prefix, screen] of [["e", "entity"], ["c", "claim"], ["a", "article"]] as const) {
      const id = idOf(cell.value, prefix, this.overview);
      if (id) return h("a", { href: link(screen, id), title: short(`${prefix}:${id}`, 200), dir: "auto" }, short((prefix === "e" && labels.get(id)) || `${prefix}:${id}`, 60));
    }
    const known = Object.entries(this.overview.prefixes).find(([, base]) => cell.value.startsWith(base));
    return h("span", { title: clean(cell.value) }, short(known ? `${known[0]}:${cell.value.slice(known[1].length)}` : cell.value, 80));
  }

  private triples(text: string, seconds: number): Node {
    return h("div", {}, h("div", { class: "bar" }, h("span", { class: "facts" }, `in ${seconds.toFixed(2)} s`), h("button", { type: "button", class: "button", click: () => save("answer.ttl", new Blob([text], { type: "text/turtle" })) }, "TURTLE")), h("pre", { class: "turtle plain" }, text.slice(0, 200_000)));
  }
}

function isNumber(cell: Cell | undefined): boolean {
  return cell?.type === "literal" && /^[-+]?\d+(\.\d+)?$/.test(cell.value);
}
