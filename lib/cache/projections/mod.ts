// All projections, one per collection.
import type { Collection } from "@/lib/view/types.ts";
import { alert } from "./alert.ts";
import { certificate } from "./certificate.ts";
import { host } from "./host.ts";
import { network } from "./network.ts";
import { pbd } from "./pbd.ts";
import { pci } from "./pci.ts";
import { pgpu } from "./pgpu.ts";
import { pif } from "./pif.ts";
import { pool } from "./pool.ts";
import type { Projection, ViewedClass } from "./types.ts";
import { snapshot } from "./snapshot.ts";
import { sr } from "./sr.ts";
import { task } from "./task.ts";
import { template } from "./template.ts";
import { update } from "./update.ts";
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
  pif,
  pbd,
  alert,
  certificate,
  update,
  pgpu,
  pci,
  load: derived(),
  finding: derived(),
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
  PIF: ["pif"],
  PBD: ["pbd"],
  message: ["alert"],
  Certificate: ["certificate"],
  pool_update: ["update"],
  pool_patch: ["update"],
  PGPU: ["pgpu"],
  PCI: ["pci"],
};

export function isViewed(className: string): className is ViewedClass {
  return Object.hasOwn(COLLECTIONS_OF, className);
}

/** Of what Atoll works out itself (`lib/cache/derived.ts`). */
function derived<C extends Collection>(): Projection<C> {
  return {
    classNames: [],
    accepts: () => false,
    project: (_record, _ref, id) => {
      throw new Error(`Cannot project ${id}: it comes from no record`);
    },
  };
}
