// Destroying a VM or a snapshot, with or without its disks.
import type { Ref, RefTo } from "@/lib/xapi/schema.ts";
import type { Begun, Target } from "./definition.ts";

type Doomed = Pick<Target<"vm" | "snapshot">, "pool" | "ref">;

/** Disks that belong to this VM alone: no CDs, none that another VM has plugged too. Read from the pool, not from the cache. */
async function ownDisks({ pool, ref }: Doomed, chosen: readonly Ref[] | null): Promise<RefTo<"VDI">[]> {
  const vbds = (await pool.VM.get_VBDs(ref)).filter((vbd) => chosen === null || chosen.includes(vbd));
  const disks = await Promise.all(vbds.map(async (vbd) => {
    const { type, VDI: disk } = await pool.VBD.get_record(vbd);
    if (type !== "Disk" || disk === null) return null;
    return (await pool.VDI.get_VBDs(disk)).length === 1 ? disk : null;
  }));
  return disks.filter((disk) => disk !== null);
}

/**
 * Destroys a VM or snapshot; `disks` takes its own disks along, all of them or those behind some VBDs. The VM goes first: a disk that then cannot be destroyed is a
 * leftover that can be seen and removed, whereas a VM without its disks would be a wreck. Gives the last task.
 */
export async function destroyVm(target: Doomed, disks: boolean | readonly Ref[]): Begun {
  const { pool, ref } = target;
  const doomed = disks === false ? [] : await ownDisks(target, disks === true ? null : disks);
  if (doomed.length === 0) return await pool.Async.VM.destroy(ref);
  await pool.VM.destroy(ref);
  const tasks = await Promise.all(doomed.map((disk) => pool.Async.VDI.destroy(disk)));
  return tasks.at(-1) ?? null;
}
