// Users whom a directory vouches for: found by who they are to the directory, never by their name alone, so that nobody
// becomes somebody else by being called like them.
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { AuditEntry } from "@/lib/store/audit.ts";
import type { GroupRecord } from "@/lib/store/groups.ts";
import type { Store } from "@/lib/store/store.ts";
import { foldName, type UserRecord } from "@/lib/store/users.ts";
import type { Administrators } from "./administrators.ts";
import type { Identity } from "./directory.ts";
import { type PeopleRights, userThing } from "./people_context.ts";
import { checkUsername } from "./username.ts";

/** Groups of a user at most, as its record holds them. */
const MAX_GROUPS = 256;

export type ExternalStore = Pick<Store, "users" | "groups" | "identities" | "audit">;

/** Who the administrators are, and what keeps one. */
export interface Keeping {
  readonly administrators: Administrators;
  readonly rights: Pick<PeopleRights, "administers">;
}

export class ExternalUsers {
  /** @param keeping the last administrator is not taken out of the groups that make one; null where there is nobody to keep */
  constructor(
    private readonly store: ExternalStore,
    private readonly now: () => number,
    private readonly keeping: Keeping | null = null,
  ) {}

  /**
   * The user of somebody, in the groups that the directory names; made when there is none. Throws AtollError 403: `unknown-user`
   * when none may be made, `disabled`, `name-taken` when somebody else has the name, `bad-username`.
   */
  async userOf(identity: Identity, createUsers: boolean): Promise<{ user: UserRecord; created: boolean }> {
    const id = await this.store.identities.find(identity.name);
    const user = id === null ? null : await this.store.users.get(id);
    if (user === null) return { user: await this.create(identity, createUsers, id), created: true };
    if (user.disabled) throw new AtollError(403, "disabled", "This account is disabled in Atoll");
    return { user: await this.followed(user, await this.followedBy(identity)), created: false };
  }

  /** A user in the groups that a directory names. The last administrator's stay as they are, and that is told in the audit log. */
  private async followed(user: UserRecord, by: Followed): Promise<UserRecord> {
    if (sameMembers(groupsAfter(user.groups, by), user.groups)) return user;
    const named = by.named.map(({ name }) => name).join(", ");
    try {
      // By what is stored then: somebody may put the user into a group at this moment.
      const changed = await this.keepOne(
        user.id,
        by,
        () => this.store.users.change(user.id, (now) => ({ ...now, groups: groupsAfter(now.groups, by) })),
      );
      await this.note(user, "user.groups", "done", named === "" ? "in none of its groups" : `in ${named}`);
      return changed;
    } catch (error) {
      if (!(error instanceof AtollError && error.code === "last-administrator")) throw error;
      log.warn("The directory would take the last administrator away", { username: user.username });
      await this.note(user, "user.groups", "refused", error.message);
      return user;
    }
  }

  private keepOne(id: string, by: Followed, change: () => Promise<UserRecord>): Promise<UserRecord> {
    if (this.keeping === null) return change();
    const { administrators, rights } = this.keeping;
    return administrators.keepOne(
      (other) => rights.administers(other.id === id ? { id, groups: groupsAfter(other.groups, by) } : other),
      change,
    );
  }

  /** What is done to a user in a directory's name. */
  private note(user: UserRecord, what: string, result: AuditEntry["result"], message: string): Promise<void> {
    const who = { userId: "", username: `(${user.source})` };
    return this.store.audit.append({ who, what, object: userThing(user), result, message, task: null });
  }

  private async create(identity: Identity, createUsers: boolean, before: string | null): Promise<UserRecord> {
    if (!createUsers) {
      throw new AtollError(403, "unknown-user", "You have no account here: ask an administrator of Atoll");
    }
    const username = nameOf(identity);
    const taken = () =>
      new AtollError(
        403,
        "name-taken",
        `Somebody else is called "${username}" in Atoll: ask an administrator to rename one of the two`,
      );
    if (await this.store.users.byName(username) !== null) throw taken();
    const by = await this.followedBy(identity);
    const user: UserRecord = {
      id: crypto.randomUUID(),
      username,
      password: null,
      created: new Date(this.now()).toISOString(),
      disabled: false,
      groups: groupsAfter([], by),
      source: identity.name.source,
    };
    // Who it is goes first: should all end between the two, the next sign-in makes the user that is missing.
    if (!await this.store.identities.claim(identity.name, user.id, before)) {
      return await this.made(identity, taken());
    }
    if (!await this.store.users.create(user)) return await this.made(identity, taken());
    const named = by.named.map(({ name }) => name).join(", ");
    await this.note(user, "user.create", "done", named === "" ? "" : `in ${named}`);
    return user;
  }

  /** The user that another sign-in of the same person has made at the same moment. */
  private async made(identity: Identity, otherwise: AtollError): Promise<UserRecord> {
    const id = await this.store.identities.find(identity.name);
    const user = id === null ? null : await this.store.users.get(id);
    if (user === null || user.disabled) throw otherwise;
    return user;
  }

  private async followedBy(identity: Identity): Promise<Followed> {
    // LDAP knows no difference of case, a provider's claim may.
    const spelt = identity.name.source === "ldap" ? foldName : (name: string) => name;
    const told = new Set(identity.groups.map(spelt));
    const groups = (await this.store.groups.list()).filter(({ external }) => external !== null);
    const named = groups.filter(({ external }) => external !== null && told.has(spelt(external)));
    return { all: new Set(groups.map(({ id }) => id)), named };
  }
}

/** What a directory decides about: all groups that follow one, and those of them that it names. */
interface Followed {
  readonly all: ReadonlySet<string>;
  readonly named: readonly Pick<GroupRecord, "id" | "name">[];
}

/** Groups that the directory decides about follow it; those that people are put into by hand stay. */
function groupsAfter(before: readonly string[], { all, named }: Followed): string[] {
  return [...before.filter((id) => !all.has(id)), ...named.map(({ id }) => id)].slice(0, MAX_GROUPS);
}

/** Throws AtollError 403: what the directory says is not for whoever signs in to mend. */
function nameOf({ username }: Identity): string {
  try {
    return checkUsername(username);
  } catch (error) {
    if (!(error instanceof AtollError)) throw error;
    const sentence = "The directory gives you a user name that Atoll cannot use: ask an administrator";
    throw new AtollError(403, "bad-username", sentence, undefined, { cause: error });
  }
}

function sameMembers(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && new Set([...one, ...other]).size === new Set(one).size;
}
