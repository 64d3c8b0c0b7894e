// Destroying a VM or a snapshot, with or without its disks.
import type { Value } from "@/lib/xapi/mod.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import type { Target } from "./definition.ts";

const record = (value: Value | undefined): { [key: string]: Value } =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
const refs = (value: Value): Ref[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** Disks that belong to this VM alone: no CDs, none that another VM has plugged too. Read from the pool, not from the cache. */
async function ownDisks(target: Target<"vm" | "snapshot">): Promise<Ref[]> {
  const vbds = refs(await target.call("VM.get_VBDs", [target.ref]));
  const disks = await Promise.all(vbds.map(async (vbd) => {
    const { type, VDI: vdi } = record(await target.call("VBD.get_record", [vbd]));
    if (type !== "Disk" || typeof vdi !== "string" || vdi === "") return null;
    return refs(await target.call("VDI.get_VBDs", [vdi])).length === 1 ? vdi : null;
  }));
  return disks.filter((disk) => disk !== null);
}

/**
 * Destroys a VM or snapshot; `disks` takes its own disks along. The VM goes first: a disk that then cannot be destroyed is a
 * leftover that can be seen and removed, whereas a VM without its disks would be a wreck. Gives the last task.
 */
export async function destroyVm(target: Target<"vm" | "snapshot">, disks: boolean): Promise<Ref | null> {
  const doomed = disks ? await ownDisks(target) : [];
  if (doomed.length === 0) return await target.start("VM.destroy", [target.ref]);
  await target.call("VM.destroy", [target.ref]);
  const tasks = await Promise.all(doomed.map((disk) => target.start("VDI.destroy", [disk])));
  return tasks.at(-1) ?? null;
}
