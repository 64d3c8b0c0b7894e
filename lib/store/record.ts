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

/** Longer than any id or name here, in characters: with four bytes each still half of what a key of the database may be. */
const LONGEST_PART = 256;

/** The record of a key; null when there is none. Throws BrokenRecordError. */
export async function getRecord<T>(kv: Deno.Kv, schema: z.ZodType<T>, key: Deno.KvKey): Promise<T | null> {
  // Ids come from addresses, at any length. The database would take it for a fault of ours.
  if (key.some((part) => typeof part === "string" && part.length > LONGEST_PART)) return null;
  let entry: Deno.KvEntryMaybe<unknown>;
  try {
    entry = await kv.get(key);
  } catch (error) {
    if (!isUndecodable(error)) throw error;
    throw new BrokenRecordError(`Cannot read the record ${nameOf(key)}: its bytes are damaged`, {
      cause: error,
    });
  }
  return entry.value === null ? null : read(schema, key, entry.value);
}

/** Every readable record under a prefix, in key order. A broken one is logged and left where it is. */
export async function* listRecords<T>(
  kv: Deno.Kv,
  schema: z.ZodType<T>,
  selector: Deno.KvListSelector,
  options: Deno.KvListOptions = {},
): AsyncGenerator<{ key: Deno.KvKey; value: T }> {
  for await (const entry of decodable(kv, selector, options)) {
    try {
      yield { key: entry.key, value: read(schema, entry.key, entry.value) };
    } catch (error) {
      if (!(error instanceof BrokenRecordError)) throw error;
      log.error("Broken record left out", { reason: error.message });
    }
  }
}

/** Bytes of a value are damaged: SQLite does not look into them, so no check of the file finds that. */
export function isUndecodable(error: unknown): boolean {
  return error instanceof RangeError && /deserialize/.test(error.message);
}

/** What is told of damaged records: between which two they are, for nobody can tell their own keys. */
export type TellDamage = (place: { readonly after: string; readonly before: string }) => void;

/**
 * The entries of a list but for those whose bytes are damaged, which would take along all that is listed with them. Such a one is
 * told, and what is between two of them is left out as well.
 */
export async function* decodable(
  kv: Deno.Kv,
  selector: Deno.KvListSelector,
  options: Deno.KvListOptions = {},
  tell: TellDamage = (place) => log.error("Damaged records left out", place),
): AsyncGenerator<Deno.KvEntry<unknown>> {
  let last: Deno.KvKey | null = null;
  try {
    for await (const entry of kv.list(selector, options)) {
      last = entry.key;
      yield entry;
    }
    return;
  } catch (error) {
    if (!isUndecodable(error) || options.reverse === true || options.limit !== undefined) throw error;
  }
  const rest = last === null ? selector : after(selector, last);
  for await (const entry of untilDamaged(kv.list(rest, { batchSize: 1 }))) {
    last = entry.key;
    yield entry;
  }
  const behind = await Array.fromAsync(untilDamaged(kv.list(rest, { batchSize: 1, reverse: true })));
  tell({
    after: last === null ? "the beginning" : nameOf(last),
    before: nameOf(behind.at(-1)?.key ?? ["the end"]),
  });
  yield* behind.reverse();
}

async function* untilDamaged(
  list: AsyncIterable<Deno.KvEntry<unknown>>,
): AsyncGenerator<Deno.KvEntry<unknown>> {
  try {
    yield* list;
  } catch (error) {
    if (!isUndecodable(error)) throw error;
  }
}

/** What a selector selects behind a key: nothing sorts between the two, for no part is smaller than one without bytes. */
function after(selector: Deno.KvListSelector, last: Deno.KvKey): Deno.KvListSelector {
  const start = [...last, new Uint8Array()];
  return "end" in selector ? { start, end: selector.end } : { prefix: selector.prefix, start };
}

/** Commits, or throws StoreError when a check failed because somebody else was faster. */
export async function commit(operation: Deno.AtomicOperation, what: string): Promise<void> {
  const result = await operation.commit();
  if (!result.ok) throw new StoreError(`Cannot ${what}: it was changed at the same time`);
}
