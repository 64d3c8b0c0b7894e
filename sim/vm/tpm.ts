// Virtual trusted platform modules: a VM has one at most, and gets or loses it while it is halted.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import type { Registry } from "../methods.ts";
import { find } from "../objects.ts";
import { list, NULL_REF, type Ref, text } from "../values.ts";
import { badPowerState, powerState } from "./lifecycle.ts";
import { refresh } from "./subject.ts";

const MOST = 1;

/** Adds VTPM.create and VTPM.destroy. */
export function registerTpms(registry: Registry): void {
  registry.register("VTPM.create", ({ db }, [vm = "", unique = false]) => {
    const owner = String(vm);
    const record = find(db, "VM", owner);
    assertHalted(db, owner);
    if (list(record, "VTPMs").length >= MOST) throw new ApiError("VTPM_MAX_AMOUNT_REACHED", String(MOST));
    const ref = db.create("VTPM", {
      uuid: db.newUuid(),
      allowed_operations: ["destroy"],
      current_operations: {},
      VM: owner,
      backend: NULL_REF,
      persistence_backend: "xapi",
      is_unique: unique === true,
      is_protected: false,
    });
    refresh(db, owner);
    return ref;
  });
  registry.register("VTPM.destroy", ({ db }, [vtpm = ""]) => {
    const owner = text(find(db, "VTPM", vtpm), "VM");
    assertHalted(db, owner);
    db.destroy("VTPM", String(vtpm));
    refresh(db, owner);
  });
}

function assertHalted(db: Database, vm: Ref): void {
  const record = find(db, "VM", vm);
  if (powerState(record) !== "Halted") throw badPowerState(vm, record, ["Halted"]);
}
