// Groups: one record each. Who is in a group stands with the user. Names are unique whatever their case.
import { z } from "zod";
import { checked, getRecord, listRecords, read } from "./record.ts";
import { Listeners } from "./listeners.ts";
import { foldName } from "./users.ts";

export const groupRecord = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(64),
  description: z.string().max(1024),
  /** Value of the directory's group claim that puts people into it; null: by hand only. */
  external: z.string().min(1).max(256).nullable(),
  created: z.iso.datetime(),
});
export type GroupRecord = z.infer<typeof groupRecord>;

const keyOf = (id: string): Deno.KvKey => ["groups", id];
const nameKey = (name: string): Deno.KvKey => ["group_names", foldName(name)];

export class GroupStore {
  readonly #listeners = new Listeners<[id: string, group: GroupRecord | null]>();

  constructor(private readonly kv: Deno.Kv) {}

  /** Calls back with every group that was written (null: deleted) before whoever wrote it goes on. Gives the function that ends it. */
  onChange(listener: (id: string, group: GroupRecord | null) => void): () => void {
    return this.#listeners.add(listener);
  }

  get(id: string): Promise<GroupRecord | null> {
    return getRecord(this.kv, groupRecord, keyOf(id));
  }

  /** Every group, by id. */
  async list(): Promise<GroupRecord[]> {
    const groups: GroupRecord[] = [];
    for await (const { value } of listRecords(this.kv, groupRecord, { prefix: ["groups"] })) {
      groups.push(value);
    }
    return groups;
  }

  /** Adds a group. False when the name is taken. */
  async create(group: GroupRecord): Promise<boolean> {
    const [key, name] = [keyOf(group.id), nameKey(group.name)];
    const { ok } = await this.kv.atomic()
      .check({ key, versionstamp: null }, { key: name, versionstamp: null })
      .set(key, checked(groupRecord, key, group))
      .set(name, group.id)
      .commit();
    if (ok) this.#listeners.tell(group.id, group);
    return ok;
  }

  /** Changes a group. Gives "taken" when its new name is another's, "gone" when there is no such group. */
  async change(
    id: string,
    change: Partial<Omit<GroupRecord, "id" | "created">>,
  ): Promise<"done" | "taken" | "gone"> {
    const key = keyOf(id);
    for (;;) {
      const entry = await this.kv.get(key);
      if (entry.value === null) return "gone";
      const group = read(groupRecord, key, entry.value);
      const changed = checked(groupRecord, key, { ...group, ...change });
      const taken = await this.kv.get(nameKey(changed.name));
      if (taken.value !== null && taken.value !== id) return "taken";
      // Another spelling of the same name has the same key: it must not be deleted after it was set.
      const operation = this.kv.atomic().check(entry, taken).delete(nameKey(group.name)).set(taken.key, id)
        .set(key, changed);
      if (!(await operation.commit()).ok) continue;
      this.#listeners.tell(id, changed);
      return "done";
    }
  }

  /** Deletes a group and frees the name; false when there is none. Users keep its id, which means nothing any more. */
  async delete(id: string): Promise<boolean> {
    const key = keyOf(id);
    for (;;) {
      const entry = await this.kv.get(key);
      if (entry.value === null) return false;
      const { name } = read(groupRecord, key, entry.value);
      if (!(await this.kv.atomic().check(entry).delete(key).delete(nameKey(name)).commit()).ok) continue;
      this.#listeners.tell(id, null);
      return true;
    }
  }
}
