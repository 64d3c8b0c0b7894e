// The chain of the audit log: each entry's hash covers the one before it, so that what was changed, taken out or cut off shows.
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { type AuditRecord, auditRecord, type Draft } from "./audit_entry.ts";
import { BrokenRecordError, read } from "./record.ts";

export const ENTRIES = "audit_entries";
export const entryKey = (seq: number): Deno.KvKey => [ENTRIES, seq];
export const HEAD: Deno.KvKey = ["audit_head"];
/** The last entry that was taken away for its age: what is kept verifies from there. */
export const ANCHOR: Deno.KvKey = ["audit_anchor"];

/** What the first entry of all follows. */
export const NOTHING = "0".repeat(64);

const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** An entry as it is kept: its JSON text, which is what is hashed, and its hash. */
export const storedEntry = z.tuple([z.string(), hash]);
export type StoredEntry = z.infer<typeof storedEntry>;

/** A place in the chain: an entry's number and hash. */
export const mark = z.object({ seq: z.int().min(0), hash });
export type Mark = Readonly<z.infer<typeof mark>>;

export const START: Mark = { seq: 0, hash: NOTHING };

/** Where the chain ends: beside its last entry, so that what is cut off at the end shows. */
export const head = mark.extend({
  /** ms since 1970 of the last entry: the next is never older. */
  time: z.int().min(0),
  /** What the entries that are kept take in the database, estimated. */
  bytes: z.int(),
});
export type Head = Readonly<z.infer<typeof head>>;

/** The end of a log without entries. */
export const EMPTY: Head = { ...START, time: 0, bytes: 0 };

/** Bytes an entry takes beside its text: key, hash, and what the database needs. Measured. */
const AROUND = 230;
export const sizeOf = (text: string): number => text.length + AROUND;

/** SHA-256 of the hash before, a line feed, and the entry's text, in hexadecimal. */
export function chained(previous: string, text: string): string {
  return createHash("sha256").update(previous).update("\n").update(text).digest("hex");
}

/**
 * The end of the chain after one more entry, and that entry.
 * @param at ms since 1970
 */
export function extended(
  head: Head,
  draft: Draft,
  at: number,
): { head: Head; record: AuditRecord; stored: StoredEntry } {
  // The clock may step back; the order must not.
  const time = Math.max(head.time, at);
  const seq = head.seq + 1;
  const record = { seq, time: new Date(time).toISOString(), ...draft };
  const text = JSON.stringify(record);
  const hash = chained(head.hash, text);
  return { head: { seq, hash, time, bytes: head.bytes + sizeOf(text) }, record, stored: [text, hash] };
}

/** An entry's text as what it says. Throws BrokenRecordError. */
function entryOf(key: Deno.KvKey, text: string): AuditRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return read(auditRecord, key, value);
}

export interface Opened {
  readonly seq: number;
  readonly text: string;
  readonly hash: string;
  readonly entry: AuditRecord;
}

/** A stored entry; null where it cannot be read. */
export function opened(key: Deno.KvKey, value: unknown): Opened | null {
  const stored = storedEntry.safeParse(value);
  if (!stored.success) return null;
  const [text, hash] = stored.data;
  try {
    return { seq: Number(key[1]), text, hash, entry: entryOf(key, text) };
  } catch (error) {
    if (error instanceof BrokenRecordError) return null;
    throw error;
  }
}

/** A line of an export: the entry as it was hashed, with the hash before and its own added at the end. */
export function exported(previous: string, { text, hash }: Opened): string {
  return `${text.slice(0, -1)},"previous":"${previous}","hash":"${hash}"}\n`;
}

/** Entries that are read before others get a turn. */
const STRIDE = 100;

/**
 * The entries from one number to before another, unreadable ones (null) too, in turns: nothing else is held up, and entries that
 * go meanwhile are left out.
 */
export async function* entriesBetween(
  kv: Deno.Kv,
  start: number,
  end: number,
  reverse = false,
): AsyncGenerator<{ readonly seq: number; readonly opened: Opened | null }> {
  while (start < end) {
    let count = 0;
    let last = start;
    const selector = { start: entryKey(start), end: entryKey(end) };
    for await (const { key, value } of kv.list(selector, { limit: STRIDE, reverse })) {
      count++;
      last = Number(key[1]);
      yield { seq: last, opened: opened(key, value) };
    }
    if (count < STRIDE) return;
    if (reverse) end = last;
    else start = last + 1;
    await setImmediate();
  }
}
