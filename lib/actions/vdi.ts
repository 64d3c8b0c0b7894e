// The actions of disks, and of storage about the disks on it.
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import { msg } from "@/lib/view/text.ts";
import type { VdiView } from "@/lib/view/types.ts";
import { common } from "./common.ts";
import { type Action, action, type Begun, nameText, NO_ARGS } from "./definition.ts";
import { operationRefusal } from "./eligibility.ts";
import { asked, idList, one, size, some, yes } from "./fields.ts";
import { connect, forDisks, newDisk } from "./vm_devices.ts";

const disk = (amount: number) => ({ vms: 0, vcpus: 0, memory: 0, disk: amount });

const resizeArgs = z.object({ size: size(msg("New size"), "Bytes that it is to hold: more than now") });

const resize = action<"vdi", typeof resizeArgs>({
  name: "resize",
  label: msg("Resize"),
  summary: "Makes the disk larger; the guest has to make use of it by itself",
  args: resizeArgs,
  first: (vdi) => ({ size: vdi.virtual_size }),
  takes: (vdi, { size }) => size > vdi.virtual_size ? disk(size - vdi.virtual_size) : null,
  refused: (vdi) => operationRefusal(vdi, "resize", "disk"),
  run({ pool, ref, view }, { size }) {
    if (size > view.virtual_size) return pool.Async.VDI.resize(ref, size);
    const message = `Cannot resize "${view.name}": a disk can only be made larger`;
    throw new AtollError(422, "bad-argument", message, "size");
  },
});

const toArgs = z.object({
  sr: one(
    "sr",
    msg("Storage"),
    "Id of the storage to go to",
    (sr, vdi) => forDisks(sr) && !("sr" in vdi && vdi.sr === sr.id),
  ),
});

const move = action<"vdi", typeof toArgs>({
  name: "move",
  alias: "pool_migrate",
  label: msg("Move"),
  summary: "Moves a disk that a running VM uses to another storage, while the VM goes on",
  args: toArgs,
  refused: (vdi) =>
    vdi.vbds === 0 ? "No running VM uses it, so the pool cannot move it: copy it and destroy this one" : null,
  run: ({ pool, ref, refOf }, { sr }) => pool.Async.VDI.pool_migrate(ref, refOf("sr", sr, "sr"), {}),
});

const copyArgs = z.object({
  sr: one("sr", msg("Storage"), "Id of the storage to copy to", forDisks),
});

const copy = action<"vdi", typeof copyArgs>({
  name: "copy",
  label: msg("Copy"),
  summary: "Makes a full copy of the disk on a storage",
  args: copyArgs,
  takes: (vdi) => disk(vdi.virtual_size),
  refused: (vdi) => operationRefusal(vdi, "copy", "disk"),
  run: ({ pool, ref, refOf }, { sr }) => pool.Async.VDI.copy(ref, refOf("sr", sr, "sr")),
});

const attachArgs = z.object({
  vm: one("vm", msg("VM"), "Id of the VM"),
  read_only: yes(msg("Read-only"), "The VM may read it alone"),
});

const attach = action<"vdi", typeof attachArgs>({
  name: "attach",
  label: msg("Attach to a VM"),
  summary: "Connects the disk to a VM, at once if the VM runs",
  args: attachArgs,
  refused: (vdi) => vdi.managed ? null : "It is what is left of others, not a disk of its own",
  run({ pool, ref, refOf, must, seen }, { vm, read_only }) {
    const to = refOf("vm", vm, "vm");
    must("vm", vm, "attach_disk");
    return connect(pool, {
      vm: to,
      vdi: ref,
      mode: read_only ? "RO" : "RW",
      bootable: false,
      running: seen("vm", vm)?.power_state === "Running",
    });
  },
});

const destroy = action<"vdi", typeof NO_ARGS>({
  name: "destroy",
  label: msg("Destroy"),
  summary: "Destroys the disk and what is on it for good",
  dangerous: true,
  consequences: [msg("It is gone for good; there is no undo.")],
  args: NO_ARGS,
  refused: (vdi) => operationRefusal(vdi, "destroy", "disk"),
  run: ({ pool, ref }) => pool.Async.VDI.destroy(ref),
});

export const VDI_ACTIONS: readonly Action<"vdi">[] = [resize, move, copy, attach, ...common("vdi"), destroy];

const createArgs = z.object({
  name: asked(nameText.describe("Name of the new disk, 1 to 255 characters"), msg("Name of the disk")),
  size: size(msg("Size"), "Bytes that it holds; the storage rounds up"),
});

const createDisk = action<"sr", typeof createArgs>({
  name: "create_disk",
  label: msg("Create a disk"),
  summary: "Makes an empty disk that no VM has",
  args: createArgs,
  takes: (_sr, { size }) => disk(size),
  refused: (sr) => operationRefusal(sr, "vdi_create", "storage"),
  run: ({ pool, ref }, { name, size }) => newDisk(pool, ref, name, size).then(() => null),
});

/** A disk that nothing uses: no VM has it, and no snapshot is made of it. */
const isOrphan = (vdi: VdiView) =>
  vdi.vbds === 0 && vdi.managed && !vdi.read_only && !vdi.is_a_snapshot && vdi.type === "user" &&
  vdi.allowed_operations.includes("destroy");

const cleanArgs = z.object({
  vdis: some(
    idList.describe("Ids of disks on it that no VM has"),
    "vdi",
    msg("Disks that no VM has"),
    (vdi, sr) => "id" in sr && vdi.sr === sr.id && isOrphan(vdi),
  ),
});

const clean = action<"sr", typeof cleanArgs>({
  name: "destroy_orphans",
  label: msg("Destroy disks that no VM has"),
  summary: "Destroys disks of the storage that no VM has, those that are named",
  dangerous: true,
  consequences: [msg("What is on them is gone for good; there is no undo.")],
  args: cleanArgs,
  async run({ pool, view, seen, must, refOf }, { vdis }) {
    const refs = [...new Set(vdis)].map((id) => {
      const vdi = seen("vdi", id);
      if (vdi === undefined || vdi.sr !== view.id || vdi.vbds > 0) {
        throw new AtollError(
          422,
          "bad-argument",
          'The argument "vdis" names what is no disk without a VM',
          "vdis",
        );
      }
      must("vdi", id, "destroy");
      return refOf("vdi", id, "vdis");
    });
    if (refs.length === 0) {
      throw new AtollError(422, "bad-argument", 'The argument "vdis" names none', "vdis");
    }
    let last: Awaited<Begun> = null;
    for (const ref of refs) last = await pool.Async.VDI.destroy(ref);
    return last;
  },
});

export const SR_DISK_ACTIONS: readonly Action<"sr">[] = [createDisk, clean];
