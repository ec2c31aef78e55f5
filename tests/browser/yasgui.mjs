// The editor that other endpoints use, on a page from elsewhere: node yasgui.mjs ENDPOINT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";

const [endpoint] = process.argv.slice(2);
const built = join(dirname(createRequire(import.meta.url).resolve("@zazuko/yasgui/package.json")), "build");
const page = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/yasgui.min.css"><div id="yasgui"></div>
<script src="/yasgui.min.js"></script>
<script>window.yasgui = new Yasgui(document.getElementById("yasgui"), { requestConfig: { endpoint: ${JSON.stringify(endpoint)}, method: "POST" }, copyEndpointOnNewTab: true, persistenceId: null });</script>`;
const server = createServer((request, response) => {
  const name = request.url.slice(1);
  const kinds = { "yasgui.min.js": "text/javascript", "yasgui.min.css": "text/css" };
  response.setHeader("Content-Type", kinds[name] ?? "text/html");
  response.end(kinds[name] ? readFileSync(join(built, name)) : page);
}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
// What the editor asks of others, such as prefix.cc, is none of our business and never leaves this machine.
const here = `http://127.0.0.1:${server.address().port}/`;
await context.route((url) => !url.href.startsWith(here) && !url.href.startsWith(new URL("/", endpoint).href), (route) => route.abort());
const tab = await context.newPage();
await tab.goto(here);
await tab.waitForFunction(() => window.yasgui?.getTab()?.getYasqe());

/** Asks a query in the editor; the answer as the editor understood it. */
async function ask(query) {
  return tab.evaluate(async (text) => {
    const yasgui = window.yasgui.getTab();
    yasgui.setQuery(text);
    await yasgui.getYasqe().query().catch(() => {});
    const results = yasgui.getYasr().results;
    return { status: results.getStatus?.() ?? null, error: results.getError?.()?.text ?? null, bindings: results.getBindings?.() ?? null };
  }, query);
}

const expected = await (await fetch(endpoint, {
  method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" },
  body: "SELECT ?a ?b { ?a ng:partnersWith ?b } ORDER BY ?a ?b",
})).json();
const rows = await ask("PREFIX ng: <https://w3id.org/newsgraph/ns#>\nSELECT ?a ?b { ?a ng:partnersWith ?b } ORDER BY ?a ?b");
assert.deepEqual(rows.bindings?.map((row) => [row.a.value, row.b.value]), expected.results.bindings.map((row) => [row.a.value, row.b.value]), JSON.stringify(rows));
assert.ok(rows.bindings.length > 0);
await tab.waitForSelector(".yasr table tbody tr");
assert.equal(await tab.locator(".yasr table tbody tr").count(), rows.bindings.length);

// A mistake is told in the words of the endpoint.
const wrong = await ask("SELECT ?a { SERVICE <http://127.0.0.1:9/none> { ?a ?b ?c } }");
assert.match(JSON.stringify(wrong), /SERVICE is switched off/);

await browser.close();
server.close();
console.log("all checks passed");
