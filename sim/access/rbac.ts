// Whether a session may do what it asks for. root may do everything.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import { flag, list, type Ref } from "../values.ts";
import { rolesWith } from "./roles.ts";

/** Throws RBAC_PERMISSION_DENIED, in xapi's words, when the session's subject may not send this message ("VM.start"). */
export function assertPermitted(db: Database, session: Ref, method: string): void {
  const denial = denialOf(db, session, method);
  if (denial !== undefined) throw denial;
}

/** What assertPermitted would throw; undefined when the session's subject may. Who needs no session is root. */
export function denialOf(db: Database, session: Ref | undefined, method: string): ApiError | undefined {
  const record = session === undefined ? undefined : db.get("session", session);
  if (record === undefined || flag(record, "is_local_superuser")) return undefined;
  const permission = method.toLowerCase();
  if (list(record, "rbac_permissions").includes(permission)) return undefined;
  const roles = rolesWith(permission).join(", ");
  return new ApiError(
    "RBAC_PERMISSION_DENIED",
    permission,
    `No permission in user session. (Roles with this permission: ${roles})`,
  );
}
