// What a VM is given: disks, discs, drives and network interfaces.
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import { msg } from "@/lib/view/text.ts";
import type { SrView, VdiView, Views } from "@/lib/view/types.ts";
import type { Client } from "@/lib/xapi/mod.ts";
import type { Ref, RefTo } from "@/lib/xapi/schema.ts";
import { type Action, action, type Begun, nameText, NO_ARGS } from "./definition.ts";
import { asked, one, size, yes } from "./fields.ts";

/** Storage where disks can be made. */
export const forDisks = (sr: SrView) =>
  sr.content_type !== "iso" && sr.type !== "udev" && sr.pbds_attached > 0;

/** What a new connection of a disk has in common with every other. */
const CONNECTION = {
  other_config: {},
  qos_algorithm_type: "",
  qos_algorithm_params: {},
} as const;

interface Connected {
  readonly vm: RefTo<"VM">;
  readonly vdi: RefTo<"VDI">;
  readonly mode: "RO" | "RW";
  readonly bootable: boolean;
  readonly running: boolean;
}

/** Connects a disk to a VM, at the first free place, and plugs it where the VM runs. What cannot be plugged is not left behind. */
export async function connect(pool: Client, { vm, vdi, mode, bootable, running }: Connected): Begun {
  const vbd = await pool.VBD.create({
    ...CONNECTION,
    VM: vm,
    VDI: vdi,
    userdevice: "autodetect",
    bootable,
    mode,
    type: "Disk",
    empty: false,
  });
  if (!running) return null;
  try {
    await pool.VBD.plug(vbd);
    return null;
  } catch (error) {
    await pool.VBD.destroy(vbd);
    throw error;
  }
}

/** Makes an empty disk. */
export function newDisk(pool: Client, sr: RefTo<"SR">, name: string, bytes: number): Promise<RefTo<"VDI">> {
  return pool.VDI.create({
    name_label: name,
    name_description: "",
    SR: sr,
    virtual_size: bytes,
    type: "user",
    sharable: false,
    read_only: false,
    other_config: {},
    tags: [],
  });
}

const addDiskArgs = z.object({
  name: asked(nameText.describe("Name of the new disk, 1 to 255 characters"), msg("Name of the disk")),
  sr: one("sr", msg("Storage"), "Id of the storage to make it on", forDisks),
  size: size(msg("Size"), "Bytes that it holds; the storage rounds up"),
});

const addDisk = action<"vm", typeof addDiskArgs>({
  name: "add_disk",
  label: msg("Add a new disk"),
  summary: "Makes a disk and connects it to the VM, at once if the VM runs",
  group: "devices",
  args: addDiskArgs,
  takes: (_vm, { size }) => ({ vms: 0, vcpus: 0, memory: 0, disk: size }),
  async run({ pool, ref, view, refOf }, { name, sr, size }) {
    const vdi = await newDisk(pool, refOf("sr", sr, "sr"), name, size);
    try {
      const running = view.power_state === "Running";
      return await connect(pool, { vm: ref, vdi, mode: "RW", bootable: false, running });
    } catch (error) {
      // Nobody knows of it yet: it would be an orphan.
      await pool.VDI.destroy(vdi);
      throw error;
    }
  },
});

const isDisk = (vdi: VdiView) =>
  vdi.managed && vdi.type !== "Metadata" && !vdi.is_a_snapshot && !vdi.read_only;

const attachArgs = z.object({
  vdi: one("vdi", msg("Disk"), "Id of the disk", (vdi) => isDisk(vdi) && (vdi.vbds === 0 || vdi.sharable)),
  read_only: yes(msg("Read-only"), "The VM may read it alone"),
});

const attachDisk = action<"vm", typeof attachArgs>({
  name: "attach_disk",
  label: msg("Attach a disk"),
  summary: "Connects a disk that there is to the VM, at once if the VM runs",
  group: "devices",
  args: attachArgs,
  run({ pool, ref, view, refOf, must }, { vdi, read_only }) {
    const disk = refOf("vdi", vdi, "vdi");
    must("vdi", vdi, "attach");
    return connect(pool, {
      vm: ref,
      vdi: disk,
      mode: read_only ? "RO" : "RW",
      bootable: false,
      running: view.power_state === "Running",
    });
  },
});

/** The CD drive of a VM: the first there is. */
async function cdDrive(pool: Client, vm: Ref, name: string): Promise<{ vbd: RefTo<"VBD">; empty: boolean }> {
  for (const vbd of await pool.VM.get_VBDs(vm)) {
    const { type, empty } = await pool.VBD.get_record(vbd);
    if (type === "CD") return { vbd, empty };
  }
  throw new AtollError(409, "no-cd-drive", `"${name}" has no CD drive: add one first`);
}

const isDisc = (vdi: VdiView, seen: (id: string) => Views["sr"] | undefined) =>
  vdi.sr !== null && seen(vdi.sr)?.content_type === "iso";

const insertArgs = z.object({
  vdi: one(
    "vdi",
    msg("Disc"),
    "Id of the ISO image",
    (vdi, _vm, seen) => isDisc(vdi, (id) => seen.get("sr", id)),
  ),
});

const insertCd = action<"vm", typeof insertArgs>({
  name: "insert_cd",
  label: msg("Insert a disc"),
  summary: "Puts an ISO image into the VM's CD drive; one that is in it comes out first",
  group: "devices",
  args: insertArgs,
  async run({ pool, ref, view, refOf, seen }, { vdi }) {
    const disc = refOf("vdi", vdi, "vdi");
    const there = seen("vdi", vdi);
    if (there === undefined || !isDisc(there, (id) => seen("sr", id))) {
      throw new AtollError(422, "bad-argument", `The argument "vdi" names no ISO image`, "vdi");
    }
    const { vbd, empty } = await cdDrive(pool, ref, view.name);
    if (!empty) await pool.VBD.eject(vbd);
    return await pool.Async.VBD.insert(vbd, disc);
  },
});

const ejectCd = action<"vm", typeof NO_ARGS>({
  name: "eject_cd",
  label: msg("Eject the disc"),
  summary: "Takes the ISO image out of the VM's CD drive",
  group: "devices",
  args: NO_ARGS,
  async run({ pool, ref, view }) {
    const { vbd } = await cdDrive(pool, ref, view.name);
    return await pool.Async.VBD.eject(vbd);
  },
});

const addCdDrive = action<"vm", typeof NO_ARGS>({
  name: "add_cd_drive",
  label: msg("Add a CD drive"),
  summary: "Gives the VM an empty CD drive",
  group: "devices",
  args: NO_ARGS,
  refused: (vm) => vm.power_state === "Halted" ? null : `The VM is ${vm.power_state.toLowerCase()}`,
  run: ({ pool, ref }) =>
    pool.VBD.create({
      ...CONNECTION,
      VM: ref,
      VDI: null,
      userdevice: "autodetect",
      bootable: true,
      mode: "RO",
      type: "CD",
      empty: true,
    }).then(() => null),
});

/** A MAC address as xapi takes it; left out, the pool makes one up. */
export const macText = z.string("is no text").trim().toLowerCase()
  .regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/, "is no MAC address such as 00:16:3e:12:34:56").optional();

const addVifArgs = z.object({
  network: one("network", msg("Network"), "Id of the network"),
  mac: asked(
    macText.describe("MAC address; the pool makes one up when left out"),
    msg("MAC address, if it is to be a certain one"),
  ),
});

const addVif = action<"vm", typeof addVifArgs>({
  name: "add_vif",
  label: msg("Add a network interface"),
  summary: "Gives the VM an interface on a network, plugged at once if the VM runs",
  group: "devices",
  args: addVifArgs,
  async run({ pool, ref, view, refOf }, { network, mac = "" }) {
    const to = refOf("network", network, "network");
    const [device] = await pool.VM.get_allowed_VIF_devices(ref);
    if (device === undefined) {
      throw new AtollError(409, "not-possible", `"${view.name}" has no place left for an interface`);
    }
    const vif = await newVif(pool, {
      vm: ref,
      network: to,
      device,
      mac,
      mtu: await pool.network.get_MTU(to),
    });
    if (view.power_state !== "Running") return null;
    try {
      await pool.VIF.plug(vif);
      return null;
    } catch (error) {
      await pool.VIF.destroy(vif);
      throw error;
    }
  },
});

interface NewVif {
  readonly vm: RefTo<"VM"> | null;
  readonly network: RefTo<"network"> | null;
  readonly device: string;
  readonly mac: string;
  readonly mtu: number;
}

export function newVif(pool: Client, { vm, network, device, mac, mtu }: NewVif): Promise<RefTo<"VIF">> {
  return pool.VIF.create({ ...CONNECTION, VM: vm, network, device, MAC: mac, MTU: mtu });
}

export const DEVICE_ACTIONS: readonly Action<"vm">[] = [
  addDisk,
  attachDisk,
  addCdDrive,
  insertCd,
  ejectCd,
  addVif,
];
