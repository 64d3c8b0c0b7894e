// What is made of a VM, and what becomes of it: snapshots, clones and copies, templates, another host, its end.
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import { amountOf } from "@/lib/rights/quotas.ts";
import { msg } from "@/lib/view/text.ts";
import type { VmView } from "@/lib/view/types.ts";
import { type Action, action, type Begun, flag, nameText, NO_ARGS, type Target } from "./definition.ts";
import { destroyVm } from "./disks.ts";
import { snapshotRefusal, vmRefusal } from "./eligibility.ts";
import { asked, idList, one, oneOrNone, some, yes } from "./fields.ts";

const newName = (label: string) =>
  z.object({ name: asked(nameText.describe("Name of the new one, 1 to 255 characters"), label) });

const snapshotArgs = newName(msg("Name of the snapshot"));

const snapshot = action<"vm", typeof snapshotArgs>({
  name: "snapshot",
  label: msg("Take snapshot"),
  summary: "Takes a snapshot of the VM's disks",
  group: "copies",
  args: snapshotArgs,
  refused: (vm) => vmRefusal(vm, { operation: "snapshot" }),
  run: ({ pool, ref }, { name }) => pool.Async.VM.snapshot(ref, name),
});

const checkpoint = action<"vm", typeof snapshotArgs>({
  name: "checkpoint",
  label: msg("Take snapshot with memory"),
  summary: "Takes a snapshot of the VM's disks and memory: reverting to it goes on where it was",
  group: "copies",
  consequences: [msg("It stands still while its memory is written.")],
  args: snapshotArgs,
  refused: (vm) => vmRefusal(vm, { operation: "checkpoint" }),
  run: ({ pool, ref }, { name }) => pool.Async.VM.checkpoint(ref, name),
});

const cloneArgs = newName(msg("Name of the clone"));

const clone = action<"vm", typeof cloneArgs>({
  name: "clone",
  label: msg("Clone"),
  summary: "Makes a fast copy of the VM on the same storage",
  group: "copies",
  args: cloneArgs,
  takes: amountOf,
  refused: (vm) => vmRefusal(vm, { operation: "clone", from: ["Halted"] }),
  run: ({ pool, ref }, { name }) => pool.Async.VM.clone(ref, name),
});

const copyArgs = z.object({
  name: asked(nameText.describe("Name of the copy, 1 to 255 characters"), msg("Name of the copy")),
  sr: oneOrNone(
    "sr",
    msg("Storage"),
    "Id of the storage to copy to; each disk stays on its own when left out",
    (sr) => sr.content_type !== "iso" && sr.pbds_attached > 0,
  ),
});

const copy = action<"vm", typeof copyArgs>({
  name: "copy",
  label: msg("Copy"),
  summary: "Makes a full copy of the VM, on another storage if one is named",
  group: "copies",
  args: copyArgs,
  takes: amountOf,
  refused: (vm) => vmRefusal(vm, { operation: "copy", from: ["Halted", "Suspended"] }),
  run: ({ pool, ref, refOf }, { name, sr }) =>
    pool.Async.VM.copy(ref, name, sr === undefined ? null : refOf("sr", sr, "sr")),
});

const toTemplate = action<"vm", typeof NO_ARGS>({
  name: "make_template",
  alias: "make_into_template",
  label: msg("Make it a template"),
  summary: "Turns the VM into a template, from which VMs are made",
  group: "copies",
  dangerous: true,
  consequences: [msg("It cannot be started any more, until it is turned back into a VM.")],
  args: NO_ARGS,
  refused: (vm) => vmRefusal(vm, { operation: "make_into_template", from: ["Halted"] }),
  run: ({ pool, ref }) => pool.VM.set_is_a_template(ref, true).then(() => null),
});

const toVm = action<"template", typeof NO_ARGS>({
  name: "make_vm",
  label: msg("Make it a VM"),
  summary: "Turns the template back into a VM",
  group: "copies",
  args: NO_ARGS,
  refused: (template) =>
    template.is_default_template ? "It came with the pool: such a template stays one" : null,
  run: ({ pool, ref }) => pool.VM.set_is_a_template(ref, false).then(() => null),
});

const elsewhere = (host: { readonly id: string }, vm: object) => !("host" in vm && vm.host === host.id);
const migrateArgs = z.object({
  host: one("host", msg("Host to move to"), "Id of the host to move to, in the same pool", elsewhere),
});

const migrate = action<"vm", typeof migrateArgs>({
  name: "migrate",
  alias: "pool_migrate",
  label: msg("Migrate"),
  summary: "Moves the running VM to another host of its pool",
  group: "power",
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

const ofThisVm = (one: { readonly snapshot_of: string | null }, vm: object) =>
  "id" in vm && one.snapshot_of === vm.id;
const deleteArgs = z.object({
  snapshots: some(
    idList.describe("Ids of the VM's snapshots to destroy, with their disks"),
    "snapshot",
    msg("Snapshots"),
    ofThisVm,
  ),
});

const deleteSnapshots = action<"vm", typeof deleteArgs>({
  name: "destroy_snapshots",
  label: msg("Destroy snapshots"),
  summary: "Destroys snapshots of the VM, with their disks",
  group: "copies",
  dangerous: true,
  consequences: [msg("They are gone for good; the VM stays as it is.")],
  args: deleteArgs,
  refused: (vm: VmView) => vm.snapshots === 0 ? "It has no snapshot" : null,
  async run({ pool, view, seen, must, refOf }, { snapshots }) {
    const refs = [...new Set(snapshots)].map((id) => {
      if (seen("snapshot", id)?.snapshot_of !== view.id) {
        throw new AtollError(
          422,
          "bad-argument",
          `The argument "snapshots" names none of this VM`,
          "snapshots",
        );
      }
      must("snapshot", id, "destroy");
      return refOf("snapshot", id, "snapshots");
    });
    if (refs.length === 0) {
      throw new AtollError(422, "bad-argument", `The argument "snapshots" names none`, "snapshots");
    }
    let last: Awaited<Begun> = null;
    // One after the other: the storage works them off in turn anyway, and the first refusal ends it.
    for (const ref of refs) last = await destroyVm({ pool, ref }, true);
    return last;
  },
});

const disksOf = (vbd: { readonly vm: string | null; readonly type: string }, vm: object) =>
  "id" in vm && vbd.vm === vm.id && vbd.type === "Disk";
const vmDestroyArgs = z.object({
  disks: some(
    z.union([flag, idList]).default(false).describe(
      "Which disks go as well: true for all that belong to this VM alone, or ids of its disk connections; they stay unless told",
    ),
    "vbd",
    msg("Disks to destroy as well"),
    disksOf,
  ),
});

const destroy = action<"vm", typeof vmDestroyArgs>({
  name: "destroy",
  label: msg("Destroy"),
  summary: "Destroys the VM for good; its disks stay unless told",
  dangerous: true,
  consequences: [msg("It is gone for good; there is no undo.")],
  args: vmDestroyArgs,
  refused: (vm) => vmRefusal(vm, { operation: "destroy", from: ["Halted", "Suspended"] }),
  run(target, { disks }) {
    if (typeof disks === "boolean") return destroyVm(target, disks);
    return destroyVm(
      target,
      disks.map((id) => {
        if (target.seen("vbd", id)?.vm === target.view.id) return target.refOf("vbd", id, "disks");
        throw new AtollError(422, "bad-argument", `The argument "disks" names no disk of this VM`, "disks");
      }),
    );
  },
});

export const COPY_ACTIONS: readonly Action<"vm">[] = [
  snapshot,
  checkpoint,
  deleteSnapshots,
  clone,
  copy,
  toTemplate,
  migrate,
];
export const DESTROY = destroy;

const revertArgs = z.object({
  snapshot_first: yes(
    msg("Take a snapshot of how it is now first"),
    "Takes a snapshot of the VM as it is before it goes back; without one the revert does not begin",
  ),
});

const revert = action<"snapshot", typeof revertArgs>({
  name: "revert",
  label: msg("Revert"),
  summary: "Puts the VM back to this snapshot: what was written since is lost",
  dangerous: true,
  consequences: [
    msg("The VM goes back to this snapshot: everything written since is lost."),
    msg("A running VM is stopped."),
  ],
  args: revertArgs,
  refused: (view) => snapshotRefusal(view, "revert"),
  async run({ pool, ref, view, seen, must, refOf }, { snapshot_first }) {
    const vm = view.snapshot_of === null ? undefined : seen("vm", view.snapshot_of);
    if (snapshot_first && vm !== undefined) {
      must("vm", vm.id, "snapshot");
      await pool.VM.snapshot(refOf("vm", vm.id, "snapshot_first"), `Before reverting to ${view.name}`);
    }
    return await pool.Async.VM.revert(ref);
  },
});

const snapshotDestroyArgs = z.object({
  disks: flag.default(true).describe(
    "Also destroy the snapshot's disks, of no use without it; false keeps them",
  ),
});

const destroySnapshot = action<"snapshot", typeof snapshotDestroyArgs>({
  name: "destroy",
  label: msg("Destroy"),
  summary: "Destroys the snapshot and its disks for good",
  dangerous: true,
  consequences: [msg("It is gone for good; there is no undo.")],
  args: snapshotDestroyArgs,
  refused: (view) => snapshotRefusal(view, "destroy"),
  run: (target: Target<"snapshot">, { disks }) => destroyVm(target, disks),
});

export const OF_SNAPSHOTS: readonly Action<"snapshot">[] = [revert];
export const DESTROY_SNAPSHOT = destroySnapshot;
export const OF_TEMPLATES: readonly Action<"template">[] = [toVm];
