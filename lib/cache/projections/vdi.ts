// VDI → VdiView.
import { bool, number, ref as reference, text, texts } from "../fields.ts";
import type { Projection } from "./types.ts";
import { currentOperations } from "./shared.ts";

export const vdi: Projection<"vdi"> = {
  className: "VDI",
  accepts: () => true,
  project(record, _ref, id, context) {
    return {
      id,
      name: text(record, "name_label"),
      description: text(record, "name_description"),
      pool: context.pool,
      allowed_operations: texts(record, "allowed_operations"),
      current_operations: currentOperations(record, context),
      sr: context.id("SR", reference(record, "SR")),
      type: text(record, "type"),
      virtual_size: number(record, "virtual_size"),
      physical_utilisation: number(record, "physical_utilisation"),
      read_only: bool(record, "read_only"),
      sharable: bool(record, "sharable"),
      missing: bool(record, "missing"),
      is_a_snapshot: bool(record, "is_a_snapshot"),
      snapshot_of: context.id("VDI", reference(record, "snapshot_of")),
      tags: texts(record, "tags"),
    };
  },
};
