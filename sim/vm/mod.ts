// The behaviour of VMs: everything a message of class VM does that is more than reading or writing a field.
import type { Registry } from "../methods.ts";
import { registerCopies } from "./copies.ts";
import { registerDisks } from "./disks.ts";
import { registerMigration } from "./migrate.ts";
import { registerPower } from "./power.ts";
import { registerRevert } from "./revert.ts";
import { registerSettings } from "./settings.ts";

/** Teaches a simulator what VMs do: power, snapshots and copies, migration, guarded settings. */
export function registerVmMethods(registry: Registry): void {
  registerPower(registry);
  registerCopies(registry);
  registerRevert(registry);
  registerMigration(registry);
  registerSettings(registry);
  registerDisks(registry);
}
