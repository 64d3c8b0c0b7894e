// The shapes of storage, for the API's description. The compiler keeps them equal to the view objects.
import { z } from "@hono/zod-openapi";
import type { PbdView, SrView, VbdView, VdiView } from "@/lib/view/types.ts";
import { bytes, count, id, idOf, inPool, maybeTime, named, operable, tags, text, yes } from "./common.ts";

export const sr: z.ZodType<SrView> = z.object({
  ...named,
  ...inPool,
  ...operable,
  type: text("Kind of storage: lvm, ext, nfs, …"),
  content_type: text("user, iso, …"),
  shared: yes("All hosts of the pool can use it"),
  host: idOf("the host of a local SR"),
  physical_size: bytes("Size"),
  physical_utilisation: bytes("Used part"),
  virtual_allocation: bytes("Sum of the virtual sizes of its disks"),
  vdis: count("Number of disks"),
  unmanaged: count("Of these, what snapshots and clones are based on"),
  pbds: count("Number of its connections to hosts"),
  pbds_attached: count("Those that are attached"),
  default: yes("It is the pool's default SR"),
  local_cache: yes("It keeps copies of what is read of shared disks"),
  ...tags,
}).openapi("Sr");

export const vdi: z.ZodType<VdiView> = z.object({
  ...named,
  ...inPool,
  ...operable,
  sr: idOf("its SR"),
  type: text("user, system, suspend, …"),
  virtual_size: bytes("Size the VM sees"),
  physical_utilisation: bytes("Space it takes"),
  read_only: yes("It cannot be written"),
  sharable: yes("Several VMs may use it at once"),
  missing: yes("The SR did not find it at the last scan"),
  is_a_snapshot: yes("It is a snapshot of a disk"),
  snapshot_of: idOf("the disk it is a snapshot of"),
  created: maybeTime("When it was taken, where it is a snapshot"),
  managed: yes("A disk for VMs; no: what snapshots and clones are based on"),
  parent: idOf("the disk it is based on"),
  depth: count("Disks it is based on, one on the other"),
  vbds: count("Number of VMs' connections to it"),
  ...tags,
}).openapi("Vdi");

export const vbd: z.ZodType<VbdView> = z.object({
  id,
  ...inPool,
  ...operable,
  vm: idOf("the VM"),
  vdi: idOf("the disk"),
  type: text("Disk, CD or Floppy"),
  mode: text("RO or RW"),
  device: text("Device name in the guest"),
  userdevice: text("Position"),
  bootable: yes("The VM can boot from it"),
  empty: yes("A CD drive without a disc"),
  currently_attached: yes("It is plugged"),
}).openapi("Vbd");

export const pbd: z.ZodType<PbdView> = z.object({
  id,
  ...inPool,
  host: idOf("the host"),
  sr: idOf("the SR"),
  currently_attached: yes("It is plugged"),
  device: z.record(z.string(), z.string()).describe("How the host finds the storage, without secrets"),
}).openapi("Pbd");
