// Draws entities and the claims between them. Positions do not depend on chance: the same part of the graph is drawn the
// same way, and what stays keeps its place when filters change.

import cytoscape, { type Core, type ElementDefinition, type StylesheetJson } from "cytoscape";
import fcose from "cytoscape-fcose";
import { amount, clean, short } from "./dom";
import type { Claim, Entity, Status } from "./types";

cytoscape.use(fcose);

/** Relations of one pair beyond this are drawn as one; beyond one where there are many pairs. */
const APART = 2;
const MANY = 150;
/** With more edges than this, labels are shown where the reader looks. */
const LABELLED = 40;

export const SHAPES: Record<string, string> = {
  Person: "ellipse", Organization: "round-rectangle", Media: "cut-rectangle", Authority: "octagon", Place: "pentagon",
  Product: "rhomboid", Technology: "hexagon", Event: "barrel", Facility: "rectangle", Other: "diamond", Number: "tag",
};

export const COLOURS: Record<string, string> = {
  Person: "#e08a00", Organization: "#2f6fc4", Media: "#6d8f1f", Authority: "#a83f7e", Place: "#1b8767",
  Product: "#9a7d00", Technology: "#7453c0", Event: "#c2503a", Facility: "#6b6b6b", Other: "#777f8c", Number: "#8793a5",
};

/** How a status is drawn: never by colour alone. */
export const LINES: Record<Status, { line: "solid" | "dotted" | "dashed"; light: string; dark: string; meaning: string }> = {
  confirmed: { line: "solid", light: "#3b4656", dark: "#c3ccd8", meaning: "confirmed" },
  supported: { line: "solid", light: "#6a7686", dark: "#98a4b3", meaning: "supported" },
  reported: { line: "dotted", light: "#4a6da0", dark: "#8fb2e6", meaning: "reported" },
  planned: { line: "dotted", light: "#4a6da0", dark: "#8fb2e6", meaning: "planned" },
  contested: { line: "dashed", light: "#b35c00", dark: "#ffb45e", meaning: "contested" },
  denied: { line: "dashed", light: "#c62828", dark: "#ff7b72", meaning: "denied" },
  superseded: { line: "solid", light: "#b5bac2", dark: "#5c6570", meaning: "superseded" },
};

const WORST: Status[] = ["denied", "contested", "planned", "reported", "superseded", "supported", "confirmed"];

interface Edge { id: string; from: string; to: string; label: string; status: Status; symmetric: boolean; claims: string[]; weight: number }

/** Where the number of a claim is drawn. */
const place = (claim: Claim): string => `number ${claim.id}`;

/** Claims as edges: one for each pair, relation and status; where a pair has many, one for all. Every number has its own. */
export function edges(claims: Claim[]): Edge[] {
  const pairs = new Map<string, Map<string, Edge>>();
  const numbers: Edge[] = [];
  for (const claim of claims) {
    if (!claim.object) {
      numbers.push({
        id: `edge ${claim.id}`, from: claim.subject.id, to: place(claim), label: claim.label, status: claim.status, symmetric: false,
        claims: [claim.id], weight: claim.evidence,
      });
      continue;
    }
    const pair = [claim.subject.id, claim.object.id].sort().join("\n");
    const own = pairs.get(pair) ?? new Map<string, Edge>();
    pairs.set(pair, own);
    const key = [claim.subject.id, claim.relation, claim.status].join("\n");
    const known = own.get(key);
    if (known) {
      known.claims.push(claim.id);
      known.weight += claim.evidence;
    } else {
      own.set(key, {
        id: `edge ${claim.id}`, from: claim.subject.id, to: claim.object.id, label: claim.label, status: claim.status,
        symmetric: claim.symmetric, claims: [claim.id], weight: claim.evidence,
      });
    }
  }
  const apart = pairs.size > MANY ? 1 : APART;
  const between = [...pairs.values()].flatMap((own) => {
    const all = [...own.values()];
    if (all.length <= apart) return all;
    const status = WORST.find((worst) => all.some((edge) => edge.status === worst)) ?? "supported";
    const [first] = all;
    return [{
      ...first, id: `bundle ${first.from} ${first.to}`, label: `${all.length} relations`, status, symmetric: true,
      claims: all.flatMap((edge) => edge.claims), weight: all.reduce((sum, edge) => sum + edge.weight, 0),
    }];
  });
  return [...between, ...numbers];
}

export interface Choice { entity?: string; claims?: string[] }

export class Drawing {
  private cy: Core;
  private places = new Map<string, { x: number; y: number }>();
  private all: Edge[] = [];

  constructor(holder: HTMLElement, chosen: (choice: Choice) => void) {
    this.cy = cytoscape({ container: holder, minZoom: 0.15, maxZoom: 3, autoungrabify: false, boxSelectionEnabled: false });
    this.cy.on("tap", "node", (event) => {
      const { claims } = event.target.data();
      chosen(claims ? { claims } : { entity: event.target.id() });
    });
    this.cy.on("tap", "edge", (event) => chosen({ claims: event.target.data("claims") }));
    this.cy.on("tap", (event) => event.target === this.cy && chosen({}));
    this.cy.on("mouseover", "node", (event) => event.target.connectedEdges().addClass("near"));
    this.cy.on("mouseover", "edge", (event) => event.target.addClass("near"));
    this.cy.on("mouseout", () => this.cy.elements().removeClass("near"));
    this.cy.on("dragfree", "node", (event) => this.places.set(event.target.id(), { ...event.target.position() }));
    // The holder has its size only once the screen stands; a picture nobody has moved fits it always.
    new ResizeObserver(() => this.fit()).observe(holder);
    this.restyle();
  }

  /** Draws entities, the claims between them, and the numbers that claims give them. */
  show(entities: Entity[], claims: Claim[], centre: string | null): void {
    this.all = edges(claims);
    const most = Math.max(1, ...entities.map((entity) => entity.claims));
    const elements: ElementDefinition[] = entities.map((entity, rank) => ({
      data: {
        id: entity.id, label: short(entity.label, 28), kind: entity.kind in SHAPES ? entity.kind : "Other",
        size: 20 + 24 * Math.sqrt(entity.claims / most), centre: entity.id === centre,
      },
      position: this.places.get(entity.id) ?? spiral(rank),
    }));
    for (const claim of claims.filter((one) => !one.object)) {
      const near = this.places.get(claim.subject.id);
      elements.push({
        data: { id: place(claim), label: short(amount(claim), 28), kind: "Number", size: 13, claims: [claim.id] },
        position: this.places.get(place(claim)) ?? (near ? { x: near.x + 60, y: near.y + 45 } : spiral(elements.length)),
      });
    }
    const crowded = this.all.length > LABELLED;
    const single = new Set(this.all.map((edge) => [edge.from, edge.to].sort().join("\n"))).size === this.all.length;
    for (const edge of this.all) {
      elements.push({
        data: {
          id: edge.id, source: edge.from, target: edge.to, label: clean(edge.label), status: edge.status, claims: edge.claims,
          width: Math.min(8, 1.4 + 1.1 * Math.log2(edge.weight)), arrow: edge.symmetric ? "none" : "triangle",
        },
        classes: [crowded && "quiet", single && "straight"].filter(Boolean).join(" "),
      });
    }
    this.cy.elements().remove();
    this.cy.add(elements);
    const fixed = this.cy.nodes().map((node) => node.id()).filter((id) => this.places.has(id));
    if (fixed.length < this.cy.nodes().length) {
      const constraint = fixed.map((id) => ({ nodeId: id, position: this.places.get(id)! }));
      const options = {
        name: "fcose", quality: "proof", randomize: false, animate: false, fit: false, nodeSeparation: 80,
        idealEdgeLength: (edge: cytoscape.EdgeSingular) => (edge.target().data("kind") === "Number" ? 50 : 95),
        nodeRepulsion: 7000, gravity: 0.45, packComponents: true,
        // What hangs together closely is a ball however long it is arranged.
        numIter: Math.round(Math.min(2500, Math.max(400, 300_000 / this.all.length))), uniformNodeDimensions: false,
        nodeDimensionsIncludeLabels: true, tilingPaddingHorizontal: 40, tilingPaddingVertical: 40,
        fixedNodeConstraint: constraint.length ? constraint : undefined,
      };
      seeded(() => this.cy.layout(options as cytoscape.LayoutOptions).run());
      this.cy.nodes().forEach((node) => void this.places.set(node.id(), { ...node.position() }));
    }
    this.fit();
  }

  fit(): void {
    this.cy.resize();
    if (this.cy.elements().empty() || this.cy.width() === 0) return;
    this.cy.fit(this.cy.nodes(), this.cy.width() < 500 ? 12 : 28);
    if (this.cy.zoom() > 1.4) {
      this.cy.zoom(1.4);
      this.cy.center();
    }
  }

  zoom(by: number): void {
    this.cy.zoom({ level: this.cy.zoom() * by, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  /** Marks what the panel is about, and whom a search found. */
  mark(entity: string | null, claims: string[], found: Set<string>): void {
    this.cy.batch(() => {
      this.cy.elements().removeClass("chosen faded found");
      for (const id of found) this.cy.getElementById(id).addClass("found");
      const edge = this.cy.edges().filter((one) => one.data("claims").some((id: string) => claims.includes(id)));
      const node = entity ? this.cy.getElementById(entity) : this.cy.collection();
      const shown = edge.union(edge.connectedNodes()).union(node.closedNeighborhood());
      if (shown.empty()) return;
      this.cy.elements().not(shown).addClass("faded");
      edge.union(node).union(node.connectedEdges()).addClass("chosen");
    });
  }

  restyle(): void {
    const dark = isDark();
    const [ink, paper] = dark ? ["#e7ecf3", "#12161c"] : ["#1a2230", "#ffffff"];
    const lines = Object.entries(LINES).map(([status, look]) => ({
      selector: `edge[status = "${status}"]`,
      style: { "line-style": look.line, "line-color": dark ? look.dark : look.light, "target-arrow-color": dark ? look.dark : look.light },
    }));
    const kinds = Object.keys(SHAPES).map((kind) => ({
      selector: `node[kind = "${kind}"]`,
      style: { shape: SHAPES[kind], "background-color": COLOURS[kind] },
    }));
    const style = [
      {
        selector: "node",
        style: {
          width: "data(size)", height: "data(size)", label: "data(label)", color: ink, "font-size": 11, "font-family": "system-ui, sans-serif",
          "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": "110px", "text-outline-color": paper,
          "text-outline-width": 2.5, "text-outline-opacity": 0.9, "border-width": 1.5, "border-color": paper,
        },
      },
      ...kinds,
      {
        selector: "edge",
        style: {
          width: "data(width)", "curve-style": "bezier", "control-point-step-size": 46, "target-arrow-shape": "data(arrow)", "arrow-scale": 0.9,
          label: "data(label)", "font-size": 9, "font-family": "system-ui, sans-serif", color: ink, "text-rotation": "autorotate",
          "text-background-color": paper, "text-background-opacity": 0.85, "text-background-padding": "2px",
          "text-background-shape": "roundrectangle", "min-zoomed-font-size": 7, opacity: 0.85,
        },
      },
      ...lines,
      { selector: "edge.quiet", style: { label: "" } },
      // Where no pair has two edges, straight ones look the same and cost less.
      { selector: "edge.straight", style: { "curve-style": "straight" } },
      { selector: "edge.near, edge.chosen", style: { label: "data(label)", opacity: 1, "z-index": 10, "font-size": 11 } },
      { selector: ".faded", style: { opacity: 0.3 } },
      { selector: "node[?centre]", style: { "border-width": 3, "border-color": ink } },
      { selector: "node.chosen", style: { "border-width": 4, "border-color": dark ? "#ffd166" : "#0b57d0" } },
      { selector: "edge.chosen", style: { "underlay-color": dark ? "#ffd166" : "#0b57d0", "underlay-opacity": 0.25, "underlay-padding": 5 } },
      { selector: "node.found", style: { "underlay-color": "#ffb300", "underlay-opacity": 0.55, "underlay-padding": 9, "underlay-shape": "ellipse" } },
    ];
    this.cy.style(style as unknown as StylesheetJson);
  }

  png(): Promise<Blob> {
    return this.cy.png({ output: "blob-promise", full: true, scale: 2, maxWidth: 6000, bg: isDark() ? "#12161c" : "#ffffff" }) as unknown as Promise<Blob>;
  }

  /** The picture as it stands, as SVG. */
  svg(): string {
    const dark = isDark();
    const box = this.cy.elements().boundingBox();
    const at = (id: string) => this.cy.getElementById(id).position();
    const lines = this.all.map((edge) => {
      const [from, to, look] = [at(edge.from), at(edge.to), LINES[edge.status]];
      const dash = { solid: "", dotted: ' stroke-dasharray="1 5" stroke-linecap="round"', dashed: ' stroke-dasharray="8 5"' }[look.line];
      const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
      const width = Math.min(8, 1.4 + 1.1 * Math.log2(edge.weight)).toFixed(1);
      return `<g><path d="M${from.x.toFixed(1)} ${from.y.toFixed(1)} L${to.x.toFixed(1)} ${to.y.toFixed(1)}" stroke="${dark ? look.dark : look.light}" stroke-width="${width}"${dash}/><text x="${x.toFixed(1)}" y="${(y - 3).toFixed(1)}" font-size="9">${xml(edge.label)}</text></g>`;
    });
    const nodes = this.cy.nodes().map((node) => {
      const { x, y } = node.position();
      const radius = node.data("size") / 2;
      return `<g><circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}" fill="${COLOURS[node.data("kind")]}"/><text x="${x.toFixed(1)}" y="${(y + radius + 13).toFixed(1)}" font-size="11">${xml(node.data("label"))}</text></g>`;
    });
    const [ink, paper] = dark ? ["#e7ecf3", "#12161c"] : ["#1a2230", "#ffffff"];
    const view = [box.x1 - 30, box.y1 - 30, box.w + 60, box.h + 60].map((n) => n.toFixed(0)).join(" ");
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}"><rect x="-99999" y="-99999" width="199999" height="199999" fill="${paper}"/><g fill="${ink}" text-anchor="middle" font-family="sans-serif">${lines.join("")}${nodes.join("")}</g></svg>`;
  }

  /** The same for Graphviz. */
  dot(): string {
    const quoted = (text: string) => `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"')}"`;
    const nodes = this.cy.nodes().map((node) => `  ${quoted(node.id())} [label=${quoted(node.data("label"))}];`);
    const links = this.all.map((edge) => `  ${quoted(edge.from)} -> ${quoted(edge.to)} [label=${quoted(clean(edge.label))}, style=${LINES[edge.status].line}, color="${LINES[edge.status].light}"${edge.symmetric ? ", dir=none" : ""}];`);
    return `digraph newsgraph {\n${nodes.join("\n")}\n${links.join("\n")}\n}\n`;
  }
}

export function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Where an entity begins: the heavier, the nearer to the middle. */
function spiral(rank: number): { x: number; y: number } {
  const [angle, radius] = [rank * 2.399963, 70 * Math.sqrt(rank)];
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

/** Runs something that asks for random numbers with numbers that are always the same (mulberry32). */
function seeded(run: () => void): void {
  const chance = Math.random;
  let state = 0x2545f491;
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  try {
    run();
  } finally {
    Math.random = chance;
  }
}

function xml(text: string): string {
  return clean(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]!);
}
