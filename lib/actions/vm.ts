// The actions of VMs and snapshots.
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import { amountOf } from "@/lib/rights/quotas.ts";
import type { PowerState } from "@/lib/view/types.ts";
import type { Client } from "@/lib/xapi/mod.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import { common } from "./common.ts";
import {
  type Action,
  action,
  type Begun,
  flag,
  idText,
  nameText,
  NO_ARGS,
  type Target,
} from "./definition.ts";
import { destroyVm } from "./disks.ts";
import { snapshotRefusal, vmRefusal } from "./eligibility.ts";
import { msg } from "@/lib/view/text.ts";

interface PowerAction {
  readonly name: string;
  readonly label: string;
  readonly summary: string;
  /** The Xen-API's name of the operation. */
  readonly method: string;
  readonly start: (vm: Client["Async"]["VM"], ref: Ref) => Begun;
  readonly from: readonly PowerState[];
  readonly to?: PowerState;
  readonly dangerous?: boolean;
}

const POWER: readonly PowerAction[] = [
  {
    name: "shutdown",
    label: msg("Shut down"),
    summary: "Asks the guest to shut down",
    method: "clean_shutdown",
    start: (vm, ref) => vm.clean_shutdown(ref),
    from: ["Running"],
    to: "Halted",
    dangerous: true,
  },
  {
    name: "reboot",
    label: msg("Reboot"),
    summary: "Asks the guest to reboot",
    method: "clean_reboot",
    start: (vm, ref) => vm.clean_reboot(ref),
    from: ["Running"],
    dangerous: true,
  },
  {
    name: "suspend",
    label: msg("Suspend"),
    summary: "Writes the memory to disk and stops the VM",
    method: "suspend",
    start: (vm, ref) => vm.suspend(ref),
    from: ["Running"],
    to: "Suspended",
  },
  {
    name: "resume",
    label: msg("Resume"),
    summary: "Continues a suspended VM",
    method: "resume",
    start: (vm, ref) => vm.resume(ref, false, false),
    from: ["Suspended"],
    to: "Running",
  },
  {
    name: "pause",
    label: msg("Pause"),
    summary: "Stops the VM's processors; its memory stays",
    method: "pause",
    start: (vm, ref) => vm.pause(ref),
    from: ["Running"],
    to: "Paused",
  },
  {
    name: "unpause",
    label: msg("Unpause"),
    summary: "Continues a paused VM",
    method: "unpause",
    start: (vm, ref) => vm.unpause(ref),
    from: ["Paused"],
    to: "Running",
  },
  {
    name: "force_shutdown",
    label: msg("Force shutdown"),
    summary: "Pulls the plug: what the guest has not written is lost",
    method: "hard_shutdown",
    start: (vm, ref) => vm.hard_shutdown(ref),
    from: ["Running", "Paused", "Suspended"],
    to: "Halted",
    dangerous: true,
  },
  {
    name: "force_reboot",
    label: msg("Force reboot"),
    summary: "Resets the VM: what the guest has not written is lost",
    method: "hard_reboot",
    start: (vm, ref) => vm.hard_reboot(ref),
    from: ["Running", "Paused"],
    dangerous: true,
  },
];

const power = (
  { name, label, summary, method, start, from, to, dangerous = false }: PowerAction,
): Action<"vm"> =>
  action({
    name,
    ...(name === method ? {} : { alias: method }),
    label,
    summary,
    dangerous,
    args: NO_ARGS,
    refused: (vm) => vmRefusal(vm, { operation: method, from, ...(to === undefined ? {} : { to }) }),
    run: ({ pool, ref }) => start(pool.Async.VM, ref),
  });

const startArgs = z.object({
  host: idText.optional().describe("Id of the host to start on; the pool chooses when left out"),
});

const start = action<"vm", typeof startArgs>({
  name: "start",
  label: msg("Start"),
  summary: "Starts the VM",
  args: startArgs,
  refused: (vm) => vmRefusal(vm, { operation: "start", from: ["Halted"], to: "Running" }),
  run({ pool, ref, refOf }, { host }) {
    if (host === undefined) return pool.Async.VM.start(ref, false, false);
    return pool.Async.VM.start_on(ref, refOf("host", host, "host"), false, false);
  },
});

const newName = z.object({ name: nameText.describe("Name of the new one, 1 to 255 characters") });

const snapshot = action<"vm", typeof newName>({
  name: "snapshot",
  label: msg("Take snapshot"),
  summary: "Takes a snapshot of the VM's disks",
  args: newName,
  refused: (vm) => vmRefusal(vm, { operation: "snapshot" }),
  run: ({ pool, ref }, { name }) => pool.Async.VM.snapshot(ref, name),
});

const clone = action<"vm", typeof newName>({
  name: "clone",
  label: msg("Clone"),
  summary: "Makes a fast copy of the VM on the same storage",
  args: newName,
  takes: amountOf,
  refused: (vm) => vmRefusal(vm, { operation: "clone", from: ["Halted"] }),
  run: ({ pool, ref }, { name }) => pool.Async.VM.clone(ref, name),
});

const migrateArgs = z.object({ host: idText.describe("Id of the host to move to, in the same pool") });

const migrate = action<"vm", typeof migrateArgs>({
  name: "migrate",
  alias: "pool_migrate",
  label: msg("Migrate"),
  summary: "Moves the running VM to another host of its pool",
  args: migrateArgs,
  refused: (vm) => vmRefusal(vm, { operation: "pool_migrate", from: ["Running"] }),
  run({ pool, ref, view, refOf }, { host }) {
    const to = refOf("host", host, "host");
    if (view.host === host) {
      throw new AtollError(
        409,
        "not-possible",
        `Cannot migrate "${view.name}": it is on that host already`,
      );
    }
    return pool.Async.VM.pool_migrate(ref, to, { live: "true" });
  },
});

const vmDestroyArgs = z.object({
  disks: flag.default(false).describe(
    "Also destroy the disks that belong to this VM alone; they stay unless told",
  ),
});
const snapshotDestroyArgs = z.object({
  disks: flag.default(true).describe(
    "Also destroy the snapshot's disks, of no use without it; false keeps them",
  ),
});

const destroy = action<"vm", typeof vmDestroyArgs>({
  name: "destroy",
  label: msg("Destroy"),
  summary: "Destroys the VM for good; its disks stay unless told",
  dangerous: true,
  args: vmDestroyArgs,
  refused: (vm) => vmRefusal(vm, { operation: "destroy", from: ["Halted", "Suspended"] }),
  run: (target, { disks }) => destroyVm(target, disks),
});

export const VM_ACTIONS: readonly Action<"vm">[] = [
  start,
  ...POWER.map(power),
  snapshot,
  clone,
  migrate,
  ...common("vm"),
  destroy,
];

const revert = action<"snapshot", typeof NO_ARGS>({
  name: "revert",
  label: msg("Revert"),
  summary: "Puts the VM back to this snapshot: what was written since is lost",
  dangerous: true,
  args: NO_ARGS,
  refused: (view) => snapshotRefusal(view, "revert"),
  run: ({ pool, ref }) => pool.Async.VM.revert(ref),
});

const destroySnapshot = action<"snapshot", typeof snapshotDestroyArgs>({
  name: "destroy",
  label: msg("Destroy"),
  summary: "Destroys the snapshot and its disks for good",
  dangerous: true,
  args: snapshotDestroyArgs,
  refused: (view) => snapshotRefusal(view, "destroy"),
  run: (target: Target<"snapshot">, { disks }) => destroyVm(target, disks),
});

export const SNAPSHOT_ACTIONS: readonly Action<"snapshot">[] = [
  revert,
  ...common("snapshot"),
  destroySnapshot,
];
