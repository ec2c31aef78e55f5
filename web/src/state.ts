// What is shown stands in the address, after `#`: a link gives the same view to everybody.

export interface State {
  /** Such as `graph`, `query`, `articles`, `article`, `entity`, `claim`; empty for the first screen. */
  screen: string;
  id: string;
  parameters: URLSearchParams;
}

export function read(): State {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?", 2);
  const [screen, ...rest] = path.split("/");
  let id = rest.join("/");
  try {
    id = decodeURIComponent(id);
  } catch {
    // A broken escape stays as it is.
  }
  return { screen, id, parameters: new URLSearchParams(query ?? "") };
}

export function link(screen: string, id = "", parameters?: URLSearchParams): string {
  const path = id ? `${screen}/${encodeURIComponent(id)}` : screen;
  const query = parameters?.toString();
  return `#/${path}${query ? `?${query}` : ""}`;
}

/** Goes elsewhere; `quietly` without a step to go back to. */
export function go(to: string, quietly = false): void {
  if (quietly) {
    history.replaceState(null, "", to);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  } else location.hash = to;
}
