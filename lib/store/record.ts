// What every repository shares: errors with a sentence, values checked on the way in and out, writes that are all or nothing.
import type { z } from "zod";
import { log } from "@/lib/log.ts";

/** The data directory, or something in it, cannot be used. The message says what and what to do; nothing was lost. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** A record that is there but cannot be read. The others can. */
export class BrokenRecordError extends StoreError {}

/** A key as messages name it: `pools/1`. */
export function nameOf(key: Deno.KvKey): string {
  return key.map(String).join("/");
}

/** First thing wrong with a value, as `field: reason`. Never quotes the value: it may be a secret. */
export function fault(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "unknown fault";
  const where = issue.path.map(String).join(".");
  return where === "" ? issue.message : `${where}: ${issue.message}`;
}

/** The value of a stored record. Throws BrokenRecordError. */
export function read<T>(schema: z.ZodType<T>, key: Deno.KvKey, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new BrokenRecordError(`Cannot read the record ${nameOf(key)}: ${fault(result.error)}`);
  }
  return result.data;
}

/** The value as it may be written: what would not be readable afterwards is refused here. Throws StoreError. */
export function checked<T>(schema: z.ZodType<T>, key: Deno.KvKey, value: T): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new StoreError(`Cannot write the record ${nameOf(key)}: ${fault(result.error)}`);
  return result.data;
}

/** The record of a key; null when there is none. Throws BrokenRecordError. */
export async function getRecord<T>(kv: Deno.Kv, schema: z.ZodType<T>, key: Deno.KvKey): Promise<T | null> {
  const entry = await kv.get(key);
  return entry.value === null ? null : read(schema, key, entry.value);
}

/** Every readable record under a prefix, in key order. A broken one is logged and left where it is. */
export async function* listRecords<T>(
  kv: Deno.Kv,
  schema: z.ZodType<T>,
  selector: Deno.KvListSelector,
  options: Deno.KvListOptions = {},
): AsyncGenerator<{ key: Deno.KvKey; value: T }> {
  for await (const entry of kv.list(selector, options)) {
    try {
      yield { key: entry.key, value: read(schema, entry.key, entry.value) };
    } catch (error) {
      if (!(error instanceof BrokenRecordError)) throw error;
      log.error("Broken record left out", { reason: error.message });
    }
  }
}

/** Commits, or throws StoreError when a check failed because somebody else was faster. */
export async function commit(operation: Deno.AtomicOperation, what: string): Promise<void> {
  const result = await operation.commit();
  if (!result.ok) throw new StoreError(`Cannot ${what}: it was changed at the same time`);
}
