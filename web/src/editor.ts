// The editor. It lives in a shadow root, where its style sheets are adopted: the policy of the page allows none inline.

import { autocompletion, type CompletionContext } from "@codemirror/autocomplete";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { tags } from "@lezer/highlight";
import { basicSetup, EditorView } from "codemirror";
import { sparql } from "codemirror-lang-sparql";
import { h } from "./dom";
import type { Overview } from "./types";

export class Editor {
  private view: EditorView;

  constructor(holder: HTMLElement, overview: Overview, run: () => void) {
    const root = holder.attachShadow({ mode: "open" });
    const inside = h("div");
    root.append(inside);
    const terms = [
      ...Object.entries(overview.labels).map(([name, label]) => ({ label: `ng:${name}`, detail: label, type: "property" })),
      ...["Claim", "Evidence", "Confirmed", "Supported", "Reported", "Planned", "Contested", "Denied", "Superseded"].map((name) => ({ label: `ng:${name}`, type: "class" })),
      ...["status", "support", "claim", "article", "sentence", "evidenceCount", "articleCount", "languageCount", "polarity", "modality", "attributedTo", "firstReported", "place", "date"].map((name) => ({ label: `ng:${name}`, type: "property" })),
      ...["rdf:subject", "rdf:predicate", "rdf:object", "rdfs:label", "nif:anchorOf", "schema:inLanguage", "schema:headline", "schema:datePublished"].map((label) => ({ label, type: "property" })),
      { label: 'SERVICE ng:search { ?sentence ng:match "words" }', detail: "sentences and names with these words", type: "keyword" },
      ...["SELECT", "WHERE", "OPTIONAL", "FILTER", "ORDER BY", "GROUP BY", "LIMIT", "DISTINCT", "COUNT", "CONSTRUCT", "DESCRIBE", "ASK", "VALUES", "BIND", "UNION"].map((label) => ({ label, type: "keyword" })),
    ];
    const complete = (context: CompletionContext) => {
      const word = context.matchBefore(/[\w:]+/);
      return word && (context.explicit || word.text.length > 1) ? { from: word.from, options: terms, validFor: /^[\w:]*$/ } : null;
    };
    const theme = EditorView.theme({
      "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "14px" },
      ".cm-content": { caretColor: "var(--ink)", fontFamily: "ui-monospace, monospace" },
      ".cm-gutters": { backgroundColor: "var(--raised)", color: "var(--faint)", border: "none" },
      ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--hover)" },
      ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--line)" },
      "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { background: "var(--selection) !important" },
      // The library underlines with a picture, which the policy forbids.
      ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad)", textUnderlineOffset: "3px" },
      ".cm-cursor": { borderLeftColor: "var(--ink)" },
    });
    const colours = syntaxHighlighting(HighlightStyle.define([
      { tag: tags.keyword, color: "var(--calm)", fontWeight: "600" },
      { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--good)" },
      { tag: [tags.string, tags.literal], color: "var(--warn)" },
      { tag: [tags.comment, tags.lineComment], color: "var(--faint)", fontStyle: "italic" },
      { tag: [tags.url, tags.namespace, tags.propertyName], color: "var(--ink)" },
      { tag: [tags.number, tags.bool], color: "var(--bad)" },
    ]));
    this.view = new EditorView({
      root, parent: inside,
      extensions: [
        EditorView.domEventHandlers({ keydown: (event) => {
          if (!(event.key === "Enter" && (event.ctrlKey || event.metaKey))) return false;
          event.preventDefault();
          run();
          return true;
        } }),
        colours, basicSetup, sparql(), autocompletion({ override: [complete] }), theme, EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query" }),
      ],
    });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  set text(text: string) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }

  /** Underlines the place that an error names, such as `3:14: unexpected …`; nothing where there is none. */
  complain(message: string | null): void {
    const place = message?.match(/^(\d+):(\d+): ([^\n]*)/);
    const { doc } = this.view.state;
    const line = place ? doc.line(Math.min(Number(place[1]), doc.lines)) : null;
    const from = line && place ? Math.min(line.from + Number(place[2]) - 1, line.to) : 0;
    const found = line && place ? [{ from: Math.max(line.from, Math.min(from, line.to - 1)), to: line.to, severity: "error" as const, message: place[3] }] : [];
    this.view.dispatch(setDiagnostics(this.view.state, found));
  }
}
