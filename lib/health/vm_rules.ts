// Rules about VMs and their snapshots.
import { msg } from "@/lib/view/text.ts";
import type { SrView, VbdView } from "@/lib/view/types.ts";
import { ruleOf } from "./rule.ts";
import type { HealthRule, Reads, World } from "./types.ts";

const DRIVES: Reads = {
  collection: "vbd",
  fields: ["vm", "vdi", "type", "empty"],
  by: "vm",
  holder: "it",
};

/** The storages that only one host has, of a VM's drives of a type. */
function localStorages(vm: string, type: VbdView["type"], world: World): SrView[] {
  return [...world.naming("vbd", "vm", vm)].flatMap((vbd) => {
    if (vbd.type !== type || vbd.empty || vbd.vdi === null) return [];
    const sr = world.get("vdi", vbd.vdi)?.sr;
    const storage = sr ? world.get("sr", sr) : undefined;
    return storage === undefined || storage.shared ? [] : [storage];
  });
}

const taken = ({ snapshot_time }: { readonly snapshot_time: string | null }) => ({
  time: snapshot_time ?? "",
});

export const VM_RULES: readonly HealthRule[] = [
  ruleOf("vm", {
    name: "ha-local-disk",
    severity: "warning",
    title: msg("Protected VMs with disks on one host"),
    advice: msg("High availability cannot restart them elsewhere. Move their disks to shared storage."),
    text: msg("{storages}"),
    query: "ha_restart_priority:any",
    fields: ["pool"],
    reads: [DRIVES, { collection: "pool", fields: ["ha_enabled"], by: "pool", holder: "this" }],
    check: ({ id, pool }, world) => {
      if (!world.get("pool", pool)?.ha_enabled) return null;
      const storages = new Set(localStorages(id, "Disk", world).map(({ name }) => name));
      return storages.size === 0 ? null : { storages: [...storages].sort().join(", ") };
    },
  }),
  ruleOf("snapshot", {
    name: "old-checkpoint",
    severity: "warning",
    title: msg("Snapshots with memory older than a week"),
    advice: msg("They hold as much as the VM's memory beside its disks. Delete what nobody will go back to."),
    text: msg("{time}"),
    query: "memory:yes snapshot_time:<-7d",
    fields: ["snapshot_time"],
    detail: taken,
  }),
  ruleOf("vm", {
    name: "cd-blocks-migration",
    severity: "info",
    title: msg("VMs that a CD keeps on their host"),
    advice: msg("The CD is on storage of one host alone, so the VM cannot move. Eject it."),
    text: msg("{storages}"),
    query: "power_state:running",
    fields: ["pool"],
    reads: [DRIVES],
    check: ({ id, pool }, world) => {
      if ((world.get("pool", pool)?.hosts ?? 0) < 2) return null;
      const storages = new Set(localStorages(id, "CD", world).map(({ name }) => name));
      return storages.size === 0 ? null : { storages: [...storages].sort().join(", ") };
    },
  }),
  ruleOf("vm", {
    name: "no-tools",
    severity: "info",
    title: msg("VMs that run without guest tools"),
    advice: msg(
      "They cannot be shut down cleanly, and tell no addresses and no memory use. Install the guest tools.",
    ),
    // Guests take a while to start.
    query: "power_state:running tools:none start_time:<-10m",
    fields: ["start_time"],
  }),
  ruleOf("snapshot", {
    name: "old-snapshot",
    severity: "info",
    title: msg("Snapshots older than 30 days"),
    advice: msg(
      "They take room and slow disks down. Delete what nobody will go back to; a snapshot is no backup.",
    ),
    text: msg("{time}"),
    query: "memory:no snapshot_time:<-30d",
    fields: ["snapshot_time"],
    detail: taken,
  }),
];
