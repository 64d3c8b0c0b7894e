// The way back in for somebody locked out: a new password set by whoever has the data directory in hand, while Atoll is stopped.
import { AtollError } from "@/lib/errors.ts";
import { OPERATOR } from "@/lib/store/operator.ts";
import { type Store, StoreError } from "@/lib/store/store.ts";
import { checkNewPassword, Hasher } from "./password.ts";

export interface Rescue {
  readonly username: string;
  readonly password: string;
  /** Takes away TOTP, recovery codes and passkeys too. */
  readonly secondFactors: boolean;
  /** Lets a disabled user in again. */
  readonly enable: boolean;
  /** Makes a directory's user one of Atoll's own, whom the directory signs in no more: for when it is gone. */
  readonly local?: boolean;
}

/** What else stands in the way of the sign-in. */
export interface Rescued {
  /** The name as the user writes it. */
  readonly username: string;
  readonly disabled: boolean;
  readonly secondFactors: boolean;
}

/**
 * Sets a password, ends all sessions of the user, and leaves an entry in the audit log. Throws AtollError 404 (no such user), 409
 * (the password is a directory's business, unless the user is to be local), 422 (a weak password).
 * @param cost scrypt work factor, where a test wants another
 */
export async function rescue(
  store: Store,
  { username, password, ...also }: Rescue,
  cost?: number,
): Promise<Rescued> {
  const user = await store.users.byName(username);
  if (user === null) {
    const names = (await store.users.list()).map((known) => known.username).slice(0, 20).join(", ");
    throw new AtollError(
      404,
      "unknown-user",
      `There is no user "${username}"; there are: ${names}`,
      "username",
    );
  }
  const moves = user.source !== "local";
  if (moves && !also.local) {
    throw new AtollError(
      409,
      "directory-user",
      `The password of "${user.username}" is kept in the directory; --local makes the user one of Atoll's own`,
      "username",
    );
  }
  await checkNewPassword(password, user.username);
  const hash = await new Hasher(cost).hash(password);
  const changed = await store.users.change(user.id, (now) => ({
    ...now,
    password: hash,
    disabled: now.disabled && !also.enable,
    source: "local" as const,
  }));
  if (moves) await store.identities.forget(user.id);
  if (also.secondFactors) await store.factors.clear(user.id);
  await store.sessions.deleteOf(user.id);
  await store.audit.append({
    who: OPERATOR,
    what: also.secondFactors ? "user.rescue-without-factors" : "user.rescue",
    object: { collection: "user", id: user.id, name: user.username },
    result: "done",
    message: moves ? "no longer of the directory" : "",
    task: null,
  });
  return {
    username: changed.username,
    disabled: changed.disabled,
    secondFactors: !also.secondFactors && await hasFactors(store, user.id),
  };
}

async function hasFactors(store: Store, userId: string): Promise<boolean> {
  try {
    const { totp, passkeys } = await store.factors.get(userId);
    return totp !== null || passkeys.length > 0;
  } catch (error) {
    if (error instanceof StoreError) return true; // there are some, though nobody can read them
    throw error;
  }
}
