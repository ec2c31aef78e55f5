// The data of a server.

import { Refused, type Source } from "./types";

async function json<T>(path: string): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { Accept: "application/json" } });
  } catch {
    throw new Refused("the server does not answer", "is `newsgraph serve` still running?");
  }
  const body = await response.json().catch(() => ({ error: `the server answers ${response.status}` }));
  if (!response.ok) throw new Refused(body.error ?? `the server answers ${response.status}`, body.hint ?? null);
  return body as T;
}

export const server: Source = {
  offline: false,
  overview: () => json("/api/overview"),
  graph: (parameters) => json(`/api/graph?${parameters}`),
  entity: (id) => json(`/api/entity/${encodeURIComponent(id)}`),
  claim: (id) => json(`/api/claim/${encodeURIComponent(id)}`),
  articles: () => json("/api/articles"),
  article: (id) => json(`/api/article/${encodeURIComponent(id)}`),
  search: (words) => json(`/api/search?q=${encodeURIComponent(words)}`),
};

/** Asks the endpoint; the answer as text in a media type. */
export async function ask(sparql: string, accept: string): Promise<{ text: string; kind: string; seconds: number }> {
  const started = performance.now();
  let response: Response;
  try {
    response = await fetch("/sparql", {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: accept },
      body: sparql,
    });
  } catch {
    throw new Refused("the server does not answer", "is `newsgraph serve` still running?");
  }
  const text = await response.text().catch(() => {
    throw new Refused("the answer broke off", "add LIMIT to the query");
  });
  if (!response.ok) {
    const [message, hint] = text.replace(/^error: /, "").split("\nhint: ");
    throw new Refused(message.trimEnd(), hint?.trim() ?? null);
  }
  const kind = (response.headers.get("Content-Type") ?? "").split(";")[0];
  return { text, kind, seconds: (performance.now() - started) / 1000 };
}
