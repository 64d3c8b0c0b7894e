// Storage repositories: what they show while something works on them, and scanning.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import type { Context, Registry } from "../methods.ts";
import { admit, busy, find } from "../objects.ts";
import { dict, flag, list, type Ref } from "../values.ts";

/** Time a scan takes, in milliseconds. */
const SCAN_MS = 600;

/**
 * What an SR allows when nothing works on it, by SR: kept while something does, for it depends on the driver and the
 * pool's version.
 */
const atRest = new WeakMap<Database, Map<Ref, readonly string[]>>();

/** Adds SR.scan. */
export function registerScan(registry: Registry): void {
  registry.register("SR.scan", (context, [sr = ""]) => scan(context, String(sr)));
}

async function scan(context: Context, sr: Ref): Promise<void> {
  const { db, task } = context;
  assertPlugged(db, sr);
  const work = async () => {
    task.cancellable(true);
    await task.wait(SCAN_MS);
    task.cancellable(false);
  };
  await admit(
    task,
    () => busy("SR", sr, find(db, "SR", sr)),
    () => holdStorage(context, sr, "scan", work),
  );
}

/** Throws SR_HAS_NO_PBDS when no host has an SR attached. */
export function assertPlugged(db: Database, sr: Ref): void {
  if (!list(find(db, "SR", sr), "PBDs").some((pbd) => flag(db.get("PBD", pbd), "currently_attached"))) {
    throw new ApiError("SR_HAS_NO_PBDS", sr);
  }
}

/**
 * Shows an operation on an SR while the work runs; it allows nothing else meanwhile. Several may run side by side: a
 * genuine xapi lets them wait for each other, which nobody sees but by the clock. An SR that is not there is passed over.
 */
export async function holdStorage<T>(
  { db, task }: Pick<Context, "db" | "task">,
  sr: Ref,
  operation: string,
  work: () => Promise<T>,
): Promise<T> {
  if (db.get("SR", sr) === undefined) return await work();
  const kept = atRest.get(db) ?? new Map<Ref, readonly string[]>();
  atRest.set(db, kept);
  if (!kept.has(sr)) kept.set(sr, list(db.get("SR", sr), "allowed_operations"));
  try {
    return await task.hold([["SR", sr]], operation, () => {
      db.set("SR", sr, "allowed_operations", []);
      return work();
    });
  } finally {
    const record = db.get("SR", sr);
    if (record === undefined || Object.keys(dict(record, "current_operations")).length === 0) {
      if (record !== undefined) db.set("SR", sr, "allowed_operations", kept.get(sr) ?? []);
      kept.delete(sr);
    }
  }
}
