// Who holds what, in memory: users, grants and roles as the store has them, following every write of it.
import type { GrantRecord } from "@/lib/store/grants.ts";
import type { GroupRecord } from "@/lib/store/groups.ts";
import type { RoleRecord } from "@/lib/store/roles.ts";
import type { UserRecord } from "@/lib/store/users.ts";
import { BUILT_IN } from "./built_in.ts";
import { allows } from "./patterns.ts";
import type { Grant, Role, Scope, Subject } from "./types.ts";

/** What of a user counts. */
export type Member = Pick<UserRecord, "disabled" | "groups">;

/** A role on a scope, as somebody holds it by whatever grant. */
export interface Holding {
  readonly role: Role;
  readonly patterns: ReadonlySet<string>;
  readonly scope: Scope;
  /** Whom it was given to: the user or one of the groups. */
  readonly subject: Subject;
}

interface Records<T> {
  list(): Promise<T[]>;
  onChange(listener: (id: string, record: T | null) => void): () => void;
}

/** What of the store is followed. */
export interface HeldSource {
  readonly users: Records<UserRecord>;
  readonly grants: Records<GrantRecord>;
  readonly roles: Records<RoleRecord>;
  readonly groups: Records<Pick<GroupRecord, "id">>;
}

/** What might be, for questions before a change is made. */
export interface Supposed {
  /** Id of a grant that is taken away. */
  readonly without?: string;
  /** A role as it is going to be. */
  readonly role?: Role;
}

/** All that decides, as it stands in the store. */
export class Held {
  readonly users = new Map<string, Member>();
  readonly grants = new Map<string, Grant>();
  readonly #bySubject = new Map<string, Map<string, Grant>>();
  readonly groups = new Set<string>();
  readonly roles = new Map<string, Role>(BUILT_IN.map((role) => [role.id, role]));
  readonly #patterns = new WeakMap<Role, ReadonlySet<string>>();

  private constructor() {}

  /** Reads everything, and follows every write from then on. @param changed called after each that changes what is decided */
  static async load(store: HeldSource, changed: () => void): Promise<Held> {
    const held = new Held();
    // Followed before it is read: what is written meanwhile is told twice rather than never.
    store.users.onChange((id, user) => {
      if (held.#setUser(id, user)) changed();
    });
    store.grants.onChange((id, grant) => {
      held.#setGrant(id, grant);
      changed();
    });
    store.groups.onChange((id, group) => {
      if (held.#setGroup(id, group !== null)) changed();
    });
    store.roles.onChange((id, role) => {
      held.#setRole(id, role);
      changed();
    });
    for (const user of await store.users.list()) held.#setUser(user.id, user);
    for (const grant of await store.grants.list()) held.#setGrant(grant.id, grant);
    for (const group of await store.groups.list()) held.groups.add(group.id);
    for (const role of await store.roles.list()) held.#setRole(role.id, role);
    return held;
  }

  /** What a user holds, by own grants and by those of groups; nothing for one who is disabled or unknown. */
  of(userId: string): Holding[] {
    const user = this.users.get(userId);
    return user === undefined || user.disabled ? [] : this.granted(userId, user.groups);
  }

  /** What the grants to a user and to groups come to; groups that are gone count no more. */
  granted(userId: string, groups: readonly string[], supposed: Supposed = {}): Holding[] {
    const holdings: Holding[] = [];
    const own = [...this.#of("user", userId)];
    for (const group of groups) if (this.groups.has(group)) own.push(...this.#of("group", group));
    for (const { id, subject, role: roleId, scope } of own) {
      const role = roleId === supposed.role?.id ? supposed.role : this.roles.get(roleId);
      if (id === supposed.without || role === undefined) continue;
      holdings.push({ role, patterns: this.patterns(role), scope, subject });
    }
    return holdings;
  }

  #of(kind: Subject["kind"], id: string): Iterable<Grant> {
    return this.#bySubject.get(`${kind} ${id}`)?.values() ?? [];
  }

  patterns(role: Role): ReadonlySet<string> {
    let patterns = this.#patterns.get(role);
    if (patterns === undefined) this.#patterns.set(role, patterns = new Set(role.actions));
    return patterns;
  }

  /** Gives whether it matters here: users change for other reasons, too. */
  #setUser(id: string, user: UserRecord | null): boolean {
    const before = this.users.get(id);
    if (user === null) return this.users.delete(id);
    const { disabled, groups } = user;
    this.users.set(id, { disabled, groups });
    return before?.disabled !== disabled || before.groups.join() !== groups.join();
  }

  /** Gives whether there is a difference. */
  #setGroup(id: string, there: boolean): boolean {
    if (this.groups.has(id) === there) return false;
    if (there) this.groups.add(id);
    else this.groups.delete(id);
    return true;
  }

  #setGrant(id: string, grant: GrantRecord | null): void {
    const before = this.grants.get(id);
    if (before !== undefined) this.#bySubject.get(subjectKey(before))?.delete(id);
    this.grants.delete(id);
    if (grant === null) return;
    this.grants.set(id, grant);
    const key = subjectKey(grant);
    const held = this.#bySubject.get(key);
    if (held === undefined) this.#bySubject.set(key, new Map([[id, grant]]));
    else held.set(id, grant);
  }

  #setRole(id: string, role: RoleRecord | null): void {
    if (role === null) this.roles.delete(id);
    else this.roles.set(id, { ...role, builtIn: false });
  }
}

const subjectKey = ({ subject }: Grant): string => `${subject.kind} ${subject.id}`;

/** Whether a holding lets an action through, wherever. */
export function holds({ patterns }: Holding, action: string): boolean {
  return allows(patterns, action);
}
