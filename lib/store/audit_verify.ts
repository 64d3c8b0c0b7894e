// Checks the chain of the audit log from its first kept entry to its end.
import {
  ANCHOR,
  chained,
  ENTRIES,
  entriesBetween,
  HEAD,
  head as headShape,
  type Mark,
  mark,
  START,
} from "./audit_chain.ts";
import { BrokenRecordError, getRecord } from "./record.ts";

/** What a check has found. */
export interface Verification {
  /** When it began. */
  readonly time: string;
  /** Entries that were checked and found whole. */
  readonly entries: number;
  /** The last entry taken away for its age (0: none was), and the last of all: kept elsewhere, they prove what there was. */
  readonly anchor: Mark;
  readonly head: Mark;
  /** The first entry that is not as it was written, and what is wrong with it; null where all is well. */
  readonly broken: { readonly seq: number; readonly reason: string } | null;
}

export interface VerifyOptions {
  readonly progress?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/** Checks in turns; what is added, or taken away for its age, meanwhile does no harm. Throws what the signal aborts with. */
export async function verifyChain(kv: Deno.Kv, options: VerifyOptions = {}): Promise<Verification> {
  const time = new Date().toISOString();
  try {
    const anchor = await anchorOf(kv);
    const noted = await getRecord(kv, headShape, HEAD);
    const { at, broken } = await walk(kv, anchor, noted, options);
    const head = noted ?? at;
    const entries = Math.max(0, at.seq - anchor.seq);
    return { time, entries, anchor, head: { seq: head.seq, hash: head.hash }, broken };
  } catch (error) {
    if (!(error instanceof BrokenRecordError)) throw error;
    const broken = { seq: 0, reason: "Where the log begins and ends cannot be read" };
    return { time, entries: 0, anchor: START, head: START, broken };
  }
}

async function walk(
  kv: Deno.Kv,
  anchor: Mark,
  noted: Mark | null,
  { progress = () => {}, signal }: VerifyOptions,
): Promise<{ readonly at: Mark; readonly broken: Verification["broken"] }> {
  let at = anchor;
  const broken = (seq: number, reason: string) => ({ at, broken: { seq, reason } });
  const last = noted?.seq ?? Number.MAX_SAFE_INTEGER - 1;
  for await (const { seq, opened } of entriesBetween(kv, anchor.seq + 1, last + 1)) {
    signal?.throwIfAborted();
    if (seq > at.seq + 1) at = later(at, await anchorOf(kv));
    if (seq > at.seq + 1) return broken(at.seq + 1, "The entry is missing");
    if (seq <= at.seq) continue;
    if (opened === null) return broken(seq, "The entry cannot be read");
    if (opened.entry.seq !== seq) return broken(seq, "The entry bears another number");
    if (chained(at.hash, opened.text) !== opened.hash) {
      return broken(seq, "The entry, or the one before it, is not as it was written");
    }
    at = { seq, hash: opened.hash };
    if (seq % 1_000 === 0) progress(seq - anchor.seq, last - anchor.seq);
  }
  const newest = await newestEntry(kv);
  if (noted === null) {
    return newest === 0 ? { at, broken: null } : broken(newest, "It is not noted that the log ends here");
  }
  if (at.seq < noted.seq) at = later(at, await anchorOf(kv));
  if (at.seq < noted.seq) return broken(at.seq + 1, "The entry is missing");
  if (at.seq === noted.seq && at.hash !== noted.hash) {
    return broken(at.seq, "The entry is not the one that the log ended with");
  }
  // Read after the newest entry, so that one that was just written is noted.
  const now = await getRecord(kv, headShape, HEAD);
  return newest > (now?.seq ?? 0)
    ? broken((now?.seq ?? 0) + 1, "The entry stands behind the end of the log")
    : { at, broken: null };
}

/** Old entries may have gone meanwhile. */
function later(at: Mark, anchor: Mark): Mark {
  return anchor.seq > at.seq ? anchor : at;
}

async function anchorOf(kv: Deno.Kv): Promise<Mark> {
  return await getRecord(kv, mark, ANCHOR) ?? START;
}

async function newestEntry(kv: Deno.Kv): Promise<number> {
  for await (const { key } of kv.list({ prefix: [ENTRIES] }, { limit: 1, reverse: true })) {
    return Number(key[1]);
  }
  return 0;
}
