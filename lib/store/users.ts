// Users: one record each, found by id and by name. Names are unique whatever their case.
import { z } from "zod";
import { acknowledgedKey } from "./acknowledged.ts";
import { factorsKey } from "./factors.ts";
import { type GrantRecord, GrantStore } from "./grants.ts";
import { preferencesKey } from "./preferences.ts";
import { checked, getRecord, listRecords, read, StoreError } from "./record.ts";

/** A password as stored: parameters beside the hash, so that they can change and old hashes still verify. */
export const passwordHash = z.object({
  algorithm: z.literal("scrypt"),
  N: z.int().min(2).max(2 ** 22),
  r: z.int().min(1).max(64),
  p: z.int().min(1).max(64),
  salt: z.base64().max(128),
  hash: z.base64().max(256),
});
export type PasswordHash = z.infer<typeof passwordHash>;

export const userRecord = z.object({
  id: z.uuid(),
  username: z.string().min(1).max(64),
  /** Null: somebody else checks it (a directory). */
  password: passwordHash.nullable(),
  created: z.iso.datetime(),
  disabled: z.boolean(),
  /** Ids of groups. Those of deleted groups may linger and mean nothing. */
  groups: z.array(z.uuid()).max(256).readonly(),
  /** Who vouches for the user. */
  source: z.enum(["local", "oidc", "ldap"]),
});
export type UserRecord = z.infer<typeof userRecord>;

/** Set once, with the first user: from then on nobody can set Atoll up again, even if every user is deleted. */
const SET_UP: Deno.KvKey = ["meta", "set_up"];
const keyOf = (id: string): Deno.KvKey => ["users", id];
const seenKey = (id: string): Deno.KvKey => ["user_seen", id];
const nameKey = (username: string): Deno.KvKey => ["user_names", foldName(username)];

/** The form of a user name that is compared: "Ada" and "ada" are the same person. */
export function foldName(username: string): string {
  return username.normalize("NFKC").toLowerCase();
}

/** Told of every change after it was written and before whoever asked for it goes on; null: the user was deleted. */
export type UserListener = (id: string, user: UserRecord | null) => void;

export class UserStore {
  private readonly listeners = new Set<UserListener>();

  constructor(private readonly kv: Deno.Kv, private readonly grants: GrantStore = new GrantStore(kv)) {}

  /** Calls back at every change of a user. Gives the function that ends it. */
  onChange(listener: UserListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** True once a first user was created. */
  async isSetUp(): Promise<boolean> {
    return (await this.kv.get(SET_UP)).value !== null;
  }

  /** Adds the first user with their grant. False when there has been a user already, even at the same moment. */
  async createFirst(user: UserRecord, grant: GrantRecord): Promise<boolean> {
    const operation = this.creation(user).check({ key: SET_UP, versionstamp: null }).set(
      SET_UP,
      user.created,
    );
    const created = await this.created(user, this.grants.adding(operation, grant));
    if (created) this.grants.written(grant);
    return created;
  }

  /** Adds a user. False when the name is taken. */
  create(user: UserRecord): Promise<boolean> {
    return this.created(user, this.creation(user));
  }

  get(id: string): Promise<UserRecord | null> {
    return getRecord(this.kv, userRecord, keyOf(id));
  }

  async byName(username: string): Promise<UserRecord | null> {
    const id = await getRecord(this.kv, z.string(), nameKey(username));
    return id === null ? null : await this.get(id);
  }

  /** Every user, by id. */
  async list(): Promise<UserRecord[]> {
    const users: UserRecord[] = [];
    for await (const { value } of listRecords(this.kv, userRecord, { prefix: ["users"] })) users.push(value);
    return users;
  }

  /**
   * Changes a user by a function of what is stored, which may be called again when somebody else was faster; the name stays.
   * Gives the changed user. Throws StoreError when the user is gone.
   */
  async change(id: string, edit: (user: UserRecord) => UserRecord): Promise<UserRecord> {
    const key = keyOf(id);
    for (;;) {
      const entry = await this.kv.get(key);
      if (entry.value === null) throw gone();
      const user = read(userRecord, key, entry.value);
      const { username } = user;
      const changed = checked(userRecord, key, { ...edit(user), id, username });
      if (!(await this.kv.atomic().check(entry).set(key, changed).commit()).ok) continue;
      this.tell(id, changed);
      return changed;
    }
  }

  /** Gives a user another name. False when it is taken. Throws StoreError when the user is gone. */
  async rename(id: string, username: string): Promise<boolean> {
    const key = keyOf(id);
    const to = nameKey(username);
    for (;;) {
      const [entry, taken] = await this.kv.getMany([key, to]);
      if (entry.value === null) throw gone();
      const user = read(userRecord, key, entry.value);
      if (taken.value !== null && taken.value !== id) return false;
      const changed = checked(userRecord, key, { ...user, username });
      // Another spelling of the same name has the same key: it must not be deleted after it was set.
      const operation = this.kv.atomic().check(entry, taken).delete(nameKey(user.username)).set(to, id)
        .set(key, changed);
      if (!(await operation.commit()).ok) continue;
      this.tell(id, changed);
      return true;
    }
  }

  /**
   * Deletes a user, with second factors and preferences, and frees the name, in one write. Nothing happens to one that is gone
   * already.
   */
  async delete(id: string): Promise<void> {
    const key = keyOf(id);
    for (;;) {
      const entry = await this.kv.get(key);
      if (entry.value === null) return;
      const { username } = read(userRecord, key, entry.value);
      const operation = this.kv.atomic().check(entry);
      const own = [seenKey(id), factorsKey(id), preferencesKey(id), acknowledgedKey(id)];
      for (const gone of [key, nameKey(username), ...own]) {
        operation.delete(gone);
      }
      if (!(await operation.commit()).ok) continue;
      this.tell(id, null);
      return;
    }
  }

  /** Notes that a user's session or token was used just now. */
  async saw(id: string, time: string): Promise<void> {
    const entry = await this.kv.get(keyOf(id));
    if (entry.value === null) return;
    // Should the user change at this moment, the next use is noted.
    await this.kv.atomic().check(entry).set(seenKey(id), checked(z.iso.datetime(), seenKey(id), time))
      .commit();
  }

  /** When a user was last seen; null: never. */
  seen(id: string): Promise<string | null> {
    return getRecord(this.kv, z.iso.datetime(), seenKey(id));
  }

  private async created(user: UserRecord, operation: Deno.AtomicOperation): Promise<boolean> {
    const { ok } = await operation.commit();
    if (ok) this.tell(user.id, user);
    return ok;
  }

  private tell(id: string, user: UserRecord | null): void {
    for (const listener of this.listeners) listener(id, user);
  }

  private creation(user: UserRecord): Deno.AtomicOperation {
    const key = keyOf(user.id);
    const name = nameKey(user.username);
    return this.kv.atomic()
      .check({ key, versionstamp: null }, { key: name, versionstamp: null })
      .set(key, checked(userRecord, key, user))
      .set(name, user.id);
  }
}

const gone = () => new StoreError("Cannot change this user: there is no such user any more");

const before3 = z.looseObject({ password: passwordHash });

/** Migration to version 3: users belonged to no groups, and every one had a password here. */
export async function joinGroups(kv: Deno.Kv): Promise<void> {
  for await (const { key, value } of kv.list({ prefix: ["users"] })) {
    const { success, data } = before3.safeParse(value);
    // What cannot be read stays as it is, and is told when it is read.
    if (success) await kv.set(key, { groups: [], source: "local", ...data });
  }
}
