// The behaviour of storage: SRs, PBDs and disks.
import type { Registry } from "../methods.ts";
import { registerScan } from "./scan.ts";
import { registerRepositories } from "./repositories.ts";
import { registerVolumes } from "./volumes.ts";

/** Teaches a simulator what storage does. */
export function registerStorage(registry: Registry): void {
  registerScan(registry);
  registerRepositories(registry);
  registerVolumes(registry);
}
