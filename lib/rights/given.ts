// What follows from an object that is reached: its parts, and what it shows of others. The table of docs/security.md, as code.
import type { AnyView, Collection } from "@/lib/view/types.ts";
import { type Key, keyOf, type Level, type ReachWorld } from "./keys.ts";

/** What is around an object. */
export interface Around {
  readonly world: ReachWorld;
  /** Whether an object is somebody's own. */
  owns(collection: Collection, id: string): boolean;
}

const MACHINES: readonly Collection[] = ["vm", "template"];

/** What an object gives. @param looked gets what was looked at beside the object itself: a change of it may change this */
export function givenBy(
  { world, owns }: Around,
  collection: Collection,
  view: AnyView,
  level: Level,
  looked: Set<Key>,
): Map<Key, Level> {
  const gives = new Map<Key, Level>();
  const show = (to: Collection, id: string | null) => {
    if (id !== null && !gives.has(keyOf(to, id))) gives.set(keyOf(to, id), "shown");
  };
  if (level === "shown") {
    if (collection === "vdi" && "sr" in view) show("sr", view.sr);
    return gives;
  }
  if ("pool" in view) show("pool", view.pool);
  if ("host" in view) show("host", view.host);
  if ("affinity" in view) show("host", view.affinity);
  if ("sr" in view) show("sr", view.sr);
  if ("network" in view) show("network", view.network);
  if (!MACHINES.includes(collection)) return gives;
  for (const vbd of world.naming("vbd", "vm", view.id)) {
    looked.add(keyOf("vbd", vbd.id));
    if (vbd.vdi === null) continue;
    const disk = keyOf("vdi", vbd.vdi);
    // Somebody else's connection to it may come.
    looked.add(disk);
    if (vbd.type === "Disk" && isOnlyOurs({ world, owns }, view.id, vbd.vdi, looked)) gives.set(disk, "own");
    else show("vdi", vbd.vdi);
  }
  for (const vif of world.naming("vif", "vm", view.id)) {
    looked.add(keyOf("vif", vif.id));
    show("network", vif.network);
  }
  return gives;
}

/** Whether a disk is used by own machines alone: one that others use, too, is only shown. */
function isOnlyOurs({ world, owns }: Around, machine: string, disk: string, looked: Set<Key>): boolean {
  let ours = true;
  for (const { id, vm } of world.naming("vbd", "vdi", disk)) {
    looked.add(keyOf("vbd", id));
    if (vm === null || vm === machine) continue;
    for (const one of MACHINES) looked.add(keyOf(one, vm));
    if (!MACHINES.some((one) => owns(one, vm))) ours = false;
  }
  return ours;
}
