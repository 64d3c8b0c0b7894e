// What each tab of an object's page is filled with and follows: the parts of its subscription, nothing that it does not show.
import * as f from "@/lib/view/detail_fields.ts";
import type { Paged } from "@/lib/view/hrefs.ts";
import { TASK_LINE_FIELDS } from "@/lib/view/page_fields.ts";
import type { Collection, Views } from "@/lib/view/types.ts";

/** The object at hand. */
interface Subject {
  readonly id: string;
  readonly pool: string;
}

type Tabs = { readonly [tab: string]: (object: Subject) => readonly string[] };

type Fields<C extends Collection> = readonly (string & keyof Views[C])[];

/** One object, or with `related` what belongs to it, too (lib/view/relations.ts). */
function one<C extends Collection>(collection: C, fields: Fields<C>, id: string, related = false): string {
  return `${collection}/${encodeURIComponent(id)}${related ? "+" : ""}:${fields.join(",")}`;
}

/** The objects that name one in a field. */
function naming<C extends Collection>(collection: C, fields: Fields<C>, field: string, id: string): string {
  return `${collection}:${[...new Set([...fields, field])].join(",")}?${field}:"${id}"`;
}

const hosts = ({ pool }: Subject) => naming("host", f.HOST_NAMED, "pool", pool);
const srs = ({ pool }: Subject) => naming("sr", f.NAMED, "pool", pool);
const networks = ({ pool }: Subject) => naming("network", f.NAMED, "pool", pool);
const alerts = ({ id }: Subject) => naming("alert", f.ALERT_ROW, "object", id);

/** The head of the page: with every tab. */
const HEAD: { readonly [C in Paged]: (object: Subject) => readonly string[] } = {
  pool: ({ id }) => [one("pool", f.POOL_HEAD, id)],
  host: (it) => [...poolOf(it), one("host", f.HOST_HEAD, it.id)],
  vm: (it) => [...poolOf(it), one("vm", f.VM_HEAD, it.id)],
  template: (it) => [...poolOf(it), one("template", f.TEMPLATE_HEAD, it.id)],
  snapshot: (it) => [...poolOf(it), one("snapshot", f.SNAPSHOT_HEAD, it.id)],
  sr: (it) => [...poolOf(it), one("sr", f.SR_HEAD, it.id)],
  vdi: (it) => [...poolOf(it), one("vdi", f.VDI_HEAD, it.id), srs(it)],
  network: (it) => [...poolOf(it), one("network", f.NETWORK_HEAD, it.id)],
};

const poolOf = ({ pool, id }: Subject) => [
  one("pool", f.POOL_OF, pool),
  naming("task", TASK_LINE_FIELDS, "object", id),
];

/** Disks and networks of what may run, or once did. */
const machine = (kind: "vm" | "template" | "snapshot"): Tabs => ({
  disks: ({ id }) => [one(kind, f.NAMED, id, true)],
  networks: ({ id }) => [one(kind, f.NAMED, id, true)],
});

export const PARTS: { readonly [C in Paged]: Tabs } = {
  pool: {
    "": (it) => [one("pool", f.POOL_GENERAL, it.id), hosts(it), srs(it), networks(it)],
    hosts: ({ id }) => [naming("host", f.HOST_ROW, "pool", id)],
    storage: ({ id }) => [naming("sr", f.SR_ROW, "pool", id)],
    networks: ({ id }) => [naming("network", f.NETWORK_ROW, "pool", id)],
    ha: ({ id }) => [
      one("pool", f.POOL_HA, id),
      `vm:${f.HA_VM.join(",")}?pool:"${id}" -ha_restart_priority:none`,
    ],
    patches: ({ id }) => [
      naming("update", f.UPDATE_ROW, "pool", id),
      naming("host", f.HOST_PATCHES, "pool", id),
    ],
    licence: ({ id }) => [naming("host", f.HOST_LICENCE, "pool", id)],
    alerts: ({ id }) => [naming("alert", f.ALERT_ROW, "pool", id)],
  },
  host: {
    "": ({ id }) => [one("host", f.HOST_GENERAL, id)],
    hardware: ({ id }) => [
      one("host", f.HOST_HARDWARE, id),
      naming("vm", f.MEMORY_VM, "host", id),
      naming("pgpu", f.PGPU_ROW, "host", id),
      naming("pci", f.PCI_ROW, "host", id),
    ],
    network: (it) => [naming("pif", f.PIF_ROW, "host", it.id), networks(it)],
    storage: (it) => [naming("pbd", f.PBD_ROW, "host", it.id), naming("sr", f.SR_ROW, "pool", it.pool)],
    vms: ({ id }) => [naming("vm", f.HOST_VM, "host", id)],
    patches: ({ id }) => [one("host", f.HOST_PATCHES, id), naming("update", f.UPDATE_ROW, "hosts", id)],
    certificates: ({ id }) => [naming("certificate", f.CERTIFICATE_ROW, "host", id)],
    alerts: (it) => [alerts(it)],
  },
  vm: {
    ...machine("vm"),
    "": (it) => [one("vm", f.VM_GENERAL, it.id), hosts(it)],
    snapshots: ({ id }) => [naming("snapshot", f.SNAPSHOT_ROW, "snapshot_of", id)],
    advanced: (it) => [one("vm", f.VM_ADVANCED, it.id), hosts(it)],
    alerts: (it) => [alerts(it)],
  },
  template: { ...machine("template"), "": ({ id }) => [one("template", f.TEMPLATE_GENERAL, id)] },
  snapshot: {
    ...machine("snapshot"),
    "": ({ id }) => [one("snapshot", f.SNAPSHOT_GENERAL, id, true)],
  },
  sr: {
    "": (it) => [one("sr", f.SR_GENERAL, it.id), hosts(it)],
    vms: ({ id }) => [one("sr", f.SR_GENERAL, id, true)],
    disks: ({ id }) => [naming("vdi", f.VDI_ROW, "sr", id)],
    hosts: (it) => [naming("pbd", f.PBD_ROW, "sr", it.id), hosts(it)],
    alerts: (it) => [alerts(it)],
  },
  vdi: {
    "": ({ id }) => [one("vdi", f.VDI_GENERAL, id, true)],
    chain: ({ id }) => [one("vdi", f.VDI_CHAIN, id)],
  },
  network: {
    "": (it) => [one("network", f.NETWORK_GENERAL, it.id)],
    pifs: (it) => [naming("pif", f.PIF_ROW, "network", it.id), hosts(it), networks(it)],
    vifs: ({ id }) => [one("network", f.NETWORK_GENERAL, id, true)],
  },
};

/** All parts of a tab. */
export function partsOf(collection: Paged, tab: string, object: Subject): string[] {
  const parts = Object.hasOwn(PARTS[collection], tab) ? PARTS[collection][tab] : undefined;
  return [...HEAD[collection](object), ...(parts?.(object) ?? [])];
}

/** A chain of disks: those on the same storage that lead to it, and from it, by a field that the reader may see. */
export function diskPart(id: string): string {
  return one("vdi", f.VDI_CHAIN, id);
}
