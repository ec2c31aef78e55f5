// The list of articles, and one with everything marked that claims come from.

import { amount, count, h, language, replace, short } from "./dom";
import { claimRow } from "./panel";
import { link, type State } from "./state";
import type { FullArticle, ListedArticle, TextPart } from "./types";

/** Articles shown at a time. */
const PAGE = 200;

export function articlesScreen(articles: ListedArticle[]): HTMLElement {
  const words = h("input", { type: "search", placeholder: "Filter by title, outlet, day or language", "aria-label": "Filter articles" });
  const body = h("tbody");
  const said = h("p", { class: "facts", role: "status" });
  const fill = () => {
    const wanted = words.value.trim().toLowerCase();
    const fits = (one: ListedArticle) => [one.title, one.name, one.publisher, one.published, one.language, language(one.language)].some((text) => text?.toLowerCase().includes(wanted));
    const found = wanted ? articles.filter(fits) : articles;
    said.textContent = `${found.length === articles.length ? "" : `${found.length} of `}${count(articles.length, "article")}${found.length > PAGE ? `, the first ${PAGE} shown` : ""}`;
    replace(body, found.slice(0, PAGE).map((one) => h("tr", {},
      h("td", {}, h("a", { href: link("article", one.id), lang: one.language, dir: "auto" }, short(one.title ?? one.name, 110))),
      h("td", {}, h("span", { class: "language", title: language(one.language) }, one.language)), h("td", { dir: "auto" }, short(one.publisher ?? "", 40)), h("td", {}, one.published ?? "undated"), h("td", { class: "number" }, one.claims))));
  };
  words.addEventListener("input", fill);
  fill();
  return h("section", { class: "articles", "aria-label": "Articles" }, h("h1", {}, "Articles"), h("div", { class: "bar" }, words, said),
    h("div", { class: "table-holder" }, h("table", {}, h("thead", {}, h("tr", {}, ["Article", "Language", "Source", "Day", "Claims"].map((name) => h("th", { scope: "col" }, name)))), body)));
}

export function articleScreen(article: FullArticle, state: State, label: (id: string) => string): HTMLElement {
  const claims = new Map(article.about.map((claim) => [claim.id, claim]));
  const wanted = state.parameters.get("at");
  const isWanted = (one: TextPart) => one.mark?.some((mark) => mark.role === "sentence" && String(mark.at) === wanted) ?? false;
  const part = (one: TextPart): Node => {
    if (one.gap) return h("span", { class: "gap" }, one.text);
    const marks = (one.mark ?? []).filter((mark) => mark.role !== "sentence");
    if (marks.some((mark) => mark.role === "skipped")) return h("span", { class: "skipped", title: "no part of the story" }, one.text);
    const mark = marks.find((candidate) => candidate.role === "trigger") ?? marks[0];
    if (!mark) return document.createTextNode(one.text);
    const claim = mark.claim ? claims.get(mark.claim) : undefined;
    const says = claim ? `${claim.subject.label} ${claim.label} ${claim.object?.label ?? amount(claim)}` : "";
    const who = mark.entity ? `${label(mark.entity)}: ` : "";
    const to = mark.role === "trigger" && claim ? link("claim", claim.id) : mark.entity ? link("entity", mark.entity) : claim ? link("claim", claim.id) : "";
    return h("a", { class: `marked ${mark.role}`, href: to, title: short(who + says, 160) }, one.text);
  };
  const note = article.whole ? null : h("p", { class: "notice" }, "The text is not beside the graph; these are the sentences that claims come from.");
  return h("section", { class: "article", "aria-label": "Article" },
    h("article", { lang: article.language, dir: "auto" },
      h("h1", { dir: "auto" }, short(article.title ?? article.name, 300)),
      h("p", { class: "facts", lang: "en" }, [language(article.language), article.publisher && short(article.publisher, 60), article.published ?? "undated", short(article.name, 80)].filter(Boolean).join(" · "), " ", article.url ? h("a", { href: article.url, rel: "noreferrer" }, "original") : null),
      note, h("div", { class: "text" }, segments(article.segments, isWanted, part))),
    h("aside", { class: "panel open", "aria-label": "Claims" }, h("h2", {}, count(article.about.length, "claim")), h("ul", { class: "rows" }, article.about.map(claimRow)),
      h("p", { class: "key" }, h("mark", { class: "subject" }, "subject"), " ", h("mark", { class: "trigger" }, "says so"), " ", h("mark", { class: "object" }, "object"))));
}

/** The parts of a text; those of the sentence that the address names stand in one element, which is found by its class. */
function segments(parts: TextPart[], isWanted: (one: TextPart) => boolean, make: (one: TextPart) => Node): Node[] {
  const nodes: Node[] = [];
  let here: HTMLElement | null = null;
  for (const one of parts) {
    if (!isWanted(one)) here = null;
    else if (!here) nodes.push((here = h("span", { class: "here", tabindex: -1 })));
    if (here) here.append(make(one));
    else nodes.push(make(one));
  }
  return nodes;
}
