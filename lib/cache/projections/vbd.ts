// VBD → VbdView.
import { bool, ref as reference, text, texts } from "../fields.ts";
import type { Projection } from "./types.ts";
import { currentOperations } from "./shared.ts";

export const vbd: Projection<"vbd"> = {
  classNames: ["VBD"],
  accepts: () => true,
  project(record, _ref, id, context) {
    return {
      id,
      pool: context.pool,
      allowed_operations: texts(record, "allowed_operations"),
      current_operations: currentOperations(record, context),
      vm: context.id("VM", reference(record, "VM")),
      vdi: context.id("VDI", reference(record, "VDI")),
      type: text(record, "type"),
      mode: text(record, "mode"),
      device: text(record, "device"),
      userdevice: text(record, "userdevice"),
      bootable: bool(record, "bootable"),
      empty: bool(record, "empty"),
      currently_attached: bool(record, "currently_attached"),
    };
  },
};
