// VM that is a snapshot → SnapshotView.
import { bool, oneOf, ref as reference, text, texts, time } from "../fields.ts";
import type { Projection } from "./types.ts";
import { currentOperations } from "./shared.ts";
import { POWER_STATES } from "./vm.ts";

export const snapshot: Projection<"snapshot"> = {
  classNames: ["VM"],
  accepts: (record) => bool(record, "is_a_snapshot"),
  project(record, _ref, id, context) {
    const power_state = oneOf(record, "power_state", POWER_STATES);
    return {
      id,
      name: text(record, "name_label"),
      description: text(record, "name_description"),
      pool: context.pool,
      allowed_operations: texts(record, "allowed_operations"),
      current_operations: currentOperations(record, context),
      snapshot_of: context.id("VM", reference(record, "snapshot_of")),
      snapshot_time: time(record, "snapshot_time"),
      parent: context.idIn("snapshot", "VM", reference(record, "parent")),
      power_state,
      memory: power_state === "Suspended",
      tags: texts(record, "tags"),
    };
  },
};
