// Looks through the audit log: pages of what a filter lets through, and all of it line by line. A request never reads more than a
// little at a time, nor more than so much in all.
import { ANCHOR, ENTRIES, entriesBetween, entryKey, exported, mark, opened, START } from "./audit_chain.ts";
import type { AuditRecord } from "./audit_entry.ts";
import { getRecord } from "./record.ts";

/** What entries are looked for by: all that is given must hold. */
export interface AuditFilter {
  /** Occurs in the user's name, action, object's name or id, sentence or address, whatever the case. */
  readonly text?: string | undefined;
  /** Id or name of the user. */
  readonly user?: string | undefined;
  /** An action or what it begins with, up to a dot: `vm.start`, `vm`. */
  readonly what?: string | undefined;
  readonly collection?: string | undefined;
  /** Id of the object. */
  readonly object?: string | undefined;
  readonly result?: AuditRecord["result"] | undefined;
  /** ms since 1970, included. */
  readonly since?: number | undefined;
  /** ms since 1970, left out. */
  readonly until?: number | undefined;
}

export interface AuditPage {
  /** Newest first. */
  readonly items: readonly AuditRecord[];
  /** Number that the next page ends before; null at the end of all. A page may be short, even empty, before that. */
  readonly next: number | null;
  /** Time of the oldest entry that was looked at; null where there was none. */
  readonly reached: string | null;
}

/** Entries that one page looks at, at most, and the ms it takes, about. */
const LOOKED = 20_000;
const LONGEST = 400;
/** Characters of an export that are given at a time, about. */
const CHUNK = 64 * 1024;

/** Whether an entry is what a filter looks for. */
export function matcher(filter: AuditFilter): (entry: AuditRecord) => boolean {
  const { what, collection, object, result, since = -Infinity, until = Infinity } = filter;
  const text = filter.text?.trim().toLowerCase() ?? "";
  const user = filter.user?.trim().toLowerCase() ?? "";
  return (entry) => {
    if (result !== undefined && entry.result !== result) return false;
    if (what && entry.what !== what && !entry.what.startsWith(what + ".")) return false;
    if (user && entry.who.userId !== user && entry.who.username.toLowerCase() !== user) return false;
    if (object && entry.object?.id !== object) return false;
    if (collection && entry.object?.collection !== collection) return false;
    const time = Date.parse(entry.time);
    return time >= since && time < until && (text === "" || told(entry).includes(text));
  };
}

function told({ who, what, object, message, from }: AuditRecord): string {
  const texts = [who.username, what, object?.name ?? "", object?.id ?? "", message, from ?? ""];
  return texts.join("\n").toLowerCase();
}

export class AuditSearch {
  constructor(private readonly kv: Deno.Kv) {}

  /** @param before number of the entry that the page ends before; Infinity for the newest */
  async page(filter: AuditFilter, before: number, limit: number): Promise<AuditPage> {
    const matches = matcher(filter);
    const [start, end] = await this.bounds(filter);
    const latest = performance.now() + LONGEST;
    const items: AuditRecord[] = [];
    let looked = 0;
    let reached: string | null = null;
    for await (const { seq, opened } of entriesBetween(this.kv, start, Math.min(before, end), true)) {
      looked++;
      if (opened !== null) reached = opened.entry.time;
      if (opened !== null && matches(opened.entry)) items.push(opened.entry);
      if (items.length >= limit || looked >= LOOKED || performance.now() > latest) {
        return { items, next: seq > start ? seq : null, reached };
      }
    }
    return { items, next: null, reached };
  }

  /** Lines of NDJSON, oldest first, many at a time: each entry as it was hashed, the hash before it, and its own. */
  async *lines(filter: AuditFilter): AsyncGenerator<string> {
    const matches = matcher(filter);
    const [start, end] = await this.bounds(filter);
    let previous = await this.hashBefore(start);
    let lines = "";
    for await (const { opened } of entriesBetween(this.kv, start, end)) {
      if (opened === null) continue;
      if (matches(opened.entry)) lines += exported(previous, opened);
      previous = opened.hash;
      if (lines.length < CHUNK) continue;
      yield lines;
      lines = "";
    }
    if (lines !== "") yield lines;
  }

  /** Numbers of the first entry of a time span and of the one after its last. */
  private async bounds({ since, until }: AuditFilter): Promise<readonly [start: number, end: number]> {
    const first = await this.edge(false);
    const after = await this.edge(true) + 1;
    const start = since === undefined ? first : await this.firstSince(since, first, after);
    const end = until === undefined ? after : await this.firstSince(until, first, after);
    // One that cannot be read leaves open where the span is: then the filter alone tells.
    return [start ?? first, end ?? after];
  }

  private async edge(reverse: boolean): Promise<number> {
    for await (const { key } of this.kv.list({ prefix: [ENTRIES] }, { limit: 1, reverse })) {
      return Number(key[1]);
    }
    return 0;
  }

  /** Number of the first entry that is not older, by halves: times rise with the numbers. Null where one cannot be read. */
  private async firstSince(time: number, low: number, high: number): Promise<number | null> {
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const { key, value } = await this.kv.get(entryKey(middle));
      const entry = opened(key, value)?.entry;
      if (entry === undefined) return null;
      if (Date.parse(entry.time) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private async hashBefore(seq: number): Promise<string> {
    const before = entryKey(seq - 1);
    const entry = opened(before, (await this.kv.get(before)).value);
    if (entry !== null) return entry.hash;
    const anchor = await getRecord(this.kv, mark, ANCHOR) ?? START;
    return anchor.hash;
  }
}
