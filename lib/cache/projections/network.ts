// network (+ its PIFs) → NetworkView.
import { number, text, texts } from "../fields.ts";
import type { Projection } from "./types.ts";
import { currentOperations } from "./shared.ts";

export const network: Projection<"network"> = {
  classNames: ["network"],
  accepts: () => true,
  project(record, ref, id, context) {
    let pifs = 0, vlan = -1, bond = false;
    for (const pif of texts(record, "PIFs")) {
      const port = context.read("PIF", pif);
      if (port === undefined) continue;
      pifs++;
      if (texts(port, "bond_master_of").length > 0) bond = true;
      vlan = Math.max(vlan, number(port, "VLAN", -1));
    }
    return {
      id,
      name: text(record, "name_label"),
      description: text(record, "name_description"),
      pool: context.pool,
      allowed_operations: texts(record, "allowed_operations"),
      current_operations: currentOperations(record, context),
      bridge: text(record, "bridge"),
      MTU: number(record, "MTU"),
      VLAN: vlan,
      vifs: context.tally(ref, "vifs"),
      pifs,
      bond,
      // Fields younger than the oldest pools.
      managed: record["managed"] !== false,
      default_locking_mode: text(record, "default_locking_mode"),
      tags: texts(record, "tags"),
    };
  },
};
