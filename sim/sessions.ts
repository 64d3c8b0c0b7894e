// Sessions: logging in and out, and whose session a call comes with.
import type { Database } from "./db.ts";
import { ApiError } from "./errors.ts";
import type { Registry } from "./methods.ts";
import type { Setup } from "./setup.ts";
import { date, dateMs, type Json, NULL_REF, type Ref, text } from "./values.ts";

/** Sessions kept per originator; beyond that the ones unused longest go (facts.md). */
const LIMIT = 500;

/** How long xapi waits before it refuses a password, in milliseconds. */
const REFUSAL_MS = 5_000;

/** Throws SESSION_INVALID unless the ref is a live session's. */
export function assertSession(db: Database, session: Ref): void {
  const record = db.get("session", session);
  if (record === undefined) throw new ApiError("SESSION_INVALID", session);
  const now = db.now();
  // xapi refreshes last_active every 10 minutes only.
  if (now - dateMs(text(record, "last_active")) > 600_000) {
    db.set("session", session, "last_active", date(now));
  }
}

/** Adds the messages of class session. */
export function registerSessions(registry: Registry, { password }: Pick<Setup, "password">): void {
  registry.register("session.login_with_password", async ({ db, tasks }, args) => {
    const [user, given, , originator = ""] = args.map(String);
    if (user !== "root" || given !== password.value) {
      await tasks.sleep(REFUSAL_MS);
      throw new ApiError("SESSION_AUTHENTICATION_FAILED", user ?? "", "Authentication failure");
    }
    return login(db, user, originator);
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
  registry.register("session.get_all_subject_identifiers", () => []);
}

/** Makes a session and drops those beyond the limit. */
export function login(db: Database, user: string, originator: string): Ref {
  const pool = db.table("pool").values().next().value;
  const now = date(db.now());
  const others = [...db.table("session")].filter(([, record]) => text(record, "originator") === originator);
  others.slice(0, Math.max(0, others.length + 1 - LIMIT)).forEach(([ref]) => db.destroy("session", ref));
  return db.create(
    "session",
    {
      this_host: text(pool, "master") || NULL_REF,
      this_user: NULL_REF,
      last_active: now,
      pool: false,
      is_local_superuser: true,
      subject: NULL_REF,
      validation_time: now,
      auth_user_sid: "",
      auth_user_name: user,
      parent: NULL_REF,
      originator,
      client_certificate: false,
    } satisfies Record<string, Json>,
  );
}
