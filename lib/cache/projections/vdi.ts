// VDI → VdiView.
import { bool, number, ref as reference, text, texts } from "../fields.ts";
import type { Projection } from "./types.ts";
import { named, operations } from "./shared.ts";

export const vdi: Projection<"vdi"> = {
  className: "VDI",
  accepts: () => true,
  project(record, _ref, id, context) {
    return {
      id,
      ...named(record),
      pool: context.pool,
      ...operations(record, context),
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
