// The query screen: SPARQL with saved questions, and the answer as a table or a file.

import { clean, count, h, replace, save, short } from "./dom";
import { Editor } from "./editor";
import { trouble } from "./graph";
import { ask } from "./server";
import { link, type State } from "./state";
import { Refused, type Overview } from "./types";

const FIRST = "SELECT ?who ?relation ?whom WHERE {\n  ?claim a ng:Claim ; ng:status ng:Confirmed ;\n         rdf:subject/rdfs:label ?who ; rdf:predicate ?relation ; rdf:object/rdfs:label ?whom .\n}\nORDER BY ?who\nLIMIT 100";
const JSON_KIND = "application/sparql-results+json";
/** Rows shown; files hold all. */
const SHOWN = 500;

interface Cell { type: string; value: string; "xml:lang"?: string }
interface Rows { head: { vars?: string[] }; results?: { bindings: Record<string, Cell>[] }; boolean?: boolean }

export class QueryScreen {
  readonly element = h("section", { class: "query", "aria-label": "Query" });
  private editor: Editor;
  private result = h("div", { class: "result", role: "status", "aria-live": "polite" });
  private curl = h("code");

  constructor(private overview: Overview) {
    const holder = h("div", { class: "editor" });
    this.editor = new Editor(holder, overview, () => void this.run());
    const saved = h("ul", { class: "saved" }, overview.queries.map((query) =>
      h("li", {}, h("a", { href: link("query", "", new URLSearchParams({ saved: query.name })) }, query.title))));
    const button = h("button", { class: "button primary", type: "button", title: "Run (Ctrl+Enter)", click: () => void this.run() }, "Run");
    this.element.append(
      h("aside", { class: "filters", "aria-label": "Saved questions" }, h("h2", {}, "Questions"), saved),
      h("div", { class: "ask" }, h("h1", { class: "visually-hidden" }, "Query"), holder, h("div", { class: "bar" }, button, h("span", { class: "facts" }, "Ctrl+Enter runs it. The prefixes need no declaration.")),
        h("details", { class: "curl" }, h("summary", {}, "From the command line"), h("pre", {}, this.curl)), this.result));
  }

  async show(state: State): Promise<void> {
    const name = state.parameters.get("saved");
    const text = state.parameters.get("q") ?? this.overview.queries.find((query) => query.name === name)?.text ?? (this.editor.text || FIRST);
    if (text !== this.editor.text || !this.result.hasChildNodes()) {
      this.editor.text = text;
      await this.run(true);
    }
  }

  private async run(quietly = false): Promise<void> {
    const sparql = this.editor.text;
    const quoted = sparql.replace(/'/g, `'\\''`);
    this.curl.textContent = `curl -s ${location.origin}/sparql -H 'Accept: text/csv' --data-urlencode 'query=${quoted}'`;
    const saved = this.overview.queries.find((query) => query.text === sparql);
    if (!quietly) history.replaceState(null, "", link("query", "", new URLSearchParams(saved ? { saved: saved.name } : { q: sparql })));
    this.editor.complain(null);
    replace(this.result, h("p", { class: "facts" }, "running …"));
    try {
      const answer = await ask(sparql, `${JSON_KIND}, text/turtle;q=0.9`);
      replace(this.result, answer.kind === JSON_KIND ? this.table(JSON.parse(answer.text) as Rows, answer.seconds, sparql) : this.triples(answer.text, answer.seconds));
    } catch (error) {
      this.editor.complain(error instanceof Refused ? error.message : null);
      replace(this.result, trouble(error));
    }
  }

  private table(rows: Rows, seconds: number, sparql: string): Node {
    if (rows.boolean !== undefined) return h("p", { class: "truth" }, rows.boolean ? "yes" : "no");
    const columns = rows.head.vars ?? [];
    const bindings = rows.results?.bindings ?? [];
    const file = (name: string, kind: string) => h("button", { type: "button", class: "button", click: async () => save(`answer.${name}`, new Blob([(await ask(sparql, kind)).text], { type: kind })) }, name.toUpperCase());
    const body = bindings.slice(0, SHOWN).map((row) => h("tr", {}, columns.map((column) => h("td", { class: isNumber(row[column]) ? "number" : "" }, this.cell(row[column])))));
    return h("div", {},
      h("div", { class: "bar" }, h("span", { class: "facts" }, `${count(bindings.length, "row")} in ${seconds.toFixed(2)} s${bindings.length > SHOWN ? `, the first ${SHOWN} shown` : ""}`), file("csv", "text/csv"), file("json", JSON_KIND)),
      h("div", { class: "table-holder" }, h("table", {}, h("thead", {}, h("tr", {}, columns.map((column) => h("th", { scope: "col", class: bindings.every((row) => isNumber(row[column])) ? "number" : "" }, column)))), h("tbody", {}, body))));
  }

  /** A name of ours leads to its place on the page; every other stays text. */
  private cell(cell: Cell | undefined): Node | string {
    if (!cell) return "";
    if (cell.type !== "uri") return h("span", { lang: cell["xml:lang"] ?? null, dir: "auto" }, short(cell.value, 400));
    for (const [prefix, screen] of [["e", "entity"], ["c", "claim"], ["a", "article"]]) {
      const base = this.overview.prefixes[prefix];
      if (base && cell.value.startsWith(base) && !cell.value.includes("#")) {
        const id = decodeURIComponent(cell.value.slice(base.length));
        return h("a", { href: link(screen, id) }, short(`${prefix}:${id}`, 60));
      }
    }
    const known = Object.entries(this.overview.prefixes).find(([, base]) => cell.value.startsWith(base));
    return h("span", { title: clean(cell.value) }, short(known ? `${known[0]}:${cell.value.slice(known[1].length)}` : cell.value, 80));
  }

  private triples(text: string, seconds: number): Node {
    return h("div", {}, h("div", { class: "bar" }, h("span", { class: "facts" }, `in ${seconds.toFixed(2)} s`), h("button", { type: "button", class: "button", click: () => save("answer.ttl", new Blob([text], { type: "text/turtle" })) }, "TURTLE")), h("pre", { class: "turtle" }, text.slice(0, 200_000)));
  }
}

function isNumber(cell: Cell | undefined): boolean {
  return cell?.type === "literal" && /^[-+]?\d+(\.\d+)?$/.test(cell.value);
}
