// Every action of every collection: pages, palette, API and its description all read this table.
import type { Collection } from "@/lib/view/types.ts";
import { common } from "./common.ts";
import { type Action, action, NO_ARGS } from "./definition.ts";
import { operationRefusal } from "./eligibility.ts";
import { VBD_ACTIONS } from "./vbd.ts";
import { SR_DISK_ACTIONS, VDI_ACTIONS } from "./vdi.ts";
import { VIF_ACTIONS } from "./vif.ts";
import { SNAPSHOT_ACTIONS, TEMPLATE_ACTIONS, VM_ACTIONS } from "./vm.ts";
import { msg } from "@/lib/view/text.ts";

const enable = action<"host", typeof NO_ARGS>({
  name: "enable",
  label: msg("Enable"),
  summary: "Lets VMs start on the host again",
  args: NO_ARGS,
  refused: (host) => host.enabled ? "The host is already enabled" : null,
  run: ({ pool, ref }) => pool.Async.host.enable(ref),
});

const disable = action<"host", typeof NO_ARGS>({
  name: "disable",
  label: msg("Disable"),
  summary: "Keeps VMs from starting on the host; running ones stay",
  args: NO_ARGS,
  refused: (host) => host.enabled ? null : "The host is already disabled",
  run: ({ pool, ref }) => pool.Async.host.disable(ref),
});

const scan = action<"sr", typeof NO_ARGS>({
  name: "scan",
  label: msg("Scan"),
  summary: "Looks for disks on the storage anew",
  args: NO_ARGS,
  refused: (sr) => operationRefusal(sr, "scan", "storage"),
  run: ({ pool, ref }) => pool.Async.SR.scan(ref),
});

const cancel = action<"task", typeof NO_ARGS>({
  name: "cancel",
  label: msg("Cancel"),
  summary: "Asks the pool to cancel the task",
  args: NO_ARGS,
  refused(task) {
    if (task.status !== "pending") return "The task is over";
    return task.allowed_operations.includes("cancel") ? null : "The task cannot be cancelled";
  },
  run: ({ pool, ref }) => pool.task.cancel(ref),
});

const dismiss = action<"alert", typeof NO_ARGS>({
  name: "dismiss",
  label: msg("Dismiss"),
  summary: "Takes the alert out of the pool, for everybody",
  args: NO_ARGS,
  refused: () => null,
  run: ({ pool, ref }) => pool.message.destroy(ref),
});

type Registry = { readonly [C in Collection]: readonly Action<C>[] };

const REGISTRY: Registry = {
  pool: common("pool"),
  host: [enable, disable, ...common("host")],
  vm: VM_ACTIONS,
  template: TEMPLATE_ACTIONS,
  snapshot: SNAPSHOT_ACTIONS,
  sr: [scan, ...SR_DISK_ACTIONS, ...common("sr")],
  vdi: VDI_ACTIONS,
  vbd: VBD_ACTIONS,
  vif: VIF_ACTIONS,
  network: common("network"),
  task: [cancel],
  pif: [],
  pbd: [],
  alert: [dismiss],
  certificate: [],
  update: [],
  pgpu: [],
  pci: [],
  load: [],
  finding: [],
};

/** The actions of a collection, in the order they are shown. */
export function actionsOf<C extends Collection>(collection: C): Registry[C] {
  return REGISTRY[collection];
}

/** An action by its name or its Xen-API name; undefined when there is none. */
export function findAction<C extends Collection>(collection: C, name: string): Action<C> | undefined {
  const actions: readonly Action<C>[] = REGISTRY[collection];
  return actions.find((one) => one.name === name || one.alias === name);
}
