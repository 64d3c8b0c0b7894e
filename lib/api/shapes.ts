// The shapes of the view objects, for the API's description, and what the API calls their collections.
import type { z } from "@hono/zod-openapi";
import type { Collection, Views } from "@/lib/view/types.ts";
import { alert, finding, load, task } from "./shapes/activity.ts";
import { certificate, host, pci, pgpu, update } from "./shapes/host.ts";
import { network, pif, vif } from "./shapes/network.ts";
import { pool, type SeenPool } from "./shapes/pool.ts";
import { pbd, sr, vbd, vdi } from "./shapes/storage.ts";
import { snapshot, template, vm } from "./shapes/vm.ts";

export { taskStatus } from "./shapes/activity.ts";

type Shapes = { readonly [C in Collection]: z.ZodType<C extends "pool" ? SeenPool : Views[C]> };

export const SHAPES: Shapes = {
  pool,
  host,
  vm,
  template,
  snapshot,
  sr,
  vdi,
  vbd,
  vif,
  network,
  task,
  pif,
  pbd,
  alert,
  certificate,
  update,
  pgpu,
  pci,
  load,
  finding,
};

/** Path segment of each collection. */
export const PLURAL: { readonly [C in Collection]: string } = {
  pool: "pools",
  host: "hosts",
  vm: "vms",
  template: "templates",
  snapshot: "snapshots",
  sr: "srs",
  vdi: "vdis",
  vbd: "vbds",
  vif: "vifs",
  network: "networks",
  task: "tasks",
  pif: "pifs",
  pbd: "pbds",
  alert: "alerts",
  certificate: "certificates",
  update: "updates",
  pgpu: "pgpus",
  pci: "pcis",
  load: "loads",
  finding: "findings",
};

/** Heading of each collection in the API's description. */
export const TITLE: { readonly [C in Collection]: string } = {
  pool: "Pools",
  host: "Hosts",
  vm: "VMs",
  template: "Templates",
  snapshot: "Snapshots",
  sr: "Storage",
  vdi: "Disks",
  vbd: "Disk connections",
  vif: "Network interfaces",
  network: "Networks",
  task: "Tasks",
  pif: "Hosts' interfaces",
  pbd: "Storage connections",
  alert: "Alerts",
  certificate: "Certificates",
  update: "Updates",
  pgpu: "GPUs",
  pci: "PCI devices",
  load: "Loads",
  finding: "Findings",
};
