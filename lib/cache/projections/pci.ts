// PCI → PciView.
import { ref as reference, text } from "../fields.ts";
import type { Projection } from "./types.ts";

export const pci: Projection<"pci"> = {
  classNames: ["PCI"],
  accepts: () => true,
  project(record, _ref, id, context) {
    return {
      id,
      pool: context.pool,
      host: context.id("host", reference(record, "host")),
      address: text(record, "pci_id"),
      class_name: text(record, "class_name"),
      vendor: text(record, "vendor_name"),
      device: text(record, "device_name"),
      driver: text(record, "driver_name"),
    };
  },
};
