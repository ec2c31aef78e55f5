// What stands beside the picture: the sentences behind a claim, or what is known of an entity.

import { amount, count, h, language, short } from "./dom";
import { LINES } from "./drawing";
import { link } from "./state";
import type { Claim, FullClaim, FullEntity, Head, Proof } from "./types";

export function statusBadge(claim: Claim): HTMLElement {
  return h("span", { class: `status ${claim.status}` }, LINES[claim.status].meaning);
}

/** Subject, relation and object as words. */
export function phrase(claim: Claim, linked = true): (Node | string)[] {
  const end = (one: { id: string; label: string }) =>
    linked ? h("a", { href: link("entity", one.id), class: "name", dir: "auto" }, short(one.label, 80)) : h("b", { dir: "auto" }, short(one.label, 80));
  const relation = h("span", { class: "relation" }, ` ${claim.label} `);
  const object = claim.object ? end(claim.object) : h("b", {}, amount(claim));
  const place = claim.place ? [" in ", end(claim.place)] : [];
  return [end(claim.subject), relation, object, ...place, claim.date ? ` on ${claim.date}` : ""];
}

export function claimRow(claim: Claim): HTMLElement {
  return h(
    "li", { class: "claim-row" },
    h("a", { href: link("claim", claim.id), class: "row-link" }, ...phrase(claim, false)),
    h("span", { class: "facts" }, statusBadge(claim), ` ${count(claim.evidence, "sentence")} · `, claim.languages.join(" ")),
  );
}

/** A sentence in its language, with subject, trigger and object marked in three ways. */
export function sentence(proof: Proof): HTMLElement {
  const parts = proof.segments.map((part) =>
    part.mark ? h("mark", { class: part.mark, title: { subject: "subject", trigger: "the words that say so", object: "object" }[part.mark] }, part.text) : part.text);
  return h("blockquote", { lang: proof.language, dir: "auto" }, parts);
}

export function articleName(head: Head): string {
  return short(head.title ?? head.name, 90);
}

function proof(one: Proof): HTMLElement {
  const manner = [one.polarity, one.modality, one.aspect?.replace("-", " "), one.by_party ? "by a party to it" : null, one.computed ? "computed from two amounts" : null].filter(Boolean).join(", ");
  const more = [one.role && `as ${one.role}`, one.period && `period ${one.period}`, one.place && `in ${one.place}`, one.date && `on ${one.date}`].filter(Boolean).join(", ");
  const outlet = [one.article?.publisher, one.article?.published].filter(Boolean).join(", ");
  return h(
    "li", { class: `proof ${one.polarity}` },
    h("div", { class: "proof-head" }, h("span", { class: "language", title: language(one.language) }, one.language), h("span", {}, manner)),
    sentence(one),
    h(
      "dl", {},
      one.said_by.length > 0 && [h("dt", {}, "said by"), h("dd", { dir: "auto" }, one.said_by.map((name) => short(name, 60)).join(", via "))],
      outlet && [h("dt", {}, "published"), h("dd", { dir: "auto" }, short(outlet, 80))],
      more && [h("dt", {}, "qualified"), h("dd", { dir: "auto" }, more)],
      one.article && [h("dt", {}, "article"), h("dd", {}, h("a", { href: link("article", one.article.id, new URLSearchParams({ at: String(one.start) })), dir: "auto" }, articleName(one.article)))],
      [h("dt", {}, "found by"), h("dd", {}, h("code", {}, one.frame), ` · sure to ${Math.round(one.confidence * 100)} %`)],
    ),
  );
}

export function claimPanel(claim: FullClaim): HTMLElement[] {
  const others = claim.differs_from.length
    ? [h("h3", {}, "Others say otherwise"), h("ul", { class: "rows" }, claim.differs_from.map(claimRow))] : [];
  const later = claim.superseded_by ? [h("h3", {}, "Overtaken by"), h("ul", { class: "rows" }, claimRow(claim.superseded_by))] : [];
  const denial = claim.denial > 0 ? ` · denial ${claim.denial}` : "";
  return [
    h("h2", { tabindex: -1 }, ...phrase(claim)),
    h("p", { class: "facts" }, statusBadge(claim), ` support ${claim.support}${denial} · ${count(claim.evidence, "sentence")} in ${count(claim.articles, "article")}, ${count(claim.languages.length, "language")}, ${count(claim.lineages, "independent source")}`),
    ...others,
    ...later,
    h("h3", {}, "Why it says so"),
    h("ol", { class: "proofs" }, claim.proof.map(proof)),
  ];
}

/** Claims and articles listed in a panel; the table has more. */
const LISTED = 100;

export function entityPanel(entity: FullEntity, more: HTMLElement | null, offline: boolean): HTMLElement[] {
  const names = Object.entries(entity.names).map(([code, list]) => [
    h("dt", {}, code === "*" ? "any" : language(code)),
    h("dd", code === "*" ? {} : { lang: code, dir: "auto" }, [...new Set(list)].map((name) => short(name, 60)).join(", ")),
  ]);
  const aliases = entity.aliases.length > 0 ? [h("dt", {}, "also"), h("dd", { dir: "auto" }, entity.aliases.map((name) => short(name, 60)).join(", "))] : [];
  const same = entity.same_as.filter((iri) => /^https?:/.test(iri)).map((iri) => h("a", { href: iri, rel: "noreferrer" }, short(iri.replace(/^https?:\/\//, ""), 40)));
  return [
    h("h2", { tabindex: -1, dir: "auto" }, short(entity.label, 200)),
    h("p", { class: "facts" }, `${entity.class}${entity.known ? "" : ", a name that the ontology does not list"} · ${count(entity.about.length, "claim")} in ${count(entity.articles.length, "article")}`),
    h("p", { class: "actions" }, h("a", { class: "button", href: link("graph", "", new URLSearchParams({ around: entity.id })) }, "Show its neighbourhood"), more),
    names.length || aliases.length || same.length
      ? h("details", {}, h("summary", {}, "Names"), h("dl", {}, names, aliases, same.length ? [h("dt", {}, "same as"), h("dd", {}, same)] : null)) : h("span"),
    h("h3", {}, "Claims"),
    h("ul", { class: "rows" }, entity.about.slice(0, LISTED).map(claimRow)),
    entity.about.length > LISTED ? h("p", { class: "facts" }, `The ${LISTED} best supported. `, h("a", { href: link("graph", "", new URLSearchParams({ around: entity.id, limit: "300", as: "table" })) }, "More as a table")) : h("span"),
    h("h3", {}, "Articles"),
    h("ul", { class: "rows" }, entity.articles.slice(0, LISTED).map(articleRow)),
    entity.articles.length > LISTED ? h("p", { class: "facts" }, `${LISTED} of ${count(entity.articles.length, "article")}.`) : h("span"),
    offline ? h("span") : h("p", { class: "facts" }, "As data: ", h("a", { href: `/entity/${encodeURIComponent(entity.id)}.ttl` }, "Turtle"), " ", h("a", { href: `/entity/${encodeURIComponent(entity.id)}.json` }, "JSON")),
  ];
}

export function articleRow(head: Head): HTMLElement {
  return h(
    "li", { class: "claim-row" },
    h("a", { href: link("article", head.id), class: "row-link", lang: head.language, dir: "auto" }, articleName(head)),
    h("span", { class: "facts" }, h("span", { class: "language", title: language(head.language) }, head.language), " ", [head.publisher && short(head.publisher, 40), head.published].filter(Boolean).join(", ")),
  );
}
