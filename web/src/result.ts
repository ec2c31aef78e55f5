// What of an answer can be drawn: entities, and what links them.

import type { Claim, Entity, Graph, Overview } from "./types";

export interface Cell { type: string; value: string; "xml:lang"?: string }
export interface Rows { head: { vars?: string[] }; results?: { bindings: Record<string, Cell>[] }; boolean?: boolean }

/** Entities drawn at most. */
const DRAWN = 300;

interface Link { from: string; to: string; label: string }

/** The entities and claims in an answer, by id. */
export interface Found { entities: Set<string>; claims: Set<string>; links: Map<string, Link> }

/** The id behind an IRI of ours: `e` for entities, `c` for claims, `a` for articles. */
export function idOf(iri: string, prefix: "e" | "c" | "a", overview: Overview): string | null {
  const base = overview.prefixes[prefix];
  if (!base || !iri.startsWith(base) || iri.includes("#")) return null;
  try {
    return decodeURIComponent(iri.slice(base.length));
  } catch {
    return null;
  }
}

/** Entities of one row are linked in the order of its columns, by the relation between them, else by the name of the column. */
export function inRows(rows: Rows, overview: Overview): Found {
  const found: Found = { entities: new Set(), claims: new Set(), links: new Map() };
  for (const row of rows.results?.bindings ?? []) {
    let before: string | null = null;
    let relation: string | null = null;
    for (const column of rows.head.vars ?? []) {
      const cell = row[column];
      if (cell?.type !== "uri") continue;
      relation = relationOf(cell.value, overview) ?? relation;
      const next = take(cell.value, found, overview);
      if (!next) continue;
      if (before) addLink(found, before, next, relation ?? column);
      [before, relation] = [next, null];
    }
  }
  return found;
}

/** The same of triples, as N-Triples. */
export function inTriples(text: string, overview: Overview): Found {
  const found: Found = { entities: new Set(), claims: new Set(), links: new Map() };
  for (const line of text.split("\n")) {
    const [, subject, predicate, object] = line.match(/^<([^>]*)> <([^>]*)> <([^>]*)> \.$/) ?? [];
    if (!subject) continue;
    const [from, to] = [take(subject, found, overview), take(object, found, overview)];
    if (from && to) addLink(found, from, to, relationOf(predicate, overview) ?? predicate.replace(/^.*[#/]/, ""));
  }
  return found;
}

function take(iri: string, found: Found, overview: Overview): string | null {
  const claim = idOf(iri, "c", overview);
  if (claim && found.claims.size < DRAWN) found.claims.add(claim);
  const id = idOf(iri, "e", overview);
  if (!id || (found.entities.size >= DRAWN && !found.entities.has(id))) return null;
  found.entities.add(id);
  return id;
}

function addLink(found: Found, from: string, to: string, label: string): void {
  if (from !== to) found.links.set([from, label, to].join("\n"), { from, to, label });
}

function relationOf(iri: string, overview: Overview): string | null {
  const base = overview.prefixes.ng;
  return iri.startsWith(base) ? (overview.labels[iri.slice(base.length)] ?? null) : null;
}

/** A query for the ends of claims. */
export function endsOf(claims: Set<string>, overview: Overview): string {
  const iris = [...claims].map((id) => `<${overview.prefixes.c}${encodeURIComponent(id)}>`);
  return `SELECT ?subject ?object { VALUES ?claim { ${iris.join(" ")} } ?claim rdf:subject ?subject ; rdf:object ?object }`;
}

/** What is drawn: the entities with what the graph knows of them; claims as they are, and links of rows as if they were claims. */
export function drawn(found: Found, known: Graph): { entities: Entity[]; claims: Claim[] } {
  const entities = new Map(known.entities.map((entity) => [entity.id, entity]));
  const end = (id: string) => ({ id, label: entities.get(id)?.label ?? id });
  const links = [...found.links.values()].filter((link) => entities.has(link.from) && entities.has(link.to)).map((link, at): Claim => ({
    id: `row ${at}`, subject: end(link.from), relation: link.label, label: link.label, symmetric: false, object: end(link.to), value: null, place: null,
    date: null, status: "supported", evidence: 1, articles: 0, languages: [], first: null, last: null,
  }));
  return { entities: [...entities.values()], claims: [...known.claims.filter((claim) => found.claims.has(claim.id)), ...links] };
}
