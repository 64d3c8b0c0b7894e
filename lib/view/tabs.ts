// The tabs of every object's page, in the order they are shown. The first is the page itself; the others stand below its address.
import type { Paged } from "./hrefs.ts";
import { msg } from "./text.ts";

export interface TabInfo {
  /** Segment of the address; "" for the page itself. */
  readonly name: string;
  readonly label: string;
}

const GENERAL: TabInfo = { name: "", label: msg("General") };
const DISKS: TabInfo = { name: "disks", label: msg("Disks") };
const NETWORKS: TabInfo = { name: "networks", label: msg("Networks") };
const HOSTS: TabInfo = { name: "hosts", label: msg("Hosts") };
const STORAGE: TabInfo = { name: "storage", label: msg("Storage") };
const PATCHES: TabInfo = { name: "patches", label: msg("Patches") };
const ALERTS: TabInfo = { name: "alerts", label: msg("Alerts") };
const STATS: TabInfo = { name: "stats", label: msg("Statistics") };
/** The record as the pool has it: asked of the pool when it is opened. */
const RAW: TabInfo = { name: "raw", label: msg("Raw record") };

export const TABS: { readonly [C in Paged]: readonly [TabInfo, ...TabInfo[]] } = {
  pool: [
    GENERAL,
    HOSTS,
    STORAGE,
    NETWORKS,
    { name: "ha", label: msg("High availability") },
    PATCHES,
    { name: "licence", label: msg("Licence") },
    ALERTS,
    { name: "connection", label: msg("Connection") },
    RAW,
  ],
  host: [
    GENERAL,
    { name: "hardware", label: msg("Hardware") },
    { name: "network", label: msg("Network") },
    STORAGE,
    { name: "vms", label: msg("VMs") },
    PATCHES,
    { name: "certificates", label: msg("Certificates") },
    ALERTS,
    STATS,
    RAW,
  ],
  vm: [
    GENERAL,
    DISKS,
    NETWORKS,
    { name: "snapshots", label: msg("Snapshots") },
    { name: "advanced", label: msg("Advanced") },
    ALERTS,
    STATS,
    RAW,
  ],
  template: [GENERAL, DISKS, NETWORKS, RAW],
  snapshot: [GENERAL, DISKS, NETWORKS, RAW],
  sr: [GENERAL, { name: "vms", label: msg("Use by VM") }, DISKS, HOSTS, ALERTS, STATS, RAW],
  vdi: [GENERAL, { name: "chain", label: msg("Chain") }, RAW],
  network: [
    GENERAL,
    { name: "pifs", label: msg("Host interfaces") },
    { name: "vifs", label: msg("VM interfaces") },
    RAW,
  ],
};

/** The tab of a name; undefined where there is none. */
export function tabOf(collection: Paged, name: string): TabInfo | undefined {
  return TABS[collection].find((tab) => tab.name === name);
}

/** What the list of a kind is called, and one object in a sentence. */
export const KINDS: { readonly [C in Paged]: { readonly list: string; readonly one: string } } = {
  pool: { list: msg("Pools"), one: msg("pool") },
  host: { list: msg("Hosts"), one: msg("host") },
  vm: { list: msg("VMs"), one: msg("VM") },
  template: { list: msg("Templates"), one: msg("template") },
  snapshot: { list: msg("Snapshots"), one: msg("snapshot") },
  sr: { list: msg("Storage"), one: msg("storage") },
  vdi: { list: msg("Disks"), one: msg("disk") },
  network: { list: msg("Networks"), one: msg("network") },
};
