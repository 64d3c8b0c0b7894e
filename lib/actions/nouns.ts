// What people call objects.
import type { Collection } from "@/lib/view/types.ts";

/** What people call one object of a collection. */
export const NOUNS: { readonly [C in Collection]: string } = {
  pool: "pool",
  host: "host",
  vm: "VM",
  template: "template",
  snapshot: "snapshot",
  sr: "storage",
  vdi: "disk",
  vbd: "disk connection",
  vif: "network interface",
  network: "network",
  task: "task",
  pif: "host interface",
  pbd: "storage connection",
  alert: "alert",
  certificate: "certificate",
  update: "update",
  pgpu: "GPU",
  pci: "PCI device",
  load: "load",
  finding: "finding",
};
