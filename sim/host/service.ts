// Hosts: taken out of service and back.
import type { Database } from "../db.ts";
import type { Context, Registry } from "../methods.ts";
import { find } from "../objects.ts";
import { dict, flag, type Ref } from "../values.ts";

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

/** What a host does not allow while another operation runs on it (recordings). */
const EXCLUDED: Readonly<Record<string, readonly string[]>> = {
  vm_migrate: ["evacuate"],
  vm_resume: ["evacuate"],
  evacuate: ["vm_migrate", "provision", "vm_resume"],
};

/** Shows an operation on a host while the work runs, with allowed_operations to match. */
export async function holdHost<T>(
  { db, task }: Pick<Context, "db" | "task">,
  host: Ref,
  operation: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await task.hold([["host", host]], operation, () => {
      refreshHost(db, host);
      return work();
    });
  } finally {
    refreshHost(db, host);
  }
}

/** Works out the allowed_operations of a host again; does nothing when it is gone. */
function refreshHost(db: Database, host: Ref): void {
  const record = db.get("host", host);
  if (record === undefined) return;
  const running = Object.values(dict(record, "current_operations")).map(String);
  const excluded = new Set(running.flatMap((operation) => EXCLUDED[operation] ?? []));
  const allowed = hostOperations(flag(record, "enabled")).filter((operation) => !excluded.has(operation));
  db.set("host", host, "allowed_operations", allowed);
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
  refreshHost(db, host);
}
