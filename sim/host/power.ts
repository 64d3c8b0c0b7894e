// Hosts go down, come up and leave: shutdown, reboot, power on, declared dead, destroyed, ejected from the pool.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import type { Context, Registry } from "../methods.ts";
import { find } from "../objects.ts";
import type { Setup } from "../setup.ts";
import { flag, list, type Rec, type Ref, text } from "../values.ts";
import { takeDown } from "../vm/domain.ts";

/** How long a host takes to go down, and to be up again, in milliseconds. */
const DOWN_MS = 8_000;
const UP_MS = 30_000;
/** How long a reboot that does not happen is waited for: longer than two minutes, after which a client gave up (recordings). */
const UNHEARD_MS = 600_000;

/** Adds the messages that change a host's power, and those about hosts that are gone. */
export function registerHostPower(
  registry: Registry,
  { peers }: Pick<Setup, "peers"> = { peers: undefined },
): void {
  registry.register("host.shutdown", async (context, [host = ""]) => {
    if (await goDown(context, String(host), "shutdown")) peers?.power(String(host), false);
  });
  registry.register("host.reboot", async (context, [host = ""]) => {
    if (!await goDown(context, String(host), "reboot")) return await context.task.wait(UNHEARD_MS);
    peers?.power(String(host), false);
    await context.task.wait(UP_MS);
    setLive(context.db, String(host), true);
    peers?.power(String(host), true);
  });
  registry.register("host.power_on", async (context, [host = ""]) => {
    await powerOn(context, String(host));
    peers?.power(String(host), true);
  });
  registry.register("host.declare_dead", ({ db }, [host = ""]) => {
    assertDead(db, String(host));
    for (const vm of guestsOf(db, String(host))) takeDown(db, vm, "Halted");
  });
  registry.register("host.destroy", ({ db }, [host = ""]) => {
    assertDead(db, String(host));
    remove(db, String(host));
  });
  registry.register("pool.eject", ({ db }, [host = ""]) => {
    find(db, "host", host);
    const pool = db.table("pool").values().next().value;
    if (text(pool, "master") === host) throw new ApiError("INTERNAL_ERROR", "Xapi_pool.Cannot_eject_master");
    if (flag(pool, "ha_enabled")) throw new ApiError("HA_IS_ENABLED");
    if (guestsOf(db, String(host)).length > 0) {
      throw new ApiError("OPERATION_NOT_ALLOWED", "VM resident on host");
    }
    remove(db, String(host));
    peers?.leave(String(host));
  });
}

/** The VMs on a host, its control domain left out. */
export function guestsOf(db: Database, host: Ref): Ref[] {
  return list(find(db, "host", host), "resident_VMs").filter((vm) => {
    const record = db.get("VM", vm);
    return record !== undefined && !flag(record, "is_control_domain");
  });
}

/** Takes a host down; false when it stays up all the same. Throws why it must not. */
async function goDown({ db, task }: Context, host: Ref, operation: "shutdown" | "reboot"): Promise<boolean> {
  if (flag(find(db, "host", host), "enabled")) throw new ApiError("HOST_NOT_DISABLED");
  const [running] = guestsOf(db, host);
  if (running !== undefined && db.version.keepsHostsInUse) {
    throw new ApiError("HOST_IN_USE", host, "VM", running);
  }
  if (!db.hypervisor.goesDown) return false;
  await task.operate(
    { objects: [["host", host]], operation, duration: DOWN_MS },
    () => setLive(db, host, false),
  );
  return true;
}

async function powerOn({ db, task }: Context, host: Ref): Promise<void> {
  const record = find(db, "host", host);
  if (isLive(db, record)) throw new ApiError("HOST_IS_LIVE", host);
  if (text(record, "power_on_mode") === "") throw new ApiError("HOST_POWER_ON_MODE_DISABLED");
  await task.operate(
    { objects: [["host", host]], operation: "power_on", duration: UP_MS },
    () => setLive(db, host, true),
  );
}

function assertDead(db: Database, host: Ref): void {
  if (isLive(db, find(db, "host", host))) throw new ApiError("HOST_IS_LIVE", host);
}

function isLive(db: Database, host: Rec): boolean {
  return flag(db.get("host_metrics", text(host, "metrics")), "live");
}

/** A host that comes up has no domains: what ran on it when it went down is halted. */
function setLive(db: Database, host: Ref, live: boolean): void {
  if (live) { for (const vm of guestsOf(db, host)) takeDown(db, vm, "Halted"); }
  const metrics = text(find(db, "host", host), "metrics");
  if (db.get("host_metrics", metrics) !== undefined) db.set("host_metrics", metrics, "live", live);
}

/** Removes a host and what is only its own: interfaces, processors, certificates, control domains, local storage. */
function remove(db: Database, host: Ref): void {
  const record = find(db, "host", host);
  for (const sr of localStorage(db, host)) {
    for (const vm of guestsIn(db, sr)) removeVm(db, vm);
    for (const vdi of list(db.get("SR", sr), "VDIs")) db.destroy("VDI", vdi);
    db.destroy("SR", sr);
  }
  for (const [cls, field] of OWN) {
    for (const [ref, each] of [...db.table(cls)]) if (text(each, field) === host) db.destroy(cls, ref);
  }
  for (const [ref, vm] of [...db.table("VM")]) {
    if (!flag(vm, "is_control_domain") || text(vm, "resident_on") !== host) continue;
    removeVm(db, ref);
  }
  db.destroy("host_metrics", text(record, "metrics"));
  db.destroy("host", host);
}

/** The VMs, templates and snapshots with a disk in a repository. */
function guestsIn(db: Database, sr: Ref): Set<Ref> {
  const drives = list(db.get("SR", sr), "VDIs").flatMap((vdi) => list(db.get("VDI", vdi), "VBDs"));
  return new Set(drives.map((vbd) => text(db.get("VBD", vbd), "VM")));
}

/** Removes a VM with its devices. */
function removeVm(db: Database, ref: Ref): void {
  const vm = db.get("VM", ref);
  for (const [cls, set] of [["VBD", "VBDs"], ["VIF", "VIFs"], ["console", "consoles"]] as const) {
    for (const each of list(vm, set)) db.destroy(cls, each);
  }
  db.destroy("VM_metrics", text(vm, "metrics"));
  db.destroy("VM_guest_metrics", text(vm, "guest_metrics"));
  db.destroy("VM", ref);
}

/** Classes whose rows belong to one host, and the field that says to which. */
const OWN = [
  ["PBD", "host"],
  ["PIF", "host"],
  ["host_cpu", "host"],
  ["PGPU", "host"],
  ["PCI", "host"],
  ["Certificate", "host"],
] as const;

/** The repositories that are plugged nowhere else and that nobody shares. */
function localStorage(db: Database, host: Ref): Ref[] {
  return [...db.table("SR")].filter(([, sr]) => {
    const hosts = list(sr, "PBDs").map((pbd) => text(db.get("PBD", pbd), "host"));
    return !flag(sr, "shared") && hosts.length > 0 && hosts.every((each) => each === host);
  }).map(([ref]) => ref);
}
