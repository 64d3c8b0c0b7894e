// Own roles: those that somebody made of actions. Built-in ones are no records.
import { z } from "zod";
import { Listeners } from "./listeners.ts";
import { checked, commit, listRecords, StoreError } from "./record.ts";

export const roleRecord = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(64),
  description: z.string().max(1024),
  /** Names and patterns of actions. */
  actions: z.array(z.string().min(1).max(64)).max(500),
});
export type RoleRecord = Readonly<z.infer<typeof roleRecord>>;

const keyOf = (id: string): Deno.KvKey => ["roles", id];

export class RoleStore {
  readonly #listeners = new Listeners<[id: string, role: RoleRecord | null]>();

  constructor(private readonly kv: Deno.Kv) {}

  /** Calls back, in the same turn, with every role that was written (null: deleted). Gives the function that ends it. */
  onChange(listener: (id: string, role: RoleRecord | null) => void): () => void {
    return this.#listeners.add(listener);
  }

  async list(): Promise<RoleRecord[]> {
    const roles: RoleRecord[] = [];
    for await (const { value } of listRecords(this.kv, roleRecord, { prefix: ["roles"] })) roles.push(value);
    return roles;
  }

  async create(role: RoleRecord): Promise<void> {
    const key = keyOf(role.id);
    const value = checked(roleRecord, key, role);
    await commit(this.kv.atomic().check({ key, versionstamp: null }).set(key, value), "make the role");
    this.#listeners.tell(role.id, role);
  }

  /** Replaces a role. Throws StoreError when it is gone or changes at the same time. */
  async update(role: RoleRecord): Promise<void> {
    const key = keyOf(role.id);
    const entry = await this.kv.get(key);
    if (entry.value === null) throw new StoreError("Cannot change the role: it is gone");
    await commit(this.kv.atomic().check(entry).set(key, checked(roleRecord, key, role)), "change the role");
    this.#listeners.tell(role.id, role);
  }

  async delete(id: string): Promise<void> {
    await this.kv.delete(keyOf(id));
    this.#listeners.tell(id, null);
  }
}
