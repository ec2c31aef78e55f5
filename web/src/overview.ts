// The first screen: what there is, and what to click first.

import { count, h, language, short } from "./dom";
import { claimRow } from "./panel";
import { link } from "./state";
import type { Overview } from "./types";

export function overviewScreen(overview: Overview): HTMLElement {
  const { counts } = overview;
  const tiles: [number, string, string][] = [
    [counts.articles, counts.articles === 1 ? "article" : "articles", link("articles")],
    [counts.claims, counts.claims === 1 ? "claim" : "claims", link("graph", "", new URLSearchParams({ as: "table" }))],
    [counts.entities, counts.entities === 1 ? "entity" : "entities", link("graph")],
    [counts.evidence, counts.evidence === 1 ? "sentence cited" : "sentences cited", link("graph", "", new URLSearchParams({ as: "table" }))],
  ];
  const languages = overview.facets.lang.map((one) => language(one.name)).join(", ");
  const card = (title: string, said: string, ...rows: Node[]) => h("section", { class: "card" }, h("h2", {}, title), h("p", { class: "facts" }, said), h("ul", { class: "rows" }, rows));
  const first = overview.widest[0] ?? overview.disputed[0];
  const skipped = overview.skipped.slice(0, 20).map((one) => h("li", { class: "claim-row" }, h("span", { dir: "auto" }, short(one.name, 80)), h("span", { class: "facts" }, short(one.reason, 120))));
  return h(
    "section", { class: "overview", "aria-label": "Overview" },
    h("header", { class: "hero" }, h("h1", {}, "What the news says, and which sentence says so"),
      h("p", {}, `${count(counts.articles, "article")}${languages ? ` in ${languages}` : ""}. Every edge of the graph shows the sentences it comes from.`),
      h("p", { class: "actions" }, h("a", { class: "button primary", href: link("graph") }, "Open the graph"), first ? h("a", { class: "button", href: link("claim", first.id) }, "See one claim with its sentences") : null)),
    h("div", { class: "tiles" }, tiles.map(([number, name, to]) => h("a", { href: to, class: "tile" }, h("b", {}, number.toLocaleString("en")), h("span", {}, name)))),
    overview.foreign ? h("div", { class: "trouble" }, h("b", {}, "This file is RDF, but no graph of newsgraph: only the query screen can be used."), h("p", {}, overview.foreign)) : null,
    h("div", { class: "cards" },
      overview.widest.length ? card("Confirmed in most languages", "What articles in several languages say alike", ...overview.widest.map(claimRow)) : null,
      overview.disputed.length ? card("Contradictions", "Said by some, and denied or put otherwise by others", ...overview.disputed.map(claimRow)) : null,
      overview.connected.length ? card("Best connected", "The entities that most claims speak of", ...overview.connected.map((entity) => h("li", { class: "claim-row" }, h("a", { class: "row-link", href: link("entity", entity.id), dir: "auto" }, short(entity.label, 60)), h("span", { class: "facts" }, `${entity.class} · ${count(entity.claims, "claim")}`)))) : null,
      skipped.length ? card("Skipped inputs", `${count(overview.skipped.length, "input")} gave no article`, ...skipped) : null),
  );
}
