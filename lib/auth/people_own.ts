// What is everybody's own: the password, the preferences, and the alerts they have taken notice of. A part of PeopleService.
import { AtollError } from "@/lib/errors.ts";
import { PREFERENCES_BYTES } from "@/lib/store/preferences.ts";
import { Limiter, TooManyTriesError } from "./limiter.ts";
import { checkNewPassword, MAX_PASSWORD } from "./password.ts";
import { type PeopleContext, userThing } from "./people_context.ts";
import { checkInput, preferencesInput } from "./people_input.ts";
import type { Look, PeopleService } from "./people_types.ts";

type OwnPart = Pick<
  PeopleService,
  "changePassword" | "preferences" | "setPreferences" | "acknowledged" | "acknowledge" | "look"
>;

/** Looks remembered, as every page asks. */
const REMEMBERED = 10_000;

export function ownPart(context: PeopleContext): OwnPart {
  const { store: { preferences, acknowledged }, sessions, hasher } = context.deps;
  /** Who found a session open must not learn the password by it. */
  const tries = new Limiter({ free: 5 });
  const looks = new Map<string, Promise<Look>>();

  function look(userId: string): Promise<Look> {
    const known = looks.get(userId);
    if (known !== undefined) return known;
    const read = preferences.get(userId).then(({ theme, language }) => ({
      theme: theme ?? null,
      language: language ?? null,
    }));
    looks.set(userId, read);
    // A database that could not be read is asked again.
    read.catch(() => looks.get(userId) === read && looks.delete(userId));
    const oldest = looks.size > REMEMBERED ? looks.keys().next() : null;
    if (oldest?.done === false) looks.delete(oldest.value);
    return read;
  }

  return {
    async changePassword(principal, current, password) {
      const user = await context.user(principal.userId);
      await context.noted(principal, "user.change-password", userThing(user), async () => {
        context.needsSession(principal);
        if (user.password === null) {
          throw new AtollError(
            409,
            "directory-user",
            "Your password is kept in the directory: change it there",
          );
        }
        const wait = tries.wait(user.id, context.now());
        if (wait > 0) throw new TooManyTriesError(wait);
        tries.began(user.id, context.now());
        if (current.length > MAX_PASSWORD * 2 || !await hasher.verify(current, user.password)) {
          throw new AtollError(422, "wrong-password", "The current password is wrong", "current");
        }
        tries.succeeded(user.id);
        if (password === current) {
          throw new AtollError(422, "weak-password", "The new password is the current one", "password");
        }
        await checkNewPassword(password, user.username);
        const hash = await hasher.hash(password);
        const known = user.password.hash;
        await context.change(user.id, (now) => {
          // An administrator has given another one meanwhile: then that one counts.
          if (now.password?.hash !== known) {
            throw new AtollError(409, "user-changed", "Your password was changed just now: sign in again");
          }
          return { ...now, password: hash };
        });
        await sessions.endOf(user.id, principal.sessionId);
      });
    },

    async preferences({ userId }) {
      const { theme = "system", language = "", columns, views } = await preferences.get(userId);
      return { theme, language, columns, views };
    },

    async setPreferences(principal, change) {
      context.needsWriter(principal);
      const checked = checkInput(preferencesInput, change);
      if (!await preferences.change(principal.userId, checked)) {
        throw new AtollError(
          422,
          "too-large",
          `The preferences are too large: ${PREFERENCES_BYTES / 1024} KiB at most`,
        );
      }
      // Read anew by the next page: what was being read meanwhile may be from before.
      looks.delete(principal.userId);
    },

    acknowledged: async ({ userId }) => new Set(await acknowledged.get(userId)),

    async acknowledge(principal, ids, yes, isThere) {
      context.needsWriter(principal);
      await acknowledged.change(principal.userId, ids, yes, isThere);
    },

    look: ({ userId }) => look(userId),
  };
}
