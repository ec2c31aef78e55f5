// The data of the file that the page stands in: the same answers as a server gives, worked out here.

import {
  Refused, type Claim, type Entity, type FoundSentence, type FullArticle, type FullClaim, type FullEntity, type Overview, type Proof,
  type Source,
} from "./types";

/** What `newsgraph export -f html` writes into the page: articles and claims stand there once, elsewhere their ids. */
export interface Data {
  overview: Overview;
  entities: (Entity & Pick<FullEntity, "aliases" | "names" | "same_as">)[];
  claims: (Omit<FullClaim, "proof"> & { proof: (Omit<Proof, "article"> & { article: string | null })[] })[];
  articles: (Omit<FullArticle, "about"> & { about: string[] })[];
}

const CLASSES = ["Person", "Media", "Authority", "Place", "Product", "Technology", "Event", "Facility", "Organization", "Other"];

export function embedded(data: Data): Source {
  const entities = new Map(data.entities.map((entity) => [entity.id, entity]));
  const claims = new Map<string, FullClaim>();
  const articles = new Map<string, FullArticle>();
  for (const article of data.articles) articles.set(article.id, { ...article, about: [] });
  for (const claim of data.claims) {
    const proof = claim.proof.map((one) => ({ ...one, article: articles.get(one.article ?? "") ?? null }));
    claims.set(claim.id, { ...claim, proof });
  }
  for (const { id, about } of data.articles) articles.get(id)!.about = about.map((one) => claims.get(one)!);
  const about = new Map<string, FullClaim[]>();
  for (const claim of claims.values()) {
    for (const id of ends(claim)) about.set(id, [...(about.get(id) ?? []), claim]);
  }

  function named(name: string) {
    const small = name.toLowerCase();
    const found = entities.get(name) ?? data.entities.find((entity) => [entity.label, ...entity.aliases].some((n) => n.toLowerCase() === small));
    if (!found) throw new Refused(`no entity is called “${name}”`, "search for a part of the name");
    return found;
  }

  return {
    offline: true,
    overview: async () => data.overview,
    claim: async (id) => claims.get(id) ?? missing(`no claim has the id ${id}`),
    article: async (id) => articles.get(id) ?? missing(`no article has the id ${id}`),
    articles: async () => [...articles.values()].map((article) => ({ ...article, claims: article.about.length })),
    entity: async (id) => {
      const entity = named(id);
      const own = about.get(entity.id) ?? [];
      const heads = new Map(own.flatMap((claim) => claim.proof).flatMap((proof) => (proof.article ? [[proof.article.id, proof.article] as const] : [])));
      return { ...entity, about: [...own].sort((a, b) => b.evidence - a.evidence), articles: [...heads.values()] };
    },
    search: async (words) => {
      const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
      const has = (text: string) => parts.every((part) => text.toLowerCase().includes(part));
      const found = parts.length ? data.entities.filter((entity) => [entity.label, ...entity.aliases].some(has)) : [];
      const sentences = new Map<string, FoundSentence>();
      for (const claim of parts.length ? claims.values() : []) {
        for (const proof of claim.proof) {
          const place = `${proof.article?.id} ${proof.start}`;
          const known = sentences.get(place);
          if (known) known.claims.push(claim.id);
          else if (has(proof.segments.map((part) => part.text).join(""))) sentences.set(place, { ...proof, claims: [claim.id] });
        }
      }
      const all = [...sentences.values()];
      return { entities: found.slice(0, 20), sentences: all.slice(0, 20), matching: { entities: found.length, sentences: all.length } };
    },
    graph: async (parameters) => {
      const list = (name: string) => (parameters.get(name) ?? "").split(",").filter(Boolean);
      const [relations, types, languages, sources] = [list("relation"), list("type"), list("lang"), parameters.getAll("source").filter(Boolean)];
      const [since, until, polarity] = [parameters.get("since"), parameters.get("until"), parameters.get("polarity")];
      const fewest = Number(parameters.get("min") ?? 1);
      const limit = Math.min(Number(parameters.get("limit") ?? 60), 300);
      const skip = Number(parameters.get("skip") ?? 0);
      const isOf = (id: string) => types.includes(entities.get(id)?.kind ?? CLASSES[9]) || types.includes(entities.get(id)?.class ?? "");
      const kept: Claim[] = [];
      for (const claim of claims.values()) {
        if (relations.length && !relations.includes(claim.relation)) continue;
        if (types.length && !ends(claim).some(isOf)) continue;
        const proof = claim.proof.filter((one) => {
          const day = one.article?.published ?? null;
          return (!languages.length || languages.includes(one.language))
            && (!sources.length || sources.some((source) => one.article?.publisher === source || one.said_by.includes(source)))
            && (!polarity || one.polarity === polarity)
            && (!since || (day !== null && day >= since)) && (!until || (day !== null && day <= until));
        });
        if (proof.length < Math.max(fewest, 1)) continue;
        kept.push({ ...claim, evidence: proof.length, languages: [...new Set(proof.map((one) => one.language))].sort() });
      }
      const centre = parameters.get("around") ? named(parameters.get("around")!) : null;
      const weights = new Map<string, number>();
      for (const claim of kept) for (const id of ends(claim)) weights.set(id, (weights.get(id) ?? 0) + claim.evidence);
      let far: Map<string, number> | null = null;
      if (centre) {
        far = new Map([[centre.id, 0]]);
        for (let hop = 1; hop <= Number(parameters.get("hops") ?? 1); hop++) {
          const next = kept.filter((claim) => claim.object).flatMap((claim) => {
            const [one, other] = ends(claim);
            return [[one, other], [other, one]].filter(([from, to]) => far!.get(from) === hop - 1 && !far!.has(to)).map(([, to]) => to);
          });
          for (const id of next) if (!far.has(id)) far.set(id, hop);
        }
      }
      const ranked = [...weights.keys()].filter((id) => !far || far.has(id))
        .sort((a, b) => (far ? far.get(a)! - far.get(b)! : 0) || weights.get(b)! - weights.get(a)! || (a < b ? -1 : 1));
      const first = centre && ranked.length ? 1 : 0;
      const chosen = [...ranked.slice(0, first), ...ranked.slice(first + skip)].slice(0, limit);
      const drawn = new Set(chosen);
      const between = kept.filter((claim) => ends(claim).every((id) => drawn.has(id))).sort((a, b) => b.evidence - a.evidence || (a.id < b.id ? -1 : 1));
      return {
        around: centre?.id ?? null,
        entities: chosen.map((id) => entities.get(id)!).filter(Boolean),
        claims: between.slice(0, 2000),
        matching: { entities: ranked.length, claims: kept.length },
        left_out: { entities: Math.max(0, ranked.length - chosen.length - skip), claims: Math.max(0, between.length - 2000) },
        total: { entities: data.overview.counts.entities, claims: data.claims.length },
      };
    },
  };
}

function ends(claim: Claim): string[] {
  return claim.object ? [claim.subject.id, claim.object.id] : [claim.subject.id];
}

function missing(message: string): never {
  throw new Refused(message, "it may have been in another graph");
}
