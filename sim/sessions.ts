// Sessions: logging in and out, and whose session a call comes with.
import {
  hasDirectory,
  nameOfSubject,
  permissionsOfSubject,
  sidOf,
  subjectOf,
  type User,
} from "./access/directory.ts";
import type { Database } from "./db.ts";
import { ApiError } from "./errors.ts";
import type { Registry } from "./methods.ts";
import { roomForSession } from "./session_limits.ts";
import type { Setup } from "./setup.ts";
import type { Tasks } from "./tasks.ts";
import { date, dateMs, NULL_REF, type Rec, type Ref, text } from "./values.ts";

/** How long xapi waits before it refuses a password, in milliseconds. */
const REFUSAL_MS = 5_000;

/** How often xapi notes that a session is in use, and after how long unused it is gone, in milliseconds (facts.md). */
const REFRESH_MS = 600_000;
const UNUSED_MS = 24 * 3600_000;

/** Throws SESSION_INVALID unless the ref is a live session's. */
export function assertSession(db: Database, session: Ref): void {
  const record = db.get("session", session);
  if (record === undefined) throw new ApiError("SESSION_INVALID", session);
  const now = db.now();
  const unused = now - dateMs(text(record, "last_active"));
  if (unused > UNUSED_MS) {
    db.destroy("session", session);
    throw new ApiError("SESSION_INVALID", session);
  }
  if (unused > REFRESH_MS) db.set("session", session, "last_active", date(now));
}

/** Adds the messages of class session. */
export function registerSessions(
  registry: Registry,
  { password, users }: Pick<Setup, "password" | "users">,
): void {
  registry.register("session.login_with_password", async ({ db, tasks }, args) => {
    const [name = "", given = "", , originator = ""] = args.map(String);
    if (name === "root" && given === password.value) return login(db, name, originator);
    return openSession(db, await subjectSession(db, tasks, users, name, given), originator);
  });
  registry.register("session.slave_local_login_with_password", ({ db }, args) => {
    const [user = "", given] = args.map(String);
    if (user !== "root" || given !== password.value) {
      throw new ApiError("SESSION_AUTHENTICATION_FAILED", user, "Authentication failure");
    }
    return login(db, user, "");
  });
  registry.register("session.logout", ({ db, session }) => db.destroy("session", session));
  registry.register("session.local_logout", ({ db, session }) => db.destroy("session", session));
  registry.register("session.change_password", (_, [old, wanted]) => {
    if (old !== password.value) {
      throw new ApiError("SESSION_AUTHENTICATION_FAILED", "root", "Authentication failure");
    }
    password.value = String(wanted);
  });
  registry.register("session.get_all_subject_identifiers", ({ db }) => {
    const sids = [...db.table("session").values()].map((record) => text(record, "auth_user_sid"));
    return [...new Set(sids)].filter((sid) => sid !== "");
  });
  registry.register("session.logout_subject_identifier", ({ db }, [sid]) => {
    for (const [ref, record] of [...db.table("session")]) {
      if (text(record, "auth_user_sid") === sid) db.destroy("session", ref);
    }
  });
}

/** Makes a session of root's. */
export function login(db: Database, user: string, originator: string): Ref {
  return openSession(db, { auth_user_name: user, is_local_superuser: true }, originator);
}

/** What is particular in the session of a directory's user. Throws, after a while, what keeps him out. */
async function subjectSession(
  db: Database,
  tasks: Tasks,
  users: readonly User[],
  name: string,
  password: string,
): Promise<Rec> {
  const known = hasDirectory(db) ? users : [];
  const user = known.find((each) => each.name === name && each.password === password);
  const refuse = async (code: string, ...params: string[]): Promise<never> => {
    await tasks.sleep(REFUSAL_MS);
    throw new ApiError(code, ...params);
  };
  if (user === undefined) {
    return await refuse("SESSION_AUTHENTICATION_FAILED", name, "Authentication failure");
  }
  const sid = sidOf(name);
  const [subject, record] = subjectOf(db, sid) ?? [];
  if (subject === undefined || record === undefined) {
    const why = `Subject ${name} (identifier ${sid}, from HTTP request) has no access rights in this pool`;
    return await refuse("SESSION_AUTHORIZATION_FAILED", name, why);
  }
  const rbac_permissions = permissionsOfSubject(db, record);
  if (rbac_permissions.length === 0) {
    const why = `Subject ${name} (identifier ${sid}) has no roles in this pool`;
    return await refuse("RBAC_PERMISSION_DENIED", "session.login_with_password", why);
  }
  return { subject, auth_user_sid: sid, auth_user_name: nameOfSubject(record), rbac_permissions };
}

function openSession(db: Database, own: Rec, originator: string): Ref {
  const pool = db.table("pool").values().next().value;
  const now = date(db.now());
  const session = db.create("session", {
    this_host: text(pool, "master") || NULL_REF,
    this_user: NULL_REF,
    last_active: now,
    pool: false,
    is_local_superuser: false,
    subject: NULL_REF,
    validation_time: now,
    auth_user_sid: "",
    parent: NULL_REF,
    originator,
    client_certificate: false,
    ...own,
  });
  roomForSession(db, session);
  return session;
}
