// Hosts: taken out of service and back.
import type { Context, Registry } from "../methods.ts";
import { find } from "../objects.ts";
import type { Ref } from "../values.ts";

/** Time it takes to enable a host, in milliseconds. */
const ENABLE_MS = 300;

/** What a host allows when nothing keeps it from it, in the order a genuine xapi lists it. */
export function hostOperations(enabled: boolean): string[] {
  return enabled ? ["vm_migrate", "provision", "vm_resume", "enable", "evacuate", "vm_start"] : [
    "vm_migrate",
    "provision",
    "vm_resume",
    "apply_updates",
    "enable",
    "reboot",
    "evacuate",
    "vm_start",
    "shutdown",
  ];
}

/** Adds host.enable and host.disable. Both may be repeated: a host that is enabled can be enabled. */
export function registerHosts(registry: Registry): void {
  registry.register("host.enable", (context, [host = ""]) => enable(context, String(host)));
  registry.register("host.disable", ({ db }, [host = ""]) => {
    find(db, "host", host);
    setEnabled({ db }, String(host), false);
  });
}

async function enable(context: Context, host: Ref): Promise<void> {
  find(context.db, "host", host);
  await context.task.operate(
    { objects: [["host", host]], operation: "enable", duration: ENABLE_MS, cancellable: true },
    () => setEnabled(context, host, true),
  );
}

function setEnabled({ db }: Pick<Context, "db">, host: Ref, enabled: boolean): void {
  db.set("host", host, "enabled", enabled);
  db.set("host", host, "allowed_operations", hostOperations(enabled));
}
