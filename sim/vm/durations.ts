// How long operations take in reality, in milliseconds before the simulator's scaling.
import type { Database } from "../db.ts";
import { GiB } from "../generate/units.ts";
import { number, type Rec } from "../values.ts";

/** `low` to `high` milliseconds, by the database's randomness. */
export function between(db: Database, low: number, high: number): number {
  return low + db.random() * (high - low);
}

/** Time to build a domain and boot the firmware: 2 to 6 s, more for more memory. */
export function startTime(db: Database, vm: Rec): number {
  return Math.min(6000, between(db, 2000, 3500) + 80 * (number(vm, "memory_static_max") / GiB));
}

/** Time from power on until the guest's agent reports: 6 to 14 s. */
export function agentTime(db: Database): number {
  return between(db, 6000, 14_000);
}

/** Time to write a VM's memory to storage or read it back, at about 500 MB/s. */
export function imageTime(vm: Rec): number {
  return 1500 + (number(vm, "memory_target") / GiB) * 2000;
}

/** Time to send a VM's memory to another host, at about 1 GB/s and a little for what changes meanwhile. */
export function migrationTime(vm: Rec): number {
  return 2500 + (number(vm, "memory_target") / GiB) * 1200;
}

/** Time to copy so many bytes, at about 400 MB/s, a minute at most. */
export function copyTime(bytes: number): number {
  return Math.min(60_000, 1000 + (bytes / GiB) * 2500);
}
