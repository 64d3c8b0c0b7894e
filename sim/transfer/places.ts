// Where disks are: which SRs a VM needs, which host has them, whom a request means.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import { flag, list, type Ref, text } from "../values.ts";

/** Whether a host has an SR attached. */
export function isPlugged(db: Database, sr: Ref, host: Ref): boolean {
  return list(db.get("SR", sr), "PBDs").map((pbd) => db.get("PBD", pbd))
    .some((pbd) => text(pbd, "host") === host && flag(pbd, "currently_attached"));
}

/** The object a request names by `ref` or, failing that, by uuid. Throws UUID_INVALID or HANDLE_INVALID. */
export function named(db: Database, cls: string, ref: string | undefined, uuid: string | undefined): Ref {
  if (ref !== undefined) {
    if (db.get(cls, ref) === undefined) throw new ApiError("HANDLE_INVALID", cls, ref);
    return ref;
  }
  const found = db.findByUuid(cls, uuid ?? "");
  if (found === undefined) throw new ApiError("UUID_INVALID", cls, uuid ?? "");
  return found;
}
