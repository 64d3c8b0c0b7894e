// What helps members whose coordinator is lost: one makes itself the coordinator, others are sent to another one.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import type { Registry } from "../methods.ts";
import type { Setup } from "../setup.ts";
import { flag } from "../values.ts";

/** Adds the messages of class pool for emergencies: they run on the host that is asked. */
export function registerEmergency(registry: Registry, { peers, host }: Pick<Setup, "peers" | "host">): void {
  registry.register("pool.emergency_transition_to_master", ({ db }) => {
    assertUnarmed(db);
    if (host !== undefined && host !== db.table("pool").values().next().value?.["master"]) {
      peers?.takeOver(host);
    }
  });
  registry.register("pool.emergency_reset_master", ({ db }, [address = ""]) => {
    assertUnarmed(db);
    if (host !== undefined) peers?.follow(host, String(address));
  });
}

/** High availability chooses coordinators itself. */
function assertUnarmed(db: Database): void {
  if (flag(db.table("pool").values().next().value, "ha_enabled")) throw new ApiError("HA_IS_ENABLED");
}
