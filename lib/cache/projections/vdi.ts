// VDI → VdiView.
import { bool, map, number, ref as reference, text, texts, time } from "../fields.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import type { Context, Projection } from "./types.ts";
import { currentOperations } from "./shared.ts";

export const vdi: Projection<"vdi"> = {
  classNames: ["VDI"],
  accepts: () => true,
  project(record, ref, id, context) {
    const below = chain(record, context);
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
      created: time(record, "snapshot_time"),
      // Fields younger than the oldest pools.
      managed: record["managed"] !== false,
      parent: below.parent,
      depth: below.depth,
      vbds: context.tally(ref, "vbds"),
      tags: texts(record, "tags"),
    };
  },
};

/** xapi's own limit for VHD chains is 30; a damaged one may be a ring. */
const DEEPEST = 64;

/** Disks that a disk is based on: the one right below it, and how many. The storage manager names them by uuid. */
function chain(record: XapiRecord, context: Context): { parent: string | null; depth: number } {
  const uuid = map(record, "sm_config")["vhd-parent"];
  const parent = uuid === undefined ? null : context.named("VDI", uuid);
  let depth = 0;
  for (let below = parent; below !== null && depth < DEEPEST; depth++) {
    const next = map(context.read("VDI", below.ref) ?? {}, "sm_config")["vhd-parent"];
    below = next === undefined ? null : context.named("VDI", next);
  }
  return { parent: parent?.id ?? null, depth };
}
