// What the API gives. Every id stands beside the label that people read.

export interface End { id: string; label: string }
export interface Entity extends End { class: string; kind: string; known: boolean; claims: number }
export interface Amount { value: string | number; unit: string; text: string }
export type Status = "confirmed" | "supported" | "reported" | "planned" | "contested" | "denied" | "superseded";

export interface Claim {
  id: string;
  subject: End;
  relation: string;
  label: string;
  symmetric: boolean;
  object: End | null;
  value: Amount | null;
  place: End | null;
  date: string | null;
  status: Status;
  evidence: number;
  articles: number;
  languages: string[];
  first: string | null;
  last: string | null;
}

export interface Head {
  id: string;
  name: string;
  title: string | null;
  publisher: string | null;
  published: string | null;
  language: string;
  url: string | null;
}

export interface Part { text: string; mark?: "subject" | "trigger" | "object" }

export interface Proof {
  language: string;
  article: Head | null;
  segments: Part[];
  start: number;
  end: number;
  said_by: string[];
  polarity: "affirmed" | "denied";
  modality: string;
  aspect: string | null;
  by_party: boolean;
  computed: boolean;
  place: string | null;
  date: string | null;
  role: string | null;
  period: string | null;
  frame: string;
  confidence: number;
}

export interface FullClaim extends Claim {
  support: number;
  denial: number;
  lineages: number;
  differs_from: Claim[];
  superseded_by: Claim | null;
  proof: Proof[];
}

export interface FullEntity extends Entity {
  aliases: string[];
  names: Record<string, string[]>;
  same_as: string[];
  about: Claim[];
  articles: Head[];
}

/** Over a part of a text; a sentence that states a claim tells where it begins. */
export interface TextMark { role: "subject" | "trigger" | "object" | "skipped" | "sentence"; entity?: string | null; claim?: string | null; at?: number }
export interface TextPart { text: string; mark?: TextMark[]; gap?: boolean }
export interface ListedArticle extends Head { claims: number }
export interface FullArticle extends Head { whole: boolean; segments: TextPart[]; about: Claim[] }

export interface Graph {
  around: string | null;
  entities: Entity[];
  claims: Claim[];
  matching: { entities: number; claims: number };
  left_out: { entities: number; claims: number };
  total: { entities: number; claims: number };
}

export interface Count { name: string; count: number }
export interface SavedQuery { name: string; title: string; text: string }

export interface Overview {
  counts: { articles: number; entities: number; claims: number; evidence: number; triples: number; languages: number };
  connected: Entity[];
  widest: Claim[];
  disputed: Claim[];
  labels: Record<string, string>;
  facets: Record<"relation" | "type" | "status" | "lang" | "source" | "day", Count[]>;
  skipped: { name: string; reason: string }[];
  foreign: string | null;
  queries: SavedQuery[];
  prefixes: Record<string, string>;
}

export interface FoundSentence extends Proof { claims: string[] }
export interface Found {
  entities: Entity[];
  sentences: FoundSentence[];
  matching: { entities: number; sentences: number };
}

/** Where the page has its data from: a server, or the file that it stands in. */
export interface Source {
  readonly offline: boolean;
  overview(): Promise<Overview>;
  graph(parameters: URLSearchParams): Promise<Graph>;
  entity(id: string): Promise<FullEntity>;
  claim(id: string): Promise<FullClaim>;
  articles(): Promise<ListedArticle[]>;
  article(id: string): Promise<FullArticle>;
  search(words: string): Promise<Found>;
}

/** What went wrong, and what to do about it. */
export class Refused extends Error {
  constructor(message: string, readonly hint: string | null = null) {
    super(message);
  }
}
