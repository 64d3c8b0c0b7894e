// Takes the entries of before the chain into it.
import { z } from "zod";
import { log } from "@/lib/log.ts";
import { EMPTY, entryKey, extended, HEAD, type Head, head as headShape } from "./audit_chain.ts";
import { AUDIT_RESULTS, draftOf } from "./audit_entry.ts";
import { commit, getRecord } from "./record.ts";

const before = z.object({
  who: z.object({ userId: z.string(), username: z.string() }),
  what: z.string(),
  object: z.object({ collection: z.string(), id: z.string(), name: z.string() }).nullable(),
  result: z.enum(AUDIT_RESULTS),
  message: z.string(),
  task: z.string().nullable(),
  time: z.iso.datetime(),
});

/** Entries a transaction. */
const TOGETHER = 50;

/** Migration: entries were kept by their time, each for itself. What cannot be read is told and left where it is. */
export async function chainAudit(kv: Deno.Kv): Promise<void> {
  let start: Deno.KvKey = ["audit", 0];
  for (;;) {
    let head: Head = await getRecord(kv, headShape, HEAD) ?? EMPTY;
    const operation = kv.atomic();
    let count = 0;
    let moved = 0;
    for await (const { key, value } of kv.list({ start, end: ["audit", Infinity] }, { limit: TOGETHER })) {
      count++;
      start = [...key, 0];
      const { success, data } = before.safeParse(value);
      if (!success) {
        log.error("Audit entry left out of the chain: it cannot be read", { key: key.map(String).join("/") });
        continue;
      }
      const next = extended(head, draftOf(data, null), Date.parse(data.time));
      head = next.head;
      operation.set(entryKey(head.seq), next.stored).delete(key);
      moved++;
    }
    // In one with the deletions: after a crash it goes on where it was.
    if (moved > 0) await commit(operation.set(HEAD, head), "chain the audit log");
    if (count < TOGETHER) return;
  }
}
