// Moving a VM with its disks: to a host of this pool, or a copy of it; and whether that would work.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import type { Context, Registry } from "../methods.ts";
import { find } from "../objects.ts";
import { login } from "../sessions.ts";
import { assertPlugged } from "../storage/scan.ts";
import { dict, flag, isDict, type Json, number, type Ref, text } from "../values.ts";
import { duplicate } from "./copies.ts";
import { copyDisk, destroyDisk, disksOf } from "./disks.ts";
import { moveTo } from "./domain.ts";
import { migrationTime } from "./durations.ts";
import { powerState } from "./lifecycle.ts";
import { assertStill } from "./power.ts";
import { assertPossible, operate } from "./subject.ts";

/** Adds host.migrate_receive, VM.assert_can_migrate and VM.migrate_send. */
export function registerMigrateSend(registry: Registry): void {
  registry.register("host.migrate_receive", ({ db }, [host = "", network = ""]) => {
    return receive(db, String(host), String(network));
  });
  registry.register("VM.assert_can_migrate", ({ db }, [vm = "", dest, , disks, nics]) => {
    find(db, "VM", vm);
    const target = targetOf(db, dest);
    assertMaps(db, String(vm), target, disks, nics, true);
    assertPossible(db, String(vm), "migrate_send");
  });
  registry.register("VM.migrate_send", (context, [vm = "", dest, , disks, nics, options]) => {
    find(context.db, "VM", vm);
    const target = targetOf(context.db, dest);
    assertMaps(context.db, String(vm), target, disks, nics, false);
    const copy = mapOf(options)["copy"] === "true";
    return send(context, String(vm), target, mapOf(disks), mapOf(nics), copy);
  });
}

/** What a client hands to VM.migrate_send: where the other side answers, and a session there. */
function receive(db: Database, host: Ref, network: Ref): Json {
  const record = find(db, "host", host);
  find(db, "network", network);
  const pool = db.table("pool").values().next().value;
  const coordinator = db.get("host", text(pool, "master"));
  const session_id = login(db, "root", "");
  const base = `http://${text(record, "address")}/services`;
  return {
    SM: `${base}/SM?session_id=${session_id}`,
    host,
    xenops: `${base}/xenops?session_id=${session_id}`,
    session_id,
    master: `http://${text(coordinator, "address")}`,
  };
}

function targetOf(db: Database, dest: Json | undefined): Ref {
  const host = mapOf(dest)["host"];
  // OCaml's Not_found, as it looked for the host among the keys.
  if (host === undefined) throw new ApiError("INTERNAL_ERROR", "Not_found");
  find(db, "host", host);
  return String(host);
}

/** Throws why the disks or interfaces cannot go where they are sent; `strict` wants every disk to be named. */
function assertMaps(
  db: Database,
  vm: Ref,
  host: Ref,
  disks: Json | undefined,
  nics: Json | undefined,
  strict: boolean,
): void {
  const wanted = mapOf(disks);
  for (const { vdi } of disksOf(db, vm)) {
    const sr = text(find(db, "VDI", vdi), "SR");
    const seen = [...db.table("PBD").values()].some((pbd) =>
      pbd["host"] === host && pbd["SR"] === sr && flag(pbd, "currently_attached")
    );
    if (wanted[vdi] === undefined && (strict || !seen)) throw new ApiError("VDI_NOT_IN_MAP", vdi);
  }
  for (const sr of Object.values(wanted)) assertPlugged(db, String(sr));
  for (const network of Object.values(mapOf(nics))) find(db, "network", network);
}

async function send(
  context: Context,
  vm: Ref,
  host: Ref,
  disks: Record<string, Json>,
  nics: Record<string, Json>,
  copy: boolean,
): Promise<Ref> {
  const { db, task } = context;
  if (copy) {
    const [sr] = Object.values(disks);
    const name = text(find(db, "VM", vm), "name_label");
    return await duplicate(context, vm, name, "copy", sr === undefined ? undefined : String(sr));
  }
  await operate(context, vm, "migrate_send", async () => {
    const record = find(db, "VM", vm);
    task.cancellable(true);
    await task.pace(migrationTime(record), 10, 0.95);
    task.cancellable(false);
    const runs = powerState(record) === "Running";
    if (runs) assertStill(context, vm, number(record, "domid"), ["Running"]);
    for (const { vbd, vdi } of disksOf(db, vm)) moveDisk(db, vbd, vdi, disks[vdi]);
    for (const [vif, network] of Object.entries(nics)) {
      if (db.get("VIF", vif) !== undefined) db.set("VIF", vif, "network", network);
    }
    if (runs && text(record, "resident_on") !== host) moveTo(db, vm, host);
  });
  return vm;
}

function moveDisk(db: Database, vbd: Ref, vdi: Ref, sr: Json | undefined): void {
  if (sr === undefined || text(find(db, "VDI", vdi), "SR") === sr) return;
  const moved = copyDisk(db, vdi, { sr: String(sr) });
  db.set("VBD", vbd, "VDI", moved);
  destroyDisk(db, vdi);
}

function mapOf(value: Json | undefined): Record<string, Json> {
  return isDict(value) ? dict({ value }, "value") : {};
}
