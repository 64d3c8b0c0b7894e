// What the tests of rights share: people with fixed ids, in a real store or in none.
import type { Principal } from "@/lib/auth/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import { Listeners } from "@/lib/store/listeners.ts";
import type { QuotaRecord } from "@/lib/store/quotas.ts";
import type { RoleRecord } from "@/lib/store/roles.ts";
import type { Store } from "@/lib/store/store.ts";
import type { UserRecord } from "@/lib/store/users.ts";
import { Rights } from "./rights.ts";
import type { Grant, Scope } from "./types.ts";

const person = (username: string, n: number): Principal => ({
  userId: `aaaaaaaa-0000-4000-8000-00000000ad0${n}`,
  username,
  sessionId: `session-${n}`,
  token: null,
});

/** Administrator, and viewer of everything, wherever `enrol` or `rightsFor` was told so; and somebody without any grant. */
export const ADA = person("ada", 1);
export const VIC = person("vic", 2);
export const NED = person("ned", 3);

const BEGAN = "2026-01-01T00:00:00.000Z";

export const user = ({ userId: id, username }: Principal): UserRecord => ({
  id,
  username,
  password: null,
  created: BEGAN,
  disabled: false,
  groups: [],
  source: "local",
});

export const grant = (to: string, role: string, scope: Scope = { kind: "all" }): Grant => ({
  id: crypto.randomUUID(),
  subject: { kind: "user", id: to },
  role,
  scope,
  created: BEGAN,
});

/** Adds somebody to a store with a role, where one is named. */
export async function enrol(
  store: Pick<Store, "users" | "grants">,
  who: Principal,
  role?: string,
  scope?: Scope,
): Promise<void> {
  await store.users.create(user(who));
  if (role !== undefined) await store.grants.create(grant(who.userId, role, scope));
}

/** One collection of a store that is nowhere but in memory. */
class Records<T> {
  constructor(private readonly idOf: (record: T) => string) {}

  readonly #records = new Map<string, T>();
  readonly #listeners = new Listeners<[id: string, record: T | null]>();

  list(): Promise<T[]> {
    return Promise.resolve([...this.#records.values()]);
  }
  onChange(listener: (id: string, record: T | null) => void): () => void {
    return this.#listeners.add(listener);
  }
  put(record: T): void {
    this.#records.set(this.idOf(record), record);
    this.#listeners.tell(this.idOf(record), record);
  }
  drop(id: string): void {
    this.#records.delete(id);
    this.#listeners.tell(id, null);
  }
}

/** Users, groups, grants and roles in memory, changed at once. */
export class People {
  readonly users = new Records<UserRecord>(({ id }) => id);
  readonly grants = new Records<Grant>(({ id }) => id);
  readonly roles = new Records<RoleRecord>(({ id }) => id);
  readonly groups = new Records<{ readonly id: string }>(({ id }) => id);
  readonly quotas = new Records<QuotaRecord>(({ group }) => group);
}

/** Rights over a cache for people with roles on everything: `[[ADA, "administrator"], [VIC, "viewer"]]`. */
export async function rightsFor(
  cache: CacheReader,
  roles: readonly (readonly [Principal, string])[],
): Promise<Rights> {
  const people = new People();
  for (const [who, role] of roles) {
    people.users.put(user(who));
    people.grants.put(grant(who.userId, role));
  }
  return await Rights.load(people, cache);
}
