// Adds to the audit log and takes old entries away, one after the other: the only one that writes the chain.
import { z } from "zod";
import { log } from "@/lib/log.ts";
import {
  ANCHOR,
  EMPTY,
  ENTRIES,
  entryKey,
  extended,
  HEAD,
  type Head,
  head as headShape,
  type Mark,
  mark,
  opened,
  sizeOf,
  START,
  storedEntry,
} from "./audit_chain.ts";
import type { AuditRecord, Draft } from "./audit_entry.ts";
import { commit, getRecord } from "./record.ts";

/** Tasks whose outcome has no entry yet, by the number of the entry that started them. */
export const OPEN = "audit_open";

/** Entries that are written at once, at most: well below what one transaction may hold. */
const TOGETHER = 60;

/** The pool a task runs in. */
export const openTask = z.object({ pool: z.string().max(128) });

interface Waiting {
  readonly draft: Draft;
  /** ms since 1970 when it was given. */
  readonly at: number;
  /** Where the pool's task is followed: the pool's id. */
  readonly pool: string | null;
  readonly done: (record: AuditRecord) => void;
  readonly failed: (error: unknown) => void;
}

/** Entries that are taken away in one turn. */
const PRUNED = 300;

/** What goes: what is from before a time (ms since 1970), and the oldest while all together take more than so many bytes. */
export interface Limits {
  readonly before: number;
  readonly bytes: number;
}

/**
 * It guarantees: entries get numbers, times and hashes in the order in which they were given; one that was acknowledged is kept,
 * with the end of the chain, in one transaction; a failed transaction leaves the chain as it was.
 */
export class AuditWriter {
  private waiting: Waiting[] = [];
  /** The end of what was asked for last; never rejects. */
  private turn: Promise<void> = Promise.resolve();
  private head: Head | null = null;

  constructor(private readonly kv: Deno.Kv) {}

  /** @param pool the pool of the entry's task, where somebody is to tell its outcome */
  add(draft: Draft, pool: string | null = null): Promise<AuditRecord> {
    return new Promise((done, failed) => {
      this.waiting.push({ draft, at: Date.now(), pool, done, failed });
      if (this.waiting.length === 1) void this.inTurn(() => this.write());
    });
  }

  /** Takes entries away that are too old or too many, oldest first, some hundred a turn. Gives how many. */
  async prune(limits: Limits): Promise<number> {
    let count = 0;
    for (;;) {
      const gone = await this.inTurn(() => this.pruneSome(limits));
      count += gone;
      if (gone < PRUNED) return count;
    }
  }

  /** Waits until nothing is being written. */
  async idle(): Promise<void> {
    while (this.waiting.length > 0) await this.turn;
    await this.turn;
  }

  private inTurn<T>(job: () => Promise<T>): Promise<T> {
    const result = this.turn.then(job);
    this.turn = result.then(() => {}, () => {});
    return result;
  }

  private async write(): Promise<void> {
    const batch = this.waiting.slice(0, TOGETHER);
    this.waiting = this.waiting.slice(TOGETHER);
    if (this.waiting.length > 0) void this.inTurn(() => this.write());
    try {
      const records = await this.commit(batch);
      for (const [index, { done }] of batch.entries()) {
        const record = records[index];
        if (record !== undefined) done(record);
      }
    } catch (error) {
      // Whether it was written nobody knows: the next one looks.
      this.head = null;
      for (const { failed } of batch) failed(error);
    }
  }

  private async commit(batch: readonly Waiting[]): Promise<AuditRecord[]> {
    let head = this.head ??= await this.findHead();
    const records: AuditRecord[] = [];
    const operation = this.kv.atomic().check({ key: entryKey(head.seq + 1), versionstamp: null });
    for (const { draft, at, pool } of batch) {
      const next = extended(head, draft, at);
      const { seq } = head = next.head;
      operation.set(entryKey(seq), next.stored);
      if (pool !== null) operation.set([OPEN, seq], { pool });
      if (draft.of !== null) operation.delete([OPEN, draft.of]);
      records.push(next.record);
    }
    await commit(operation.set(HEAD, head), "write the audit log");
    this.head = head;
    return records;
  }

  /**
   * Where the chain goes on. What was changed from outside must stay visible: where the end that was noted is not the end that is
   * there, the chain goes on behind both, and does not verify.
   */
  private async findHead(): Promise<Head> {
    const noted = await getRecord(this.kv, headShape, HEAD);
    const last = await this.lastEntry();
    const anchor = await getRecord(this.kv, mark, ANCHOR) ?? START;
    const there = last ?? anchor;
    if (noted === null && last === null && anchor.seq === 0) return EMPTY;
    if (noted !== null && noted.seq === there.seq && noted.hash === there.hash) return noted;
    log.error("The audit log was changed from outside: verify it", { noted: noted?.seq, last: there.seq });
    const seq = Math.max(noted?.seq ?? 0, there.seq);
    // With no end noted, no entry may seem to follow the last one.
    const end = noted ?? { hash: START.hash, time: 0, bytes: 0 };
    return { ...end, seq };
  }

  private async lastEntry(): Promise<Mark | null> {
    for await (const { key, value } of this.kv.list({ prefix: [ENTRIES] }, { reverse: true, limit: 1 })) {
      const seq = Number(key[1]);
      const stored = storedEntry.safeParse(value);
      return { seq, hash: stored.success ? stored.data[1] : START.hash };
    }
    return null;
  }

  private async pruneSome({ before, bytes }: Limits): Promise<number> {
    const head = this.head ??= await this.findHead();
    const operation = this.kv.atomic();
    let left = head.bytes;
    let anchor: Mark | null = null;
    let count = 0;
    // Of entries that cannot be read the age is not known: they go with the next one that can.
    let unread: Deno.KvKey[] = [];
    for await (const { key, value } of this.kv.list({ prefix: [ENTRIES] }, { limit: PRUNED })) {
      const oldest = opened(key, value);
      unread.push(key);
      if (oldest === null) continue;
      if (left <= bytes && Date.parse(oldest.entry.time) >= before) break;
      left -= sizeOf(oldest.text);
      anchor = { seq: oldest.seq, hash: oldest.hash };
      for (const gone of unread) operation.delete(gone).delete([OPEN, Number(gone[1])]);
      count += unread.length;
      unread = [];
    }
    if (anchor === null) return 0;
    const after: Head = { ...head, bytes: Math.max(0, left) };
    await commit(operation.set(ANCHOR, anchor).set(HEAD, after), "take old entries out of the audit log");
    this.head = after;
    return count;
  }
}
