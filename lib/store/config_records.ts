// The whole configuration as records: read out with its secrets in clear, and put in the place of what is there, all or nothing. What
// is to be put there is written beside it first; the next start puts it in force, and goes on with that after a crash.
import { z } from "zod";
import { CATALOGUE } from "./catalogue.ts";
import { nameOf, StoreError } from "./record.ts";
import { mapSealed, sealedIn } from "./sealed_values.ts";
import type { Secrets } from "./secrets.ts";

/** What belongs to the configuration: not who is signed in, not API tokens, not the audit log. */
export const CONFIG_KINDS = [
  "users",
  "user_names",
  "groups",
  "group_names",
  "roles",
  "grants",
  "quotas",
  "preferences",
  "factors",
  "identities",
  "providers",
  "pools",
  "settings",
] as const;
/** What ends when the users are others. */
const ENDING = ["sessions", "user_sessions", "tokens", "user_tokens", "user_seen", "acknowledged"];

const STAGED = "import";
const READY: Deno.KvKey = ["import_ready"];
/** Records a transaction: each may be as large as one may be. */
const TOGETHER = 10;

/** A secret in clear, and what it is sealed for. */
const opened = z.strictObject({ $sealed: z.string().max(16_384), for: z.string().max(512) });

export const configRecord = z.strictObject({
  key: z.array(z.string().min(1).max(512)).min(2).max(4),
  value: z.json(),
});
export type ConfigRecord = Readonly<z.infer<typeof configRecord>>;

/** What an import does to one kind of records. */
export interface KindChange {
  readonly kind: (typeof CONFIG_KINDS)[number];
  readonly before: number;
  readonly after: number;
  /** Those that are there before and after, by their keys: they are replaced. */
  readonly both: number;
}

export class ConfigRecords {
  constructor(private readonly kv: Deno.Kv, private readonly secrets: Secrets) {}

  /** Every record of the configuration, with its secrets in clear. Throws StoreError when one of them cannot be read. */
  async read(): Promise<ConfigRecord[]> {
    const records: ConfigRecord[] = [];
    for (const kind of CONFIG_KINDS) {
      for await (const { key, value } of this.kv.list({ prefix: [kind] })) {
        const secrets = new Map<string, unknown>();
        for (const { value: secret, place, record } of sealedIn(key, value)) {
          secrets.set(place, { $sealed: await this.secrets.open(secret, record), for: record });
        }
        const plain = mapSealed(key, value, ({ place }) => secrets.get(place));
        const checked = configRecord.safeParse({ key, value: plain });
        if (!checked.success) throw new StoreError(`Cannot export the record ${nameOf(key)}`);
        records.push(checked.data);
      }
    }
    return records;
  }

  /** Whether all records fit, to each other too; gives them with their secrets sealed. Throws StoreError naming the first that does not. */
  async sealed(records: readonly ConfigRecord[]): Promise<ConfigRecord[]> {
    const sealed = await Promise.all(records.map(async ({ key, value }) => ({
      key,
      value: await this.seal(value),
    })));
    const byKey = new Map(sealed.map(({ key, value }) => [JSON.stringify(key), value]));
    if (byKey.size !== sealed.length) throw new StoreError("The configuration holds a record twice");
    const look = (...key: Deno.KvKey) => byKey.get(JSON.stringify(key));
    for (const { key, value } of sealed) {
      const kind = CONFIG_KINDS.find((one) => one === key[0]);
      if (kind === undefined) throw new StoreError(`The record ${nameOf(key)} belongs to no configuration`);
      const fault = CATALOGUE[kind]?.faultOf(key, value, look) ?? null;
      if (fault !== null) throw new StoreError(`The record ${nameOf(key)} is not usable: ${fault}`);
    }
    return sealed.map(({ key, value }) => configRecord.parse({ key, value }));
  }

  /** What putting these records in force would do. */
  async compare(records: readonly ConfigRecord[]): Promise<KindChange[]> {
    const changes: KindChange[] = [];
    for (const kind of CONFIG_KINDS) {
      const after = new Set(
        records.filter(({ key }) => key[0] === kind).map(({ key }) => JSON.stringify(key)),
      );
      let before = 0;
      let both = 0;
      for await (const { key } of this.kv.list({ prefix: [kind] })) {
        before++;
        if (after.has(JSON.stringify(key))) both++;
      }
      changes.push({ kind, before, after: after.size, both });
    }
    return changes;
  }

  /** Writes records (as `sealed` gave them) beside what is there; the next start puts them in force. */
  async stage(records: readonly ConfigRecord[]): Promise<void> {
    await this.kv.delete(READY);
    await clear(this.kv, STAGED);
    for (let at = 0; at < records.length; at += TOGETHER) {
      const operation = this.kv.atomic();
      for (const [offset, record] of records.slice(at, at + TOGETHER).entries()) {
        operation.set([STAGED, at + offset], record);
      }
      await operation.commit();
    }
    await this.kv.set(READY, records.length);
  }

  private async seal(value: unknown): Promise<unknown> {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return await Promise.all(value.map((item) => this.seal(item)));
    const secret = opened.safeParse(value);
    if (secret.success) return await this.secrets.seal(secret.data.$sealed, secret.data.for);
    const entries = Object.entries(value).map(async ([name, item]) => [name, await this.seal(item)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }
}

/** Puts a staged configuration in force; true when there was one. Repeated from its beginning until it came to its end. */
export async function putStagedInForce(kv: Deno.Kv): Promise<boolean> {
  const count = (await kv.get<number>(READY)).value;
  if (count === null) return false;
  for (const kind of [...CONFIG_KINDS, ...ENDING]) await clear(kv, kind);
  for await (const { value } of kv.list({ prefix: [STAGED] })) {
    const { key, value: record } = configRecord.parse(value);
    await kv.set(key, record);
  }
  await kv.delete(READY);
  await clear(kv, STAGED);
  return true;
}

async function clear(kv: Deno.Kv, prefix: string): Promise<void> {
  for await (const { key } of kv.list({ prefix: [prefix] })) await kv.delete(key);
}
