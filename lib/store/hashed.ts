// Records that are found by the hash of a secret that somebody shows (the secret itself is never stored), and by user.
import { z } from "zod";
import { checked, getRecord, listRecords } from "./record.ts";

/** What every such record has. */
export const hashedFields = z.object({
  /** SHA-256 of the secret, hex. */
  hash: z.hex().length(64),
  /** Names the record in lists and logs. */
  id: z.uuid(),
  userId: z.uuid(),
  created: z.iso.datetime(),
});
export type HashedRecord = z.infer<typeof hashedFields>;

export interface HashedOptions<T> {
  /** First part of the records' keys (`sessions`); `user_` before it is that of the index. */
  readonly prefix: string;
  readonly schema: z.ZodType<T>;
  /** When a record is over; null: never. KV drops it some time after that, so whoever reads it looks at the time as well. */
  readonly ends: (record: T) => string | null;
}

export class HashedStore<T extends HashedRecord> {
  constructor(private readonly kv: Deno.Kv, private readonly options: HashedOptions<T>) {}

  async create(record: T): Promise<void> {
    const key = this.keyOf(record.hash);
    const expiry = this.expiry(record);
    await this.kv.atomic()
      .set(key, checked(this.options.schema, key, record), expiry)
      .set(this.userKey(record), record.hash, expiry)
      .commit();
  }

  /** Replaces a record that still exists; false when it has been deleted meanwhile (it must not come back). */
  async update(record: T): Promise<boolean> {
    const key = this.keyOf(record.hash);
    const entry = await this.kv.get(key);
    if (entry.value === null) return false;
    const value = checked(this.options.schema, key, record);
    return (await this.kv.atomic().check(entry).set(key, value, this.expiry(record)).commit()).ok;
  }

  get(hash: string): Promise<T | null> {
    return getRecord(this.kv, this.options.schema, this.keyOf(hash));
  }

  /** Those of a user, in no order. */
  async listOf(userId: string): Promise<T[]> {
    const records: T[] = [];
    const selector = { prefix: [`user_${this.options.prefix}`, userId] };
    for await (const { value } of listRecords(this.kv, z.string(), selector)) {
      const record = await this.get(value);
      if (record !== null) records.push(record);
    }
    return records;
  }

  /** Those of everybody, in no order. */
  async list(): Promise<T[]> {
    const records: T[] = [];
    const selector = { prefix: [this.options.prefix] };
    for await (const { value } of listRecords(this.kv, this.options.schema, selector)) records.push(value);
    return records;
  }

  async delete(record: Pick<T, "hash" | "userId">): Promise<void> {
    await this.kv.atomic().delete(this.keyOf(record.hash)).delete(this.userKey(record)).commit();
  }

  /** Deletes all of a user, readable or not. Cut short it has deleted some, and can be begun again. */
  async deleteOf(userId: string): Promise<void> {
    for await (const { key } of this.kv.list({ prefix: [`user_${this.options.prefix}`, userId] })) {
      const hash = key[2];
      if (typeof hash === "string") await this.kv.atomic().delete(this.keyOf(hash)).delete(key).commit();
    }
  }

  private keyOf(hash: string): Deno.KvKey {
    return [this.options.prefix, hash];
  }

  private userKey({ userId, hash }: Pick<T, "hash" | "userId">): Deno.KvKey {
    return [`user_${this.options.prefix}`, userId, hash];
  }

  private expiry(record: T): { expireIn?: number } {
    const ends = this.options.ends(record);
    return ends === null ? {} : { expireIn: Math.max(1, Date.parse(ends) - Date.now()) };
  }
}
