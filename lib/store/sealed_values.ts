// Everything that is sealed in a database, wherever it stands: found by its form, so that no repository has to be asked and
// none can be forgotten.
import { decodable, nameOf, StoreError } from "./record.ts";
import { type Sealed, sealed, type Secrets } from "./secrets.ts";

/** A sealed text and what it was sealed for. */
export interface SealedValue {
  readonly value: Sealed;
  /** Key of its record and way to it: `pools/1/password`. */
  readonly place: string;
  readonly record: string;
}

/** The sealed texts in the value of a record. */
export function* sealedIn(key: Deno.KvKey, value: unknown): Generator<SealedValue> {
  const found: SealedValue[] = [];
  mapSealed(key, value, (item) => {
    found.push(item);
    return item.value;
  });
  yield* found;
}

/** What a rotation did. */
export interface SealedAnew {
  /** Texts that were sealed with another key, and now are with the one in force. */
  readonly count: number;
  /** Places of texts that no key at hand opens; they stay as they were. */
  readonly unreadable: readonly string[];
}

/**
 * Seals everything that another key sealed with the one in force. Others may write meanwhile: a record that changes is read
 * again. Stopped anywhere it leaves records of both keys, each readable while both are at hand. A record that expires would
 * lose its expiry, so none of these may hold a sealed text.
 */
export async function sealAnew(kv: Deno.Kv, secrets: Secrets): Promise<SealedAnew> {
  let count = 0;
  const unreadable: string[] = [];
  for await (const { key, value } of decodable(kv, { prefix: [] })) {
    let entry: Deno.KvEntryMaybe<unknown> = { key, value, versionstamp: "" };
    if (!isDue(entry, secrets)) continue;
    for (;;) {
      entry = await kv.get(key);
      if (!isDue(entry, secrets)) break;
      const result = await sealedRecord(entry, secrets);
      if (result.count > 0) {
        if (!(await kv.atomic().check(entry).set(key, result.value).commit()).ok) continue;
        count += result.count;
      }
      unreadable.push(...result.unreadable);
      break;
    }
  }
  return { count, unreadable };
}

function isDue(entry: Deno.KvEntryMaybe<unknown>, secrets: Secrets): boolean {
  return sealedIn(entry.key, entry.value).some(({ value }) => value.key !== secrets.keyId);
}

async function sealedRecord({ key, value }: Deno.KvEntryMaybe<unknown>, secrets: Secrets) {
  const anew = new Map<string, Sealed>();
  const unreadable: string[] = [];
  for (const item of sealedIn(key, value)) {
    if (item.value.key === secrets.keyId) continue;
    try {
      anew.set(item.place, await secrets.seal(await secrets.open(item.value, item.record), item.record));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      unreadable.push(item.place);
    }
  }
  const changed = mapSealed(key, value, (item) => anew.get(item.place) ?? item.value);
  return { value: changed, count: anew.size, unreadable };
}

/** A value with each sealed text in it replaced; the rest is as it was. */
export function mapSealed(key: Deno.KvKey, value: unknown, replace: (item: SealedValue) => unknown): unknown {
  const walk = (part: unknown, place: string): unknown => {
    if (typeof part !== "object" || part === null) return part;
    if (Array.isArray(part)) return part.map((item, index) => walk(item, `${place}/${index}`));
    // Bytes, dates, maps: nothing is sealed in those.
    if (Object.getPrototypeOf(part) !== Object.prototype) return part;
    const { success, data } = sealed.strict().safeParse(part);
    // Before there was `for`, only passwords of pools were sealed, for the place where they stand.
    if (success) return replace({ value: data, place, record: data.for ?? place });
    return Object.fromEntries(
      Object.entries(part).map(([name, item]) => [name, walk(item, `${place}/${name}`)]),
    );
  };
  return walk(value, nameOf(key));
}
