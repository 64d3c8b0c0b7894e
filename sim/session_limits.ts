// How many sessions there may be, and which go when there are more; what becomes of those nobody uses.
import { permissionsOfSubject } from "./access/directory.ts";
import type { Database } from "./db.ts";
import { date, dateMs, flag, type Rec, type Ref, same, text } from "./values.ts";

/** Sessions of one kind at most: root's without an originator, and those of an originator or of a user (facts.md). */
const NAMELESS_MAX = 400;
const NAMED_MAX = 500;

/** After how long without use a session goes, and after how long a subject is looked at again, in milliseconds. */
const UNUSED_MS = 24 * 3600_000;
const REVALIDATE_MS = 300_000;

/**
 * Drops the sessions of the new one's kind that are too many: those unused longest. xapi knows that to the second only, and
 * of the same second it keeps those with the higher reference: not strictly the oldest go (recordings).
 */
export function roomForSession(db: Database, session: Ref): void {
  const record = db.get("session", session);
  if (record === undefined) return;
  const kind = kindOf(record);
  const others = [...db.table("session")].filter(([ref, other]) => ref !== session && kindOf(other) === kind);
  const most = kind === NAMELESS ? NAMELESS_MAX : NAMED_MAX;
  if (others.length < most) return;
  others.sort(([a, { last_active: left = "" }], [b, { last_active: right = "" }]) =>
    left === right ? (a < b ? 1 : -1) : left < right ? 1 : -1
  );
  for (const [ref] of others.slice(most - 1)) db.destroy("session", ref);
}

/** Drops sessions nobody used for a day, and those of subjects that are gone or may do nothing any more. */
export function sweepSessions(db: Database): void {
  const now = db.now();
  for (const [ref, record] of [...db.table("session")]) {
    if (now - dateMs(text(record, "last_active")) > UNUSED_MS) {
      db.destroy("session", ref);
      continue;
    }
    if (flag(record, "is_local_superuser")) continue;
    if (now - dateMs(text(record, "validation_time")) < REVALIDATE_MS) continue;
    const subject = db.get("subject", text(record, "subject"));
    const permissions = subject === undefined ? [] : permissionsOfSubject(db, subject);
    if (permissions.length === 0) db.destroy("session", ref);
    else {
      db.set("session", ref, "validation_time", date(now));
      if (!same(record["rbac_permissions"] ?? [], permissions)) {
        db.set("session", ref, "rbac_permissions", permissions);
      }
    }
  }
}

const NAMELESS = "root";

/** Whose sessions count together. */
function kindOf(record: Rec): string {
  const [originator, sid] = [text(record, "originator"), text(record, "auth_user_sid")];
  return sid !== "" ? `user ${sid}` : originator !== "" ? `originator ${originator}` : NAMELESS;
}
