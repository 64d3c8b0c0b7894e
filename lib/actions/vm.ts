// The actions of VMs and snapshots.
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import type { PowerState } from "@/lib/view/types.ts";
import { common } from "./common.ts";
import { type Action, action, flag, idText, nameText, NO_ARGS, type Target } from "./definition.ts";
import { destroyVm } from "./disks.ts";
import { snapshotRefusal, vmRefusal } from "./eligibility.ts";

interface PowerAction {
  readonly name: string;
  readonly label: string;
  readonly summary: string;
  /** Method and operation of the Xen-API. */
  readonly method: string;
  readonly from: readonly PowerState[];
  readonly to?: PowerState;
  readonly dangerous?: boolean;
  /** Parameters after the VM. */
  readonly more?: readonly boolean[];
}

const POWER: readonly PowerAction[] = [
  {
    name: "shutdown",
    label: "Shut down",
    summary: "Asks the guest to shut down",
    method: "clean_shutdown",
    from: ["Running"],
    to: "Halted",
    dangerous: true,
  },
  {
    name: "reboot",
    label: "Reboot",
    summary: "Asks the guest to reboot",
    method: "clean_reboot",
    from: ["Running"],
    dangerous: true,
  },
  {
    name: "suspend",
    label: "Suspend",
    summary: "Writes the memory to disk and stops the VM",
    method: "suspend",
    from: ["Running"],
    to: "Suspended",
  },
  {
    name: "resume",
    label: "Resume",
    summary: "Continues a suspended VM",
    method: "resume",
    from: ["Suspended"],
    to: "Running",
    more: [false, false],
  },
  {
    name: "pause",
    label: "Pause",
    summary: "Stops the VM's processors; its memory stays",
    method: "pause",
    from: ["Running"],
    to: "Paused",
  },
  {
    name: "unpause",
    label: "Unpause",
    summary: "Continues a paused VM",
    method: "unpause",
    from: ["Paused"],
    to: "Running",
  },
  {
    name: "force_shutdown",
    label: "Force shutdown",
    summary: "Pulls the plug: what the guest has not written is lost",
    method: "hard_shutdown",
    from: ["Running", "Paused", "Suspended"],
    to: "Halted",
    dangerous: true,
  },
  {
    name: "force_reboot",
    label: "Force reboot",
    summary: "Resets the VM: what the guest has not written is lost",
    method: "hard_reboot",
    from: ["Running", "Paused"],
    dangerous: true,
  },
];

const power = (
  { name, label, summary, method, from, to, dangerous = false, more = [] }: PowerAction,
): Action<"vm"> =>
  action({
    name,
    ...(name === method ? {} : { alias: method }),
    label,
    summary,
    dangerous,
    args: NO_ARGS,
    refused: (vm) => vmRefusal(vm, { operation: method, from, ...(to === undefined ? {} : { to }) }),
    run: (target) => target.start(`VM.${method}`, [target.ref, ...more]),
  });

const startArgs = z.object({
  host: idText.optional().describe("Id of the host to start on; the pool chooses when left out"),
});

const start = action<"vm", typeof startArgs>({
  name: "start",
  label: "Start",
  summary: "Starts the VM",
  args: startArgs,
  refused: (vm) => vmRefusal(vm, { operation: "start", from: ["Halted"], to: "Running" }),
  run(target, { host }) {
    if (host === undefined) return target.start("VM.start", [target.ref, false, false]);
    return target.start("VM.start_on", [target.ref, target.refOf("host", host, "host"), false, false]);
  },
});

const newName = z.object({ name: nameText.describe("Name of the new one, 1 to 255 characters") });

const snapshot = action<"vm", typeof newName>({
  name: "snapshot",
  label: "Take snapshot",
  summary: "Takes a snapshot of the VM's disks",
  args: newName,
  refused: (vm) => vmRefusal(vm, { operation: "snapshot" }),
  run: (target, { name }) => target.start("VM.snapshot", [target.ref, name]),
});

const clone = action<"vm", typeof newName>({
  name: "clone",
  label: "Clone",
  summary: "Makes a fast copy of the VM on the same storage",
  args: newName,
  refused: (vm) => vmRefusal(vm, { operation: "clone", from: ["Halted"] }),
  run: (target, { name }) => target.start("VM.clone", [target.ref, name]),
});

const migrateArgs = z.object({ host: idText.describe("Id of the host to move to, in the same pool") });

const migrate = action<"vm", typeof migrateArgs>({
  name: "migrate",
  alias: "pool_migrate",
  label: "Migrate",
  summary: "Moves the running VM to another host of its pool",
  args: migrateArgs,
  refused: (vm) => vmRefusal(vm, { operation: "pool_migrate", from: ["Running"] }),
  run(target, { host }) {
    const to = target.refOf("host", host, "host");
    if (target.view.host === host) {
      throw new AtollError(
        409,
        "not-possible",
        `Cannot migrate "${target.view.name}": it is on that host already`,
      );
    }
    return target.start("VM.pool_migrate", [target.ref, to, { live: "true" }]);
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
  label: "Destroy",
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
  label: "Revert",
  summary: "Puts the VM back to this snapshot: what was written since is lost",
  dangerous: true,
  args: NO_ARGS,
  refused: (view) => snapshotRefusal(view, "revert"),
  run: (target) => target.start("VM.revert", [target.ref]),
});

const destroySnapshot = action<"snapshot", typeof snapshotDestroyArgs>({
  name: "destroy",
  label: "Destroy",
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
