// Moving a running VM to another host of its pool.
import { ApiError } from "../errors.ts";
import type { Context, Registry } from "../methods.ts";
import { holdHost } from "../host/service.ts";
import { find } from "../objects.ts";
import { flag, number, type Rec, type Ref, text } from "../values.ts";
import { moveTo } from "./domain.ts";
import { migrationTime } from "./durations.ts";
import { hostName, tell } from "./messages.ts";
import { assertCanBoot, possibleHosts, reserve, storageOf } from "./placement.ts";
import { assertStill } from "./power.ts";
import { operate } from "./subject.ts";

/** Time until the other host knows of a VM that comes, in milliseconds (recordings). */
const HANDSHAKE_MS = 100;

/** Adds pool_migrate and the questions about where a VM can run. */
export function registerMigration(registry: Registry): void {
  registry.register("VM.pool_migrate", (context, [vm = "", host = ""]) => {
    return migrate(context, String(vm), String(host));
  });
  registry.register("VM.assert_can_boot_here", ({ db }, [vm = "", host = ""]) => {
    find(db, "VM", vm);
    find(db, "host", host);
    assertCanBoot(db, String(vm), String(host));
  });
  registry.register("VM.get_possible_hosts", ({ db }, [vm = ""]) => {
    find(db, "VM", vm);
    return possibleHosts(db, String(vm));
  });
  registry.register("VM.assert_agile", ({ db }, [vm = ""]) => {
    for (const sr of storageOf(db, find(db, "VM", vm))) {
      if (!flag(db.get("SR", sr), "shared")) throw new ApiError("HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED", sr);
    }
  });
}

/** Moves a running VM to another host of its pool. */
export async function migrate(context: Context, vm: Ref, host: Ref): Promise<void> {
  const { db, task } = context;
  find(db, "VM", vm);
  const target = find(db, "host", host);
  if (!flag(target, "enabled")) throw new ApiError("HOST_DISABLED", host);
  let from = "";
  await operate(context, vm, "pool_migrate", async () => {
    const record = find(db, "VM", vm);
    from = text(record, "resident_on");
    const travel = (way: () => Promise<void>) => travelling(context, vm, record, way);
    if (from === host) return await travel(() => Promise.resolve());
    assertCanBoot(db, vm, host);
    await reserve(db, vm, host, () =>
      holdHost(context, host, "vm_migrate", async () => {
        task.cancellable(true);
        await travel(() => task.pace(migrationTime(record), 10, 0.95));
        task.cancellable(false);
        assertStill(context, vm, number(record, "domid"), ["Running"]);
        moveTo(db, vm, host);
      }));
  });
  if (from !== host) {
    tell(db, vm, "VM_MIGRATED", `migrated from host: ${hostName(db, from)} to host: ${hostName(db, host)}`);
  }
}

/**
 * Brings a domain to another host with as little memory as it may have, which it has all again in the end; not where the
 * other host does not take it over (recordings).
 */
async function travelling(
  { db, task }: Context,
  vm: Ref,
  record: Rec,
  way: () => Promise<void>,
): Promise<void> {
  const [memory, least] = [number(record, "memory_target"), number(record, "memory_dynamic_min")];
  const regain = () => {
    if (text(db.get("VM", vm), "power_state") === "Running") db.set("VM", vm, "memory_target", memory);
  };
  if (least > 0 && least < memory) db.set("VM", vm, "memory_target", least);
  try {
    await task.wait(HANDSHAKE_MS);
  } catch (error) {
    regain();
    throw error;
  }
  db.hypervisor.assert("receive", { uuid: text(record, "uuid") });
  await way().finally(regain);
}
