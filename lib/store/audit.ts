// The audit log: who did what to which object from where, and how it ended. Append-only and chained; only age and size take entries
// away, oldest first.
import { z } from "zod";
import { type AuditFilter, type AuditPage, AuditSearch } from "./audit_search.ts";
import { type AuditEntry, type AuditLog, type AuditRecord, draftOf } from "./audit_entry.ts";
import { entryKey, type Mark, opened } from "./audit_chain.ts";
import { type Verification, verifyChain, type VerifyOptions } from "./audit_verify.ts";
import { AuditWriter, OPEN, openTask } from "./audit_writer.ts";
import { listRecords } from "./record.ts";
import type { Setting } from "./settings.ts";

export { AUDIT_RESULTS } from "./audit_entry.ts";
export type { AuditEntry, AuditFilter, AuditLog, AuditPage, AuditRecord, Mark, Verification };

/** How long entries are kept, and how much of the disk they may take. */
export interface Retention {
  readonly days: number;
  readonly megabytes: number;
}

export const AUDIT_RETENTION: Setting<Retention> = {
  name: "audit-retention",
  schema: z.object({ days: z.int().min(1).max(36_500), megabytes: z.int().min(1).max(100_000) }),
  initial: { days: 400, megabytes: 512 },
};

const DAY = 86_400_000;
const MEGABYTE = 1024 * 1024;

/** An entry whose task goes on, and the pool it runs in. */
export interface OpenTask {
  readonly record: AuditRecord;
  readonly pool: string;
}

export class AuditRepository implements AuditLog {
  private readonly writer: AuditWriter;
  private readonly search: AuditSearch;

  constructor(private readonly kv: Deno.Kv) {
    this.writer = new AuditWriter(kv);
    this.search = new AuditSearch(kv);
  }

  /** Appends an entry: entries are read back in the order they were given. */
  async append(entry: AuditEntry): Promise<void> {
    await this.writer.add(draftOf(entry, null));
  }

  /** Appends an entry whose task is followed: openTasks() gives it until finish() tells its outcome. */
  begin(entry: AuditEntry, pool: string): Promise<AuditRecord> {
    return this.writer.add(draftOf(entry, null), pool);
  }

  /** Appends the outcome of the task of an entry. */
  finish(begun: AuditRecord, result: "done" | "failed" | "unknown", message: string): Promise<AuditRecord> {
    const { who, object, task } = begun;
    const entry = { who, what: `${begun.what}.finished`, object, result, message, task };
    return this.writer.add(draftOf(entry, begun.seq));
  }

  /** Newest first. */
  async list({ limit = 100 }: { limit?: number } = {}): Promise<readonly AuditRecord[]> {
    return (await this.page({}, Infinity, limit)).items;
  }

  /** A page of what the filter lets through, newest first. @param before number that the page ends before */
  page(filter: AuditFilter, before: number, limit: number): Promise<AuditPage> {
    return this.search.page(filter, before, limit);
  }

  /** NDJSON, oldest first, some lines at a time. */
  lines(filter: AuditFilter): AsyncGenerator<string> {
    return this.search.lines(filter);
  }

  verify(options?: VerifyOptions): Promise<Verification> {
    return verifyChain(this.kv, options);
  }

  /** Entries whose tasks have no outcome yet, oldest first. */
  async openTasks(): Promise<OpenTask[]> {
    const open: OpenTask[] = [];
    for await (const { key, value } of listRecords(this.kv, openTask, { prefix: [OPEN] })) {
      const of = entryKey(Number(key[1]));
      const entry = opened(of, (await this.kv.get(of)).value);
      if (entry !== null) open.push({ record: entry.entry, pool: value.pool });
    }
    return open;
  }

  /** Takes away what is too old or too much; gives how many entries. */
  prune(now: number, { days, megabytes }: Retention): Promise<number> {
    return this.writer.prune({ before: now - days * DAY, bytes: megabytes * MEGABYTE });
  }

  /** Waits until all that was given is written. */
  idle(): Promise<void> {
    return this.writer.idle();
  }
}
