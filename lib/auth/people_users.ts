// Users: the part of PeopleService that makes, changes and deletes them.
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import { StoreError } from "@/lib/store/store.ts";
import type { UserRecord } from "@/lib/store/users.ts";
import { type PeopleContext, userThing } from "./people_context.ts";
import type { PeopleService, User } from "./people_types.ts";
import { checkNewPassword } from "./password.ts";
import { checkUsername } from "./username.ts";

type UsersPart = Pick<
  PeopleService,
  | "users"
  | "user"
  | "createUser"
  | "renameUser"
  | "setDisabled"
  | "setGroups"
  | "deleteUser"
  | "resetPassword"
  | "resetSecondFactors"
>;

const taken = () => new AtollError(409, "name-taken", "Another user has this name already", "username");

export function usersPart(context: PeopleContext): UsersPart {
  const { store: { users, groups, factors, identities }, sessions, tokens, hasher } = context.deps;

  /** @param known ids of the groups there are */
  async function shown(user: UserRecord, known: ReadonlySet<string>): Promise<User> {
    const { id, username, created, disabled, source } = user;
    const [seen, secondFactors] = await Promise.all([users.seen(id), factorsOf(id)]);
    const member = user.groups.filter((group) => known.has(group));
    return { id, username, created, disabled, groups: member, source, secondFactors, seen };
  }

  async function factorsOf(id: string): Promise<User["secondFactors"]> {
    try {
      const { totp, passkeys } = await factors.get(id);
      return [
        ...(totp === null ? [] : ["totp"] as const),
        ...(passkeys.length === 0 ? [] : ["passkey"] as const),
      ];
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      // The others in the list can be read.
      log.error("Second factors cannot be read", { user: id, reason: error.message });
      return [];
    }
  }

  async function groupIds(): Promise<ReadonlySet<string>> {
    return new Set((await groups.list()).map(({ id }) => id));
  }

  /** The groups of these ids, each once. Throws AtollError 422 for one that is not there. */
  async function groupsOf(ids: readonly string[]): Promise<{ member: readonly string[]; named: string }> {
    const wanted = new Set(ids);
    const found = (await groups.list()).filter(({ id }) => wanted.has(id));
    if (found.length < wanted.size) {
      throw new AtollError(422, "unknown-group", "There is no such group", "groups");
    }
    return { member: found.map(({ id }) => id), named: found.map(({ name }) => name).join(", ") };
  }

  function notOneself(userId: string, other: string, what: string): void {
    if (userId === other) throw new AtollError(409, "yourself", `You cannot ${what} yourself`);
  }

  return {
    async users(principal) {
      context.needsReader(principal);
      const known = await groupIds();
      const all = await users.list();
      all.sort((a, b) => a.username.localeCompare(b.username, "en"));
      return await Promise.all(all.map((user) => shown(user, known)));
    },

    async user(principal, id) {
      if (principal.userId !== id) context.needsReader(principal);
      return await shown(await context.user(id), await groupIds());
    },

    createUser(principal, { username, password, groups: wanted = [] }) {
      const user = { id: crypto.randomUUID(), username: username.slice(0, 64) };
      return context.noted(principal, "user.create", userThing(user), async (tell) => {
        context.needsManager(principal);
        const name = checkUsername(username);
        await checkNewPassword(password, name);
        const { member, named } = await groupsOf(wanted);
        if (named !== "") tell(`in ${named}`);
        await context.needsRank(principal, { id: user.id, groups: member });
        // Before the costly hash; whoever takes the name meanwhile is found by the store.
        if (await users.byName(name) !== null) throw taken();
        const record: UserRecord = {
          id: user.id,
          username: name,
          password: await hasher.hash(password),
          created: new Date(context.now()).toISOString(),
          disabled: false,
          groups: member,
          source: "local",
        };
        if (!await users.create(record)) throw taken();
        return await shown(record, new Set(member));
      });
    },

    async renameUser(principal, id, username) {
      context.needsManager(principal);
      const user = await context.user(id);
      await context.noted(principal, "user.rename", userThing(user), async (tell) => {
        await context.needsRank(principal, user);
        const name = checkUsername(username);
        tell(`now ${name}`);
        if (!await users.rename(id, name)) throw taken();
      });
    },

    async setDisabled(principal, id, disabled) {
      context.needsManager(principal);
      const user = await context.user(id);
      await context.noted(principal, disabled ? "user.disable" : "user.enable", userThing(user), async () => {
        notOneself(principal.userId, id, disabled ? "disable" : "enable");
        await context.needsRank(principal, user);
        const change = async () => {
          // Sessions from before must not come back to life, had the disabling been cut short.
          if (!disabled) await sessions.endOf(id);
          await context.change(id, (now) => ({ ...now, disabled }));
          await sessions.endOf(id);
        };
        await (disabled ? context.keepOne((other) => other.id === id ? null : other, change) : change());
      });
    },

    async setGroups(principal, id, wanted) {
      context.needsManager(principal);
      const user = await context.user(id);
      await context.noted(principal, "user.groups", userThing(user), async (tell) => {
        const { member, named } = await groupsOf(wanted);
        tell(named === "" ? "in no group" : `in ${named}`);
        await context.needsRank(principal, user, { id, groups: member });
        await context.keepOne(
          (other) => other.id === id ? { id, groups: member } : other,
          () => context.change(id, (now) => ({ ...now, groups: member })),
        );
      });
    },

    async deleteUser(principal, id) {
      context.needsManager(principal);
      const user = await context.user(id);
      await context.noted(principal, "user.delete", userThing(user), async () => {
        notOneself(principal.userId, id, "delete");
        await context.needsRank(principal, user);
        await context.keepOne((other) => other.id === id ? null : other, async () => {
          // Cut short, this leaves a user with fewer sessions, or none at all: it can be done again.
          await sessions.endOf(id);
          await tokens.endOf(id);
          // From here on nobody is let in. Preferences and factors go in the same write.
          await users.delete(id);
          await identities.forget(id);
          // What began meanwhile opens nothing, but need not lie about.
          await sessions.endOf(id);
          await tokens.endOf(id);
        });
      });
    },

    async resetPassword(principal, id, password) {
      context.needsManager(principal);
      const user = await context.user(id);
      await context.noted(principal, "user.reset-password", userThing(user), async () => {
        context.needsSession(principal);
        if (principal.userId === id) {
          throw new AtollError(409, "yourself", "Change your own password with the current one");
        }
        await context.needsRank(principal, user);
        if (user.source !== "local") {
          throw new AtollError(409, "directory-user", "The password of this user is kept in the directory");
        }
        await checkNewPassword(password, user.username);
        const hash = await hasher.hash(password);
        await context.change(id, (now) => ({ ...now, password: hash }));
        await sessions.endOf(id);
      });
    },

    async resetSecondFactors(principal, id) {
      context.needsManager(principal);
      const user = await context.user(id);
      await context.noted(principal, "user.reset-second-factors", userThing(user), async () => {
        context.needsSession(principal);
        await context.needsRank(principal, user);
        await factors.change(id, () => ({ totp: null, recovery: [], passkeys: [] }));
      });
    },
  };
}
