// Rules about storage and disks.
import { msg } from "@/lib/view/text.ts";
import { ruleOf } from "./rule.ts";
import type { HealthRule } from "./types.ts";

/** What holds no disks of VMs may be full. */
const DISKS = "-content_type:iso -type:udev,iso";

const share = (
  { physical_utilisation, physical_size }: {
    readonly physical_utilisation: number;
    readonly physical_size: number;
  },
) => ({ share: (physical_utilisation / physical_size).toFixed(2) });

export const STORAGE_RULES: readonly HealthRule[] = [
  ruleOf("sr", {
    name: "storage-detached",
    severity: "critical",
    title: msg("Storage that is not attached everywhere"),
    advice: msg(
      "VMs with disks on it cannot run on the hosts without it. Look at the way to the storage, then plug the connection again.",
    ),
    text: msg("{attached} of {all} hosts"),
    query: "pbds_attached:<100%",
    fields: ["pbds_attached", "pbds"],
    detail: ({ pbds_attached, pbds }) => ({ attached: String(pbds_attached), all: String(pbds) }),
  }),
  ruleOf("sr", {
    name: "storage-full",
    severity: "critical",
    title: msg("Storage that is full"),
    advice: msg(
      "Above 97 %: writes of thin disks fail, snapshots cannot be coalesced, VMs stop. Delete snapshots and disks nobody needs, or enlarge it.",
    ),
    text: msg("{share} full"),
    query: `physical_utilisation:>=97% ${DISKS}`,
    fields: ["physical_utilisation", "physical_size"],
    detail: share,
  }),
  ruleOf("vdi", {
    name: "disk-missing",
    severity: "critical",
    title: msg("Disks that are missing on their storage"),
    advice: msg(
      "The storage no longer has them. Look for the volume there before anything is forgotten or scanned again.",
    ),
    query: "missing:yes managed:yes",
  }),
  ruleOf("sr", {
    name: "storage-nearly-full",
    severity: "warning",
    title: msg("Storage that is nearly full"),
    advice: msg("Above 90 %: new snapshots and disks may fail. Make room before it is full."),
    text: msg("{share} full"),
    query: `physical_utilisation:>=90% -physical_utilisation:>=97% ${DISKS}`,
    fields: ["physical_utilisation", "physical_size"],
    detail: share,
  }),
  ruleOf("sr", {
    name: "coalesce-backlog",
    severity: "warning",
    title: msg("Storage with copies left to coalesce"),
    advice: msg(
      "Deleted snapshots still take room and slow disks down. Scan the storage; if the number does not fall, its log of coalescing says why.",
    ),
    text: msg("{copies} copies"),
    query: "unmanaged:>=10",
    // A copy with one disk left on it is of no use any more: with it the two could be one.
    reads: [{ collection: "vdi", fields: ["sr", "managed", "parent"], by: "sr", holder: "it" }],
    check: ({ id }, world) => {
      const children = new Map<string, number>();
      const unmanaged: string[] = [];
      for (const vdi of world.naming("vdi", "sr", id)) {
        if (vdi.parent !== null) children.set(vdi.parent, (children.get(vdi.parent) ?? 0) + 1);
        if (!vdi.managed) unmanaged.push(vdi.id);
      }
      const copies = unmanaged.filter((vdi) => children.get(vdi) === 1).length;
      return copies >= 10 ? { copies: String(copies) } : null;
    },
  }),
  ruleOf("vdi", {
    name: "long-chain",
    severity: "warning",
    title: msg("Disks with long chains"),
    advice: msg(
      "Each of them is based on 20 others or more; at 30 no snapshot can be taken. Delete old snapshots and let the storage coalesce.",
    ),
    text: msg("{depth} deep"),
    query: "depth:>=20 managed:yes is_a_snapshot:no",
    fields: ["depth"],
    detail: ({ depth }) => ({ depth: String(depth) }),
  }),
  ruleOf("sr", {
    name: "storage-unplugged",
    severity: "info",
    title: msg("Storage that no host knows"),
    advice: msg("It was detached from all hosts. Attach it again, or forget it."),
    query: "pbds:0",
  }),
  ruleOf("vdi", {
    name: "orphan-disk",
    severity: "info",
    title: msg("Disks that no VM has"),
    advice: msg(
      "They may be left over from deleted VMs. Attach or delete them after looking at what they hold.",
    ),
    text: msg("{size}"),
    query: "vbds:0 managed:yes is_a_snapshot:no missing:no read_only:no type:user,system virtual_size:>0",
    fields: ["virtual_size"],
    detail: ({ virtual_size }) => ({ size: String(virtual_size) }),
  }),
];
