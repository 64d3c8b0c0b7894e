// Configured pools. The password is encrypted at rest; structurally the PoolStore that lib/pools asks for.
import { z } from "zod";
import { log } from "@/lib/log.ts";
import { checked, listRecords, StoreError } from "./record.ts";
import { sealed, type Secrets } from "./secrets.ts";

const open = z.object({
  id: z.string().min(1).max(128),
  name: z.string().max(1024),
  label: z.string().max(255).default(""),
  disabled: z.boolean().default(false),
  readOnly: z.boolean().default(false),
  address: z.string().min(1).max(512),
  members: z.array(z.object({
    address: z.string().max(512),
    name: z.string().max(64),
    fingerprint: z.string().max(128).nullable(),
  })).max(64).readonly(),
  username: z.string().max(256),
  fingerprint: z.string().max(128).nullable(),
  accepted: z.record(z.string().max(512), z.string().max(128)),
  ca: z.string().max(24 * 1024).nullable(),
  dialect: z.enum(["json2", "json1", "xml"]).nullable(),
});
/** As it is stored. */
export const poolRecord = open.extend({ password: sealed });

/** A pool with its password in clear, as lib/pools uses it. */
export type StoredPool = z.infer<typeof open> & { readonly password: string };

const keyOf = (id: string): Deno.KvKey => ["pools", id];
const secretOf = (id: string) => `pools/${id}/password`;

export class PoolRepository {
  constructor(private readonly kv: Deno.Kv, private readonly secrets: Secrets) {}

  /** Every pool that can be read; one that cannot is logged and left alone. */
  async list(): Promise<StoredPool[]> {
    const pools: StoredPool[] = [];
    for await (const { value } of listRecords(this.kv, poolRecord, { prefix: ["pools"] })) {
      try {
        pools.push({ ...value, password: await this.secrets.open(value.password, secretOf(value.id)) });
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        log.error("Pool left out", { pool: value.name, reason: error.message });
      }
    }
    return pools;
  }

  async put(pool: StoredPool): Promise<void> {
    const key = keyOf(pool.id);
    const password = await this.secrets.seal(pool.password, secretOf(pool.id));
    // A pool may call itself and its hosts anything, at any length; names here are only reminders.
    const name = pool.name.slice(0, 1024);
    const members = pool.members.slice(0, 64).map((member) => ({
      ...member,
      name: member.name.slice(0, 64),
    }));
    await this.kv.set(key, checked(poolRecord, key, { ...pool, name, members, password }));
  }

  async delete(id: string): Promise<void> {
    await this.kv.delete(keyOf(id));
  }
}

const before2 = z.looseObject({ members: z.array(z.unknown()) });

/** Migration to version 2: members were addresses, and there were neither certificates of theirs nor authorities. */
export async function describeMembers(kv: Deno.Kv): Promise<void> {
  for await (const { key, value } of kv.list({ prefix: ["pools"] })) {
    const { success, data } = before2.safeParse(value);
    // What cannot be read stays as it is, and is told when it is read.
    if (!success) continue;
    const members = data.members.map((member) =>
      typeof member === "string" ? { address: member, name: "", fingerprint: null } : member
    );
    await kv.set(key, { accepted: {}, ca: null, ...data, members });
  }
}
