// SR (+ its PBDs, the pool's default_SR) → SrView.
import { bool, number, ref as reference, text, texts } from "../fields.ts";
import type { Projection } from "./types.ts";
import { currentOperations } from "./shared.ts";

export const sr: Projection<"sr"> = {
  classNames: ["SR"],
  accepts: () => true,
  project(record, ref, id, context) {
    let pbds = 0, attached = 0, host: string | null = null;
    for (const pbd of texts(record, "PBDs")) {
      const plug = context.read("PBD", pbd);
      if (plug === undefined) continue;
      if (pbds++ === 0) host = reference(plug, "host");
      if (bool(plug, "currently_attached")) attached++;
    }
    const shared = bool(record, "shared");
    return {
      id,
      name: text(record, "name_label"),
      description: text(record, "name_description"),
      pool: context.pool,
      allowed_operations: texts(record, "allowed_operations"),
      current_operations: currentOperations(record, context),
      type: text(record, "type"),
      content_type: text(record, "content_type"),
      shared,
      host: shared ? null : context.id("host", host),
      physical_size: number(record, "physical_size"),
      physical_utilisation: number(record, "physical_utilisation"),
      virtual_allocation: number(record, "virtual_allocation"),
      vdis: context.tally(ref, "vdis"),
      unmanaged: context.tally(ref, "unmanaged"),
      pbds,
      pbds_attached: attached,
      default: reference(context.poolRecord(), "default_SR") === ref,
      local_cache: bool(record, "local_cache_enabled"),
      tags: texts(record, "tags"),
    };
  },
};
