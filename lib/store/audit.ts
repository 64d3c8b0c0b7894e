// The audit log: who did what to which object, and how it ended. Append-only; only age takes entries away.
import { z } from "zod";
import { checked, listRecords } from "./record.ts";

const entryFields = z.object({
  who: z.object({ userId: z.string().max(64), username: z.string().max(64) }),
  /** `vm.start`, `pool.add`, `session.sign-in`. */
  what: z.string().max(64),
  object: z.object({ collection: z.string().max(32), id: z.string().max(128), name: z.string().max(1024) })
    .nullable(),
  /** done: finished at once; started: the pool's task goes on; refused: by Atoll; failed: by the pool. */
  result: z.enum(["done", "started", "refused", "failed"]),
  /** Sentence of a refusal or failure, "" otherwise. */
  message: z.string().max(2048),
  task: z.string().max(128).nullable(),
});
const auditRecord = entryFields.extend({ time: z.iso.datetime() });

/** One entry, as given. */
export type AuditEntry = Readonly<z.infer<typeof entryFields>>;
/** One entry, as kept. */
export type AuditRecord = Readonly<z.infer<typeof auditRecord>>;

/** Writes entries; reading them is the repository's own. */
export interface AuditLog {
  append(entry: AuditEntry): Promise<void>;
}

/** Entries older than this many days go when the store is opened. */
export const AUDIT_DAYS = 400;
const DAY = 86_400_000;

export class AuditRepository implements AuditLog {
  private last = 0;
  private sequence = 0;

  constructor(private readonly kv: Deno.Kv) {}

  /** Appends an entry: entries of one process are read back in the order they were given. */
  async append(entry: AuditEntry): Promise<void> {
    // The clock may step back; the order must not.
    const now = Math.max(Date.now(), this.last);
    this.sequence = now === this.last ? this.sequence + 1 : 0;
    this.last = now;
    const key = ["audit", now, this.sequence];
    const message = entry.message.slice(0, 2048);
    const object = entry.object === null ? null : { ...entry.object, name: entry.object.name.slice(0, 1024) };
    const record = { ...entry, message, object, time: new Date(now).toISOString() };
    // A second process never writes here, but a clock set back across a restart could meet an old key: then take the next.
    const taken = await this.kv.atomic().check({ key, versionstamp: null })
      .set(key, checked(auditRecord, key, record)).commit();
    if (!taken.ok) await this.append(entry);
  }

  /** Newest first. */
  async list({ limit = 100 }: { limit?: number } = {}): Promise<AuditRecord[]> {
    const entries: AuditRecord[] = [];
    const selector = { prefix: ["audit"] };
    for await (const { value } of listRecords(this.kv, auditRecord, selector, { limit, reverse: true })) {
      entries.push(value);
    }
    return entries;
  }

  /** Deletes entries older than AUDIT_DAYS; gives how many. */
  async prune(now: number): Promise<number> {
    let count = 0;
    const selector = { start: ["audit", 0], end: ["audit", now - AUDIT_DAYS * DAY] };
    for await (const entry of this.kv.list(selector)) {
      await this.kv.delete(entry.key);
      count++;
    }
    return count;
  }
}
