// Asks saved queries with Comunica: node comunica.mjs ENDPOINT FOLDER-OF-QUERIES
// Prints one line a query: its name, and its rows as CSV in a JSON string.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, folder] = process.argv.slice(2);
const engine = new QueryEngine();
const sources = [{ type: "sparql", value: endpoint }];

/** Comunica parses a query itself, so it must know the prefixes: the endpoint publishes them. */
async function prefixes() {
  const lines = [];
  const asked = "SELECT ?p ?n { [] <http://www.w3.org/ns/shacl#prefix> ?p ; <http://www.w3.org/ns/shacl#namespace> ?n }";
  for await (const row of await engine.queryBindings(asked, { sources })) lines.push(`PREFIX ${row.get("p").value}: <${row.get("n").value}>\n`);
  return lines.join("");
}

const head = await prefixes();
for (const file of readdirSync(folder).filter((name) => name.endsWith(".rq")).sort()) {
  const result = await engine.query(head + readFileSync(join(folder, file), "utf8"), { sources });
  const { variables } = await result.metadata();
  const rows = [];
  for await (const row of await result.execute()) rows.push(variables.map((variable) => row.get(variable.variable ?? variable)?.value ?? ""));
  console.log(JSON.stringify({ query: file.slice(0, -3), columns: variables.map((variable) => (variable.variable ?? variable).value), rows }));
}
