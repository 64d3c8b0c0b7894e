// Quotas: what a group's own VMs may come to. One record a group that has limits.
import { z } from "zod";
import { Listeners } from "./listeners.ts";
import { checked, listRecords } from "./record.ts";

const limit = z.int().min(0).nullable();

export const quotaRecord = z.object({
  /** Id of the group. */
  group: z.uuid(),
  vms: limit,
  vcpus: limit,
  /** Bytes. */
  memory: limit,
  disk: limit,
});
export type QuotaRecord = Readonly<z.infer<typeof quotaRecord>>;

export class QuotaStore {
  readonly #listeners = new Listeners<[group: string, quota: QuotaRecord | null]>();

  constructor(private readonly kv: Deno.Kv) {}

  /** Calls back, in the same turn, with every quota that was written (null: taken away). Gives the function that ends it. */
  onChange(listener: (group: string, quota: QuotaRecord | null) => void): () => void {
    return this.#listeners.add(listener);
  }

  async list(): Promise<QuotaRecord[]> {
    const quotas: QuotaRecord[] = [];
    for await (const { value } of listRecords(this.kv, quotaRecord, { prefix: ["quotas"] })) {
      quotas.push(value);
    }
    return quotas;
  }

  async set(quota: QuotaRecord): Promise<void> {
    const key = ["quotas", quota.group];
    await this.kv.set(key, checked(quotaRecord, key, quota));
    this.#listeners.tell(quota.group, quota);
  }

  async delete(group: string): Promise<void> {
    await this.kv.delete(["quotas", group]);
    this.#listeners.tell(group, null);
  }
}
