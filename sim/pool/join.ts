// pool.join: a host that is a pool of its own becomes a member of another one, if nothing speaks against it.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import type { Registry } from "../methods.ts";
import type { Setup } from "../setup.ts";
import { flag, text } from "../values.ts";

/** A pool somebody wants to join, and as whom. */
export interface JoinRequest {
  readonly address: string;
  readonly user: string;
  readonly password: string;
}

/** Brings the one host of a pool into another pool. Throws ApiError for what that one refuses. */
export type Joins = (joining: Database, request: JoinRequest) => Promise<void>;

/** Adds pool.join and join_force. They run on the joining host. */
export function registerJoin(registry: Registry, { joins }: Pick<Setup, "joins">): void {
  for (const name of ["join", "join_force"]) {
    registry.register(`pool.${name}`, async ({ db }, [address = "", user = "", password = ""]) => {
      // Recordings: what xapi says when nobody is at that address.
      if (joins === undefined) throw new ApiError("INTERNAL_ERROR", "Connection failed: no route to host.");
      assertAlone(db);
      await joins(db, { address: String(address), user: String(user), password: String(password) });
    });
  }
}

/** Throws what keeps a pool from being joined to another one. */
function assertAlone(db: Database): void {
  const pool = db.table("pool").values().next().value;
  if (flag(pool, "ha_enabled")) throw new ApiError("HA_IS_ENABLED");
  if (db.table("host").size > 1) throw new ApiError("JOINING_HOST_CANNOT_BE_MASTER_OF_OTHER_HOSTS");
  const guests = [...db.table("VM").values()].filter((vm) => !flag(vm, "is_control_domain"));
  if (guests.some((vm) => ["Running", "Paused"].includes(text(vm, "power_state")))) {
    throw new ApiError("JOINING_HOST_CANNOT_HAVE_RUNNING_VMS");
  }
  if ([...db.table("SR").values()].some((sr) => flag(sr, "shared") && !flag(sr, "is_tools_sr"))) {
    throw new ApiError("JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS");
  }
}
