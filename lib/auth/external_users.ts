// Users whom a directory vouches for: found by who they are to the directory, never by their name alone, so that nobody
// becomes somebody else by being called like them.
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { Store } from "@/lib/store/store.ts";
import { foldName, type UserRecord } from "@/lib/store/users.ts";
import type { Identity } from "./directory.ts";
import { checkUsername } from "./username.ts";

/** Groups of a user at most, as its record holds them. */
const MAX_GROUPS = 256;

export type ExternalStore = Pick<Store, "users" | "groups" | "identities">;

export class ExternalUsers {
  constructor(private readonly store: ExternalStore, private readonly now: () => number) {}

  /**
   * The user of somebody, in the groups that the directory names; made when there is none. Throws AtollError 403: `unknown-user`
   * when none may be made, `disabled`, `name-taken` when somebody else has the name, `bad-username`.
   */
  async userOf(identity: Identity, createUsers: boolean): Promise<{ user: UserRecord; created: boolean }> {
    const id = await this.store.identities.find(identity.name);
    const user = id === null ? null : await this.store.users.get(id);
    if (user === null) return { user: await this.create(identity, createUsers, id), created: true };
    if (user.disabled) throw new AtollError(403, "disabled", "This account is disabled in Atoll");
    const groups = await this.groupsOf(identity, user.groups);
    if (sameMembers(groups, user.groups)) return { user, created: false };
    log.info("Groups changed by the directory", { username: user.username, groups: groups.length });
    return { user: await this.store.users.change(user.id, (now) => ({ ...now, groups })), created: false };
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
    const user: UserRecord = {
      id: crypto.randomUUID(),
      username,
      password: null,
      created: new Date(this.now()).toISOString(),
      disabled: false,
      groups: await this.groupsOf(identity, []),
      source: identity.name.source,
    };
    // Who it is goes first: should all end between the two, the next sign-in makes the user that is missing.
    if (!await this.store.identities.claim(identity.name, user.id, before)) {
      return await this.made(identity, taken());
    }
    if (!await this.store.users.create(user)) return await this.made(identity, taken());
    return user;
  }

  /** The user that another sign-in of the same person has made at the same moment. */
  private async made(identity: Identity, otherwise: AtollError): Promise<UserRecord> {
    const id = await this.store.identities.find(identity.name);
    const user = id === null ? null : await this.store.users.get(id);
    if (user === null || user.disabled) throw otherwise;
    return user;
  }

  /** Groups that the directory decides about follow it; those that people are put into by hand stay. */
  private async groupsOf(identity: Identity, before: readonly string[]): Promise<string[]> {
    // LDAP knows no difference of case, a provider's claim may.
    const spelt = identity.name.source === "ldap" ? foldName : (name: string) => name;
    const told = new Set(identity.groups.map(spelt));
    const all = await this.store.groups.list();
    const followed = new Set(all.filter(({ external }) => external !== null).map(({ id }) => id));
    const named = all.filter(({ external }) => external !== null && told.has(spelt(external)));
    return [...before.filter((id) => !followed.has(id)), ...named.map(({ id }) => id)].slice(0, MAX_GROUPS);
  }
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
