// Frames the page: which screen is shown, the search, the keys, and light or dark.

import "./style.css";
import { articleScreen, articlesScreen } from "./articles";
import { count, h, replace, short } from "./dom";
import { isDark } from "./drawing";
import { embedded, type Data } from "./embedded";
import { GraphScreen, trouble } from "./graph";
import { overviewScreen } from "./overview";
import { sentence } from "./panel";
import { server } from "./server";
import { link, read, type State } from "./state";
import type { ListedArticle, Overview, Source } from "./types";

/** Built as one file with the data inside: then there is nobody to ask. */
const REPORT = import.meta.env.MODE === "report";

interface Screen { element: HTMLElement; show(state: State): Promise<void>; restyle(): void }

async function start(): Promise<void> {
  const app = document.getElementById("app")!;
  const data = document.getElementById("data")?.textContent;
  const source: Source = REPORT && data ? embedded(JSON.parse(data) as Data) : server;
  const theme = stored();
  if (theme) document.documentElement.dataset.theme = theme;
  let overview: Overview;
  try {
    overview = await source.overview();
  } catch (error) {
    replace(app, trouble(error));
    document.body.dataset.ready = "error";
    return;
  }
  new Page(app, source, overview).start();
}

class Page {
  private main = h("main", { id: "main" });
  private nav = h("nav", { "aria-label": "Screens" });
  private words = h("input", { type: "search", placeholder: "Search names and sentences", "aria-label": "Search", autocomplete: "off" });
  private results = h("div", { class: "results", hidden: true });
  private found = new Set<string>();
  private graph: GraphScreen;
  private query: Screen | null = null;
  private articles: ListedArticle[] | null = null;
  private turn = 0;

  constructor(private app: HTMLElement, private source: Source, private overview: Overview) {
    this.graph = new GraphScreen(source, overview, () => this.found);
  }

  start(): void {
    const theme = h("button", { type: "button", class: "theme", title: "Light or dark", "aria-label": "Light or dark", click: () => this.turnTheme() }, "◐");
    replace(this.app,
      h("a", { class: "skip", href: "#main", click: (event) => { event.preventDefault(); this.main.querySelector<HTMLElement>("a, button, input")?.focus(); } }, "Skip to the content"),
      h("header", { class: "top" }, h("a", { class: "brand", href: "#/" }, "newsgraph"), this.nav, h("form", { class: "search", role: "search", submit: (event) => event.preventDefault() }, this.words, this.results), theme),
      this.main);
    this.words.addEventListener("input", () => void this.search());
    this.words.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.closeSearch();
      if (event.key === "ArrowDown") (this.results.querySelector("a") as HTMLElement | null)?.focus();
      if (event.key === "Enter") this.results.querySelector<HTMLElement>("a")?.click();
    });
    this.results.addEventListener("keydown", (event) => {
      const links = [...this.results.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement as HTMLAnchorElement);
      if (event.key === "ArrowDown") links[at + 1]?.focus();
      else if (event.key === "ArrowUp") (at > 0 ? links[at - 1] : this.words).focus();
      else if (event.key === "Escape") this.closeSearch();
      else return;
      event.preventDefault();
    });
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("click", (event) => {
      if (!(event.target as HTMLElement).closest(".search")) this.results.hidden = true;
    });
    window.addEventListener("hashchange", () => void this.show());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.restyle());
    void this.show();
  }

  private async show(): Promise<void> {
    const state = read();
    const turn = ++this.turn;
    const screen = state.screen || "overview";
    delete document.body.dataset.ready;
    this.results.hidden = true;
    const screens: [string, string][] = [["", "Overview"], ["graph", "Graph"], ...(REPORT ? [] : [["query", "Query"] as [string, string]]), ["articles", "Articles"]];
    const current = { entity: "graph", claim: "graph", article: "articles", overview: "" }[screen] ?? screen;
    replace(this.nav, screens.map(([name, label]) => h("a", { href: link(name), "aria-current": name === current ? "page" : null }, label)));
    try {
      const element = await this.element(screen, state, turn);
      if (turn !== this.turn) return;
      if (element && this.main.firstElementChild !== element) replace(this.main, element);
      if (["graph", "entity", "claim"].includes(screen)) await this.graph.show(state);
      this.main.querySelector(".article .here")?.scrollIntoView({ block: "center" });
    } catch (error) {
      if (turn === this.turn) replace(this.main, trouble(error));
    }
    if (turn !== this.turn) return;
    document.title = this.main.querySelector("h1, h2")?.textContent ? `${short(this.main.querySelector(".panel.open h2, h1, h2")?.textContent ?? "", 60)} · newsgraph` : "newsgraph";
    document.body.dataset.ready = screen;
  }

  private async element(screen: string, state: State, turn: number): Promise<HTMLElement | null> {
    switch (screen) {
      case "overview":
        return overviewScreen(this.overview);
      case "graph":
      case "entity":
      case "claim":
        return this.graph.element;
      case "articles":
        this.articles ??= await this.source.articles();
        return articlesScreen(this.articles);
      case "article": {
        const article = await this.source.article(state.id);
        const labels = new Map(article.about.flatMap((claim) => [claim.subject, claim.object].flatMap((end) => (end ? [[end.id, end.label] as const] : []))));
        return articleScreen(article, state, (id) => labels.get(id) ?? id);
      }
      case "query":
        if (!REPORT) {
          if (!this.query) {
            const { QueryScreen } = await import("./query");
            this.query ??= new QueryScreen(this.overview);
          }
          if (turn === this.turn) replace(this.main, this.query.element);
          await this.query.show(state);
          return this.query.element;
        }
        throw new Error("questions need a server: `newsgraph serve`");
      default:
        throw new Error(`there is no screen “${short(screen, 40)}”`);
    }
  }

  private async search(): Promise<void> {
    const words = this.words.value.trim();
    if (words.length < 2) {
      this.found.clear();
      this.results.hidden = true;
      this.graph.remark(read());
      return;
    }
    const answer = await this.source.search(words).catch(() => null);
    if (!answer || words !== this.words.value.trim()) return;
    this.found = new Set(answer.entities.map((entity) => entity.id));
    this.graph.remark(read());
    const entities = answer.entities.slice(0, 6).map((entity) => h("li", {}, h("a", { href: link("entity", entity.id) }, h("b", { dir: "auto" }, short(entity.label, 60)), h("span", { class: "facts" }, ` ${entity.class} · ${count(entity.claims, "claim")}`))));
    const sentences = answer.sentences.slice(0, 5).map((one) => h("li", {}, h("a", { href: one.claims[0] ? link("claim", one.claims[0]) : link("article", one.article?.id ?? "") }, sentence(one))));
    const none = entities.length + sentences.length === 0 ? h("p", { class: "facts" }, "nothing is called so") : null;
    replace(this.results, none, entities.length ? h("h2", {}, count(answer.matching.entities, "name")) : null, h("ul", {}, entities), sentences.length ? h("h2", {}, count(answer.matching.sentences, "sentence")) : null, h("ul", {}, sentences));
    this.results.hidden = false;
  }

  private closeSearch(): void {
    this.words.value = "";
    this.found.clear();
    this.results.hidden = true;
    this.graph.remark(read());
    this.words.blur();
  }

  private key(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as HTMLElement;
    const typing = target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") this.words.focus();
    else if (!(["graph", "entity", "claim"].includes(read().screen) && this.graph.key(event.key))) return;
    event.preventDefault();
  }

  private turnTheme(): void {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // A file, or a browser that keeps nothing: then it holds until the page is closed.
    }
    this.restyle();
  }

  private restyle(): void {
    this.graph.restyle();
    this.query?.restyle();
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null;
  }
}

void start();
