// Users: one record each, found by id and by name. Names are unique whatever their case.
import { z } from "zod";
import { checked, commit, getRecord, listRecords, StoreError } from "./record.ts";

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
  role: z.enum(["administrator", "read-only"]),
  password: passwordHash,
  created: z.iso.datetime(),
  disabled: z.boolean(),
});
export type UserRecord = z.infer<typeof userRecord>;

/** Set once, with the first user: from then on nobody can set Atoll up again, even if every user is deleted. */
const SET_UP: Deno.KvKey = ["meta", "set_up"];
const keyOf = (id: string): Deno.KvKey => ["users", id];
const nameKey = (username: string): Deno.KvKey => ["user_names", foldName(username)];

/** The form of a user name that is compared: "Ada" and "ada" are the same person. */
export function foldName(username: string): string {
  return username.normalize("NFKC").toLowerCase();
}

export class UserStore {
  constructor(private readonly kv: Deno.Kv) {}

  /** True once a first user was created. */
  async isSetUp(): Promise<boolean> {
    return (await this.kv.get(SET_UP)).value !== null;
  }

  /** Adds the first user. False when there has been one already, even at the same moment. */
  async createFirst(user: UserRecord): Promise<boolean> {
    const result = await this.creation(user).check({ key: SET_UP, versionstamp: null }).set(
      SET_UP,
      user.created,
    )
      .commit();
    return result.ok;
  }

  /** Adds a user. False when the name is taken. */
  async create(user: UserRecord): Promise<boolean> {
    return (await this.creation(user).commit()).ok;
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

  /** Replaces a user's record; the name stays. Throws StoreError when the user is gone or changes at the same time. */
  async update(user: UserRecord): Promise<void> {
    const key = keyOf(user.id);
    const entry = await this.kv.get(key);
    if (entry.value === null) {
      throw new StoreError(`Cannot change the user ${user.username}: there is no such user any more`);
    }
    const operation = this.kv.atomic().check(entry).set(key, checked(userRecord, key, user));
    await commit(operation, `change the user ${user.username}`);
  }

  async delete(user: UserRecord): Promise<void> {
    await commit(
      this.kv.atomic().delete(keyOf(user.id)).delete(nameKey(user.username)),
      `delete the user ${user.username}`,
    );
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
