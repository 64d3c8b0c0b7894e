// Finds objects of all kinds by what somebody types: name, uuid, address, tag, MAC. The best come first.
//
// Each word must be found somewhere in the object. What is asked of is what its reader sees of an object: a hidden field finds nothing.
import uFuzzy from "@leeoniya/ufuzzy";
import type { JsonObject } from "./merge_patch.ts";
import { seen } from "./sight.ts";
import type { AnyView, Sight } from "./types.ts";
import { type Visible, visible } from "./visible.ts";

/** Most that is answered, and most of a text that is looked for. */
export const MOST_FOUND = 50;
const LONGEST = 200;

/** What is found, and in which order of equals: what people look for most comes first. */
const SEARCHED = ["vm", "host", "pool", "sr", "network", "template", "snapshot", "vdi"] as const;
export type Searched = typeof SEARCHED[number];

export interface Found {
  readonly collection: Searched;
  readonly id: string;
  readonly name: string;
  /** Name of its pool; "" for a pool itself, and where its reader does not see it. */
  readonly pool: string;
  /** What else tells it apart: its state, and what was found besides the name. */
  readonly state: string;
  readonly matched: string;
}

/** An object's texts, in lower case; made once for each state of it. */
interface Texts {
  readonly name: string;
  /** Name and all the rest that is looked in, one a line. */
  readonly all: string;
}

const known = new WeakMap<object, Texts>();

function textsOf(view: object): Texts {
  let texts = known.get(view);
  if (texts === undefined) {
    const name = textOf(view, "name").toLowerCase();
    const rest = ["id", "tags", "ips", "address", "hostname", "description"].map((field) =>
      textOf(view, field).toLowerCase()
    );
    texts = { name, all: [name, ...rest.filter(Boolean)].join("\n") };
    known.set(view, texts);
  }
  return texts;
}

/** A field as text; one line an item of a list. */
function textOf(view: object, field: string): string {
  const value: unknown = Object.hasOwn(view, field) ? Reflect.get(view, field) : undefined;
  return Array.isArray(value) ? value.join("\n") : typeof value === "string" ? value : "";
}

/** How well a word fits, 0: not at all. */
function fit({ name, all }: Texts, word: string): number {
  const at = name.indexOf(word);
  if (at >= 0) {
    if (name.length === word.length) return 100;
    if (at === 0) return 60;
    return /[\s\-_.:/()]/.test(name.charAt(at - 1)) ? 40 : 20;
  }
  const elsewhere = all.indexOf(word);
  if (elsewhere < 0) return 0;
  const begins = all.charAt(elsewhere - 1) === "\n";
  const ends = elsewhere + word.length === all.length || all.charAt(elsewhere + word.length) === "\n";
  // An address or a uuid means one object, a tag many: these come after names that begin so.
  return begins && ends ? (/\d[.:-]|-\d/.test(word) ? 90 : 50) : begins ? 15 : 5;
}

function fitAll(texts: Texts, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    const one = fit(texts, word);
    if (one === 0) return 0;
    sum += one;
  }
  // Of names that hold it the shorter is meant.
  return sum - Math.min(4, texts.name.length / 20);
}

interface Candidate {
  readonly collection: Searched;
  readonly view: AnyView;
  readonly score: number;
  readonly order: number;
}

/**
 * The objects that fit best, at most MOST_FOUND.
 * @param cache everything there is; the sight says what of it may be found
 */
export function search(cache: Visible, sight: Sight, text: string, most = MOST_FOUND): Found[] {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  const candidates: Candidate[] = [];
  SEARCHED.forEach((collection, n) => {
    for (const view of cache.list(collection)) {
      const score = fitAll(textsOf(view), words);
      if (score > 0 && among(collection, view)) {
        candidates.push({ collection, view, score, order: candidates.length + n * 1e6 });
      }
    }
  });
  if (candidates.length === 0) candidates.push(...nearly(cache, words.join(" ")));
  candidates.sort((a, b) => b.score - a.score || kindOf(a) - kindOf(b) || byName(a, b) || a.order - b.order);
  const found: Found[] = [];
  const pools = visible(cache, sight);
  const poolName = (held: JsonObject) => textOf(pools.get("pool", textOf(held, "pool")) ?? {}, "name");
  for (const { collection, view, score } of candidates) {
    const held = seen(sight, collection, view as object as JsonObject);
    if (held === undefined) continue;
    // Of whoever sees an object in part what is not seen has not been found, either.
    if (held !== (view as object) && score > 0 && fitAll(textsOf(held), words) === 0 && !isNear(score)) {
      continue;
    }
    if (held !== (view as object) && isNear(score) && textOf(held, "name") === "") continue;
    found.push(told(collection, held, words, poolName(held)));
    if (found.length === most) break;
  }
  return found;
}

const collator = new Intl.Collator("en", { numeric: true });
const kindOf = ({ order }: Candidate) => Math.floor(order / 1e6);
const byName = (a: Candidate, b: Candidate) =>
  a.score < 1 ? 0 : collator.compare(textsOf(a.view).name, textsOf(b.view).name);

/** The words that are looked for. */
export function wordsOf(text: string): string[] {
  return text.slice(0, LONGEST).toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
}

/** Disks that are part of snapshots are found with these. */
function among(collection: Searched, view: AnyView): boolean {
  return collection !== "vdi" || !("is_a_snapshot" in view && view.is_a_snapshot);
}

const fuzzy = new uFuzzy({ intraMode: 1, intraIns: 1 });
/** Scores of what was found with a slip of the finger are below one. */
const isNear = (score: number) => score < 1;

/** Names as they would be without a slip of the finger. */
function nearly(cache: Visible, text: string): Candidate[] {
  const all: Candidate[] = [];
  const names: string[] = [];
  for (const collection of SEARCHED) {
    for (const view of cache.list(collection)) {
      if (!among(collection, view)) continue;
      names.push(textsOf(view).name);
      all.push({ collection, view, score: 0.5, order: all.length });
    }
  }
  const [indexes, info, order] = fuzzy.search(names, text, 0, 500);
  const ranked = info && order ? order.map((n) => info.idx[n]) : indexes ?? [];
  return ranked.flatMap((index, n) => {
    const one = index === undefined ? undefined : all[index];
    return one ? [{ ...one, order: n }] : [];
  });
}

function told(collection: Searched, held: JsonObject, words: readonly string[], pool: string): Found {
  const name = textOf(held, "name");
  const lower = name.toLowerCase();
  const line = words.every((word) => lower.includes(word)) ? undefined : [
    ...["tags", "ips", "address", "hostname", "id", "description"].flatMap((field) =>
      textOf(held, field).split("\n")
    ),
  ].find((text) => words.some((word) => !lower.includes(word) && text.toLowerCase().includes(word)));
  return {
    collection,
    id: textOf(held, "id"),
    name,
    pool,
    state: collection === "vm"
      ? textOf(held, "power_state")
      : collection === "pool"
      ? textOf(held, "state")
      : collection === "host" && held["live"] === false
      ? "away"
      : "",
    matched: (line ?? "").slice(0, 120),
  };
}
