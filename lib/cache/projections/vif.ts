// VIF (+ the addresses its VM's guest tools report for that device) → VifView.
import { bool, number, ref as reference, text, texts } from "../fields.ts";
import type { Projection } from "./types.ts";
import { addresses, currentOperations } from "./shared.ts";

export const vif: Projection<"vif"> = {
  classNames: ["VIF"],
  accepts: () => true,
  project(record, _ref, id, context) {
    const owner = reference(record, "VM");
    const machine = context.read("VM", owner);
    const guest = machine === undefined
      ? undefined
      : context.read("VM_guest_metrics", reference(machine, "guest_metrics"));
    return {
      id,
      pool: context.pool,
      allowed_operations: texts(record, "allowed_operations"),
      current_operations: currentOperations(record, context),
      vm: context.id("VM", owner),
      network: context.id("network", reference(record, "network")),
      device: text(record, "device"),
      MAC: text(record, "MAC"),
      MTU: number(record, "MTU"),
      currently_attached: bool(record, "currently_attached"),
      ips: addresses(guest, text(record, "device")),
    };
  },
};
