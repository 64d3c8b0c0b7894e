// Whether a session may do what it asks for. root may do everything.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import { flag, list, type Ref } from "../values.ts";
import { rolesWith } from "./roles.ts";

/** Throws RBAC_PERMISSION_DENIED, in xapi's words, when the session's subject may not send this message ("VM.start"). */
export function assertPermitted(db: Database, session: Ref, method: string): void {
  const record = db.get("session", session);
  if (record === undefined || flag(record, "is_local_superuser")) return;
  const permission = method.toLowerCase();
  if (list(record, "rbac_permissions").includes(permission)) return;
  const roles = rolesWith(permission).join(", ");
  throw new ApiError(
    "RBAC_PERMISSION_DENIED",
    permission,
    `No permission in user session. (Roles with this permission: ${roles})`,
  );
}
