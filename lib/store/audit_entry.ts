// An entry of the audit log: who did what to which object from where, and how it ended.
import { z } from "zod";
import { requestContext } from "@/lib/request_context.ts";
import { checked } from "./record.ts";

export const AUDIT_RESULTS = ["done", "started", "refused", "failed", "unknown"] as const;

const entryFields = z.object({
  who: z.object({ userId: z.string().max(64), username: z.string().max(64) }),
  /** `vm.start`, `pool.add`, `session.sign-in`. */
  what: z.string().max(64),
  object: z.object({ collection: z.string().max(32), id: z.string().max(128), name: z.string().max(1024) })
    .nullable(),
  /**
   * done: finished at once; started: the pool's task goes on, another entry tells its outcome; refused: by Atoll; failed: by
   * the pool; unknown: the pool no longer knows the task.
   */
  result: z.enum(AUDIT_RESULTS),
  /** Sentence of a refusal or failure, "" otherwise. */
  message: z.string().max(2048),
  task: z.string().max(128).nullable(),
});

export const auditRecord = entryFields.extend({
  /** 1, 2, 3, … without a gap. */
  seq: z.int().min(1),
  time: z.iso.datetime(),
  /** Address of the client; null: Atoll itself, or not known. */
  from: z.string().max(64).nullable(),
  /** Number of the entry whose outcome this is. */
  of: z.int().min(1).nullable(),
});

/** One entry, as given. */
export type AuditEntry = Readonly<z.infer<typeof entryFields>>;
/** One entry, as kept. */
export type AuditRecord = Readonly<z.infer<typeof auditRecord>>;

/** Writes entries; reading them is the repository's own. */
export interface AuditLog {
  /** Resolves when the entry is kept for good. The client's address comes from the request that is being answered. */
  append(entry: AuditEntry): Promise<void>;
}

/** An entry that still lacks its place in the chain. */
export type Draft = Omit<AuditRecord, "seq" | "time">;

const draftShape = auditRecord.omit({ seq: true, time: true });

/** The entry as it will be kept: texts of any length are cut, and hold no half characters. Throws StoreError. */
export function draftOf(entry: AuditEntry, of: number | null): Draft {
  const { who, what, object, result, message, task } = entry;
  return checked(draftShape, ["audit"], {
    from: cut(requestContext()?.client ?? null, 64),
    who: { userId: cut(who.userId, 64), username: cut(who.username, 64) },
    what: cut(what, 64),
    object: object === null ? null : {
      collection: cut(object.collection, 32),
      id: cut(object.id, 128),
      name: cut(object.name, 1024),
    },
    result,
    message: cut(message, 2048),
    task: cut(task, 128),
    of,
  });
}

function cut<T extends string | null>(text: T, length: number): T | string {
  return text === null ? text : text.slice(0, length).toWellFormed();
}
