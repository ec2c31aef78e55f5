// Checks of the page: node page.mjs URL URL-OF-A-HOSTILE-GRAPH FILE
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [good, bad, file] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

/** A page that fails the test where it complains, or asks anybody else. */
async function fresh(origin, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("dialog", (dialog) => wrong.push(`dialog ${dialog.message()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) wrong.push(`asks ${request.url()}`);
  });
  return { page, wrong, go: async (hash) => { await page.goto(origin + hash); await page.waitForSelector("body[data-ready]"); } };
}

const json = async (path) => (await fetch(good + path)).json();
const overview = await json("api/overview");
const claim = await json(`api/claim/${overview.widest[0].id}`);

/** The picture of the graph, with every place in it: what is on the canvas is refined while there is time. */
async function picture() {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as SVG" }).click()]);
  return readFileSync(await file.path(), "utf8");
}

// The first screen counts what there is.
const { page, wrong, go } = await fresh(good);
await go("#/");
assert.equal(await page.locator(".tile b").first().textContent(), String(overview.counts.articles));
assert.ok((await page.locator(".card").count()) >= 3);

// The graph says how much of it is shown, and draws it alike each time.
await go("#/graph");
const said = await page.locator(".said").textContent();
assert.match(said, new RegExp(`of ${overview.counts.entities} entities`));
const once = await picture();
await page.reload();
await page.waitForSelector("body[data-ready]");
assert.ok(once.includes("<circle"));
assert.equal(await picture(), once, "the picture differs from one time to the next");

// Numbers are drawn beside the entities they are of.
await go("#/graph?relation=sharesChanged");
assert.match(await page.locator(".canvas").getAttribute("aria-label"), /[1-9]\d* edges?/);

// An edge shows its sentences, marked, in their language.
await go(`#/claim/${claim.id}`);
assert.equal(await page.locator(".proof").count(), claim.proof.length);
const quotes = page.locator(".proof blockquote");
for (const [at, proof] of claim.proof.entries()) {
  assert.equal(await quotes.nth(at).textContent(), proof.segments.map((part) => part.text).join(""));
  assert.equal(await quotes.nth(at).getAttribute("lang"), proof.language);
  assert.ok((await quotes.nth(at).locator("mark.trigger").count()) > 0);
}

// Filters stand in the address, and an address gives the view.
await go("#/graph");
await page.locator(".filters label", { hasText: "partners with" }).locator("input").check();
await page.waitForURL(/relation=partnersWith/);
await page.waitForSelector("body[data-ready]");
assert.match(await page.locator(".said").textContent(), /1 filter/);
await page.keyboard.press("Escape");
await page.locator("body").click({ position: { x: 640, y: 5 } });
await page.keyboard.press("t");
await page.waitForURL(/as=table/);
await page.waitForSelector("body[data-ready]");
const wanted = (await json("api/graph?relation=partnersWith")).claims.length;
assert.equal(await page.locator(".graph-screen tbody tr").count(), wanted);
await page.getByRole("button", { name: "Subject" }).click();
assert.equal(await page.locator("th").first().getAttribute("aria-sort"), "ascending");

// Several sources can be chosen.
await go("#/graph");
await page.locator(".filters summary", { hasText: "Source" }).click();
for (const one of overview.facets.source.slice(0, 2)) {
  await page.locator(".filters details[data-name=source] label", { hasText: one.name }).locator("input").check();
  await page.waitForURL(new RegExp(encodeURIComponent(one.name).replace(/%20/g, "\\+")));
  await page.waitForSelector("body[data-ready]");
}
assert.equal(new URLSearchParams(page.url().split("?")[1]).getAll("source").length, 2);

// Search is a key away, and the keyboard is enough.
await go("#/graph");
await page.keyboard.press("/");
await page.keyboard.type("tejo");
await page.waitForSelector(".results a");
await page.keyboard.press("ArrowDown");
await page.keyboard.press("Enter");
await page.waitForURL(/#\/entity\//);
await page.waitForSelector("body[data-ready]");
assert.match(await page.locator(".panel h2").first().textContent(), /Tejovolt/);

// Questions are answered; a wrong one is told where it is wrong.
await go("#/query?saved=partners");
await page.waitForSelector(".result tbody tr");
// What holds entities or claims can be drawn, and entities have their names.
for (const asked of ["SELECT ?a ?b { ?a ng:partnersWith ?b }", "CONSTRUCT { ?a ng:partnersWith ?b } { ?a ng:partnersWith ?b }", "SELECT ?claim { ?claim a ng:Claim ; rdf:predicate ng:partnersWith }"]) {
  await go(`#/query?${new URLSearchParams({ q: asked, as: "graph" })}`);
  await page.waitForSelector(".result .canvas canvas");
  assert.match(await page.locator(".result .canvas").getAttribute("aria-label"), /[1-9]\d* entities and [1-9]\d* edges/, asked);
  assert.equal(await page.locator(".result .plain").isVisible(), false);
  await page.locator(".result [data-to=table]").click();
  await page.waitForSelector(".result .plain:visible");
  assert.ok(!page.url().includes("as=graph"));
}
await go(`#/query?${new URLSearchParams({ q: "SELECT ?a { VALUES ?a { e:tejovolt } }" })}`);
await page.waitForSelector(".result tbody td a");
assert.equal(await page.locator(".result tbody td a").textContent(), "Tejovolt");
await go(`#/query?${new URLSearchParams({ q: 'SELECT ?text { SERVICE ng:search { ?s ng:match "tejovolt" } ?s nif:anchorOf ?text }' })}`);
await page.waitForSelector(".result tbody td");
assert.match(await page.locator(".result tbody td").first().textContent(), /Tejovolt/);
await go(`#/query?q=${encodeURIComponent("SELECT ?x WHERE { ?x ng:y }")}`);
await page.waitForSelector(".result .trouble");
assert.match(await page.locator(".result .trouble").textContent(), /1:\d+: unexpected/);
assert.ok((await page.locator(".cm-lintRange-error").count()) > 0);

// An article shows its sentences with what claims come from.
await go(`#/article/${claim.proof[0].article.id}`);
assert.ok((await page.locator(".marked").count()) > 0);
await page.locator(".marked.trigger").first().click();
await page.waitForURL(/#\/claim\//);

// From a claim to the place in the article: the sentence is marked, and in view.
await go(`#/claim/${claim.id}`);
await page.locator(".proof dd a").first().click();
await page.waitForSelector(".here");
assert.equal(await page.locator(".here").first().textContent(), claim.proof[0].segments.map((part) => part.text).join(""));
const place = await page.locator(".here").first().boundingBox();
assert.ok(place.y > 0 && place.y < 800, `the sentence is at ${place.y}`);
assert.deepEqual(wrong.filter((one) => !/400 \(Bad Request\)/.test(one)), []);

// Every control has a name, and no screen is wider than the window.
for (const width of [360, 1280]) {
  await page.setViewportSize({ width, height: 740 });
  for (const hash of ["#/", "#/graph", `#/claim/${claim.id}`, "#/query", "#/articles", `#/article/${claim.proof[0].article.id}`]) {
    await go(hash);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(beyond <= 0, `${hash} is ${beyond} pixels wider than ${width}`);
    const nameless = await page.evaluate(() => [...document.querySelectorAll("button, a, input, select")].filter((one) => !(one.textContent?.trim() || one.getAttribute("aria-label") || one.closest("label"))).map((one) => one.outerHTML));
    assert.deepEqual(nameless, []);
  }
}
await page.context().close();

// Nothing in a hostile graph acts, on any screen.
const hostile = await fresh(bad);
const ids = await (await fetch(`${bad}api/graph?around=tejovolt`)).json().catch(() => null);
const some = (await (await fetch(`${bad}api/overview`)).json());
const shown = ids?.entities?.[0]?.id ?? some.connected[0].id;
const articles = await (await fetch(`${bad}api/articles`)).json();
for (const hash of ["#/", "#/graph", "#/graph?as=table", `#/entity/${shown}`, ...some.connected.map((one) => `#/entity/${one.id}`), ...some.widest.map((one) => `#/claim/${one.id}`), "#/articles", ...articles.slice(0, 6).map((one) => `#/article/${one.id}`), "#/query?saved=about", `#/query?${new URLSearchParams({ q: "SELECT ?a ?b ?t { ?c rdf:subject ?a ; rdf:object ?b . ?a rdfs:label ?t }", as: "graph" })}`, `#/query?${new URLSearchParams({ q: "DESCRIBE ?a { ?c rdf:subject ?a }" })}`, "#/graph?around=%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D4%3E", "#/nonsense/%3Cscript%3E"]) {
  await hostile.go(hash);
  await hostile.page.mouse.move(640, 400);
  assert.equal(await hostile.page.evaluate(() => window.hit), undefined, hash);
  assert.equal(await hostile.page.locator("#app script, #app img, #app [onerror]").count(), 0, hash);
  assert.equal(await hostile.page.locator("a[href^='javascript:']").count(), 0, hash);
  const text = await hostile.page.locator("#app").innerText();
  assert.ok(!text.includes("\u202e"), `${hash} turns the direction`);
  const beyond = await hostile.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(beyond <= 0, `${hash} is ${beyond} pixels wider than the window`);
}
// Nor in what a search finds, while it is typed.
await hostile.go("#/");
for (const typed of ["img src", "script", "xxxxxxxx", "onerror"]) {
  await hostile.page.locator("input[type=search]").first().fill(typed);
  await hostile.page.waitForSelector(".results:not([hidden])");
  assert.equal(await hostile.page.locator(".results script, .results img").count(), 0, typed);
}
// Nor in the pictures that are saved.
await hostile.go("#/graph");
for (const kind of ["SVG", "DOT"]) {
  const [file] = await Promise.all([hostile.page.waitForEvent("download"), hostile.page.getByRole("button", { name: `Save ${kind === "SVG" ? "as SVG" : "for Graphviz"}` }).click()]);
  const saved = readFileSync(await file.path(), "utf8");
  assert.ok(saved.length > 100 && !/<script|<img|[\u202e]/.test(kind === "SVG" ? saved : saved.replace(/"(\\.|[^"\\])*"/g, "")), kind);
}
assert.equal(await hostile.page.evaluate(() => window.hit), undefined);
assert.deepEqual(hostile.wrong.filter((one) => !/404 \(Not Found\)/.test(one)), []);
await hostile.page.context().close();

// The report needs no server.
const address = pathToFileURL(file).href;
const report = await fresh(address);
await report.go("#/");
assert.equal(await report.page.locator(".tile b").first().textContent(), String(overview.counts.articles));
await report.go(`#/claim/${claim.id}`);
assert.equal(await report.page.locator(".proof").count(), claim.proof.length);
await report.go("#/graph?relation=partnersWith&as=table");
assert.equal(await report.page.locator(".graph-screen tbody tr").count(), wanted);
await report.go("#/articles");
assert.equal(await report.page.locator("tbody tr").count(), overview.counts.articles);
await report.go(`#/article/${claim.proof[0].article.id}?at=${claim.proof[0].start}`);
assert.ok((await report.page.locator(".marked").count()) > 0);
assert.equal(await report.page.locator(".here").count(), 1);
assert.deepEqual(report.wrong, []);

await browser.close();
console.log("all checks passed");
