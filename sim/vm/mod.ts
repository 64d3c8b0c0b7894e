// The behaviour of VMs: everything a message of class VM does that is more than reading or writing a field.
import type { Registry } from "../methods.ts";
import { registerCopies } from "./copies.ts";
import { registerCreation } from "./create.ts";
import { registerDisks } from "./disks.ts";
import { registerDrives } from "./drives.ts";
import { registerInterfaces } from "./interfaces.ts";
import { registerMigration } from "./migrate.ts";
import { registerMigrateSend } from "./migrate_send.ts";
import { registerPower } from "./power.ts";
import { registerQuestions } from "./questions.ts";
import { registerRevert } from "./revert.ts";
import { registerSettings } from "./settings.ts";
import { registerTpms } from "./tpm.ts";

/** Teaches a simulator what VMs do: power, snapshots and copies, migration, guarded settings. */
export function registerVmMethods(registry: Registry): void {
  registerPower(registry);
  registerCopies(registry);
  registerRevert(registry);
  registerMigration(registry);
  registerMigrateSend(registry);
  registerSettings(registry);
  registerQuestions(registry);
  registerDisks(registry);
  registerCreation(registry);
  registerDrives(registry);
  registerInterfaces(registry);
  registerTpms(registry);
}
