// Configured pools. The password is encrypted at rest; structurally the PoolStore that lib/pools asks for.
import { z } from "zod";
import { log } from "@/lib/log.ts";
import { checked, listRecords, StoreError } from "./record.ts";
import { sealed, type Secrets } from "./secrets.ts";

const open = z.object({
  id: z.string().min(1).max(128),
  name: z.string().max(1024),
  address: z.string().min(1).max(512),
  members: z.array(z.string().max(512)).max(256).readonly(),
  username: z.string().max(256),
  fingerprint: z.string().max(128).nullable(),
  dialect: z.enum(["json2", "json1", "xml"]).nullable(),
});
const poolRecord = open.extend({ password: sealed });

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
    // A pool may call itself anything, at any length; its name here is only a reminder.
    const name = pool.name.slice(0, 1024);
    await this.kv.set(key, checked(poolRecord, key, { ...pool, name, password }));
  }

  async delete(id: string): Promise<void> {
    await this.kv.delete(keyOf(id));
  }
}
