// All projections, one per collection.
import type { Collection } from "@/lib/view/types.ts";
import { host } from "./host.ts";
import { network } from "./network.ts";
import { pool } from "./pool.ts";
import type { Projection, ViewedClass } from "./types.ts";
import { snapshot } from "./snapshot.ts";
import { sr } from "./sr.ts";
import { task } from "./task.ts";
import { template } from "./template.ts";
import { vbd } from "./vbd.ts";
import { vdi } from "./vdi.ts";
import { vif } from "./vif.ts";
import { vm } from "./vm.ts";

export const PROJECTIONS: { readonly [C in Collection]: Projection<C> } = {
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
};

/** The collections fed by each class; the pool's own is not fed by records alone and stands apart. */
export const COLLECTIONS_OF: { readonly [K in ViewedClass]: readonly Collection[] } = {
  pool: [],
  host: ["host"],
  VM: ["vm", "template", "snapshot"],
  SR: ["sr"],
  VDI: ["vdi"],
  VBD: ["vbd"],
  VIF: ["vif"],
  network: ["network"],
  task: ["task"],
};

export function isViewed(className: string): className is ViewedClass {
  return Object.hasOwn(COLLECTIONS_OF, className);
}
