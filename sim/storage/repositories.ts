// Storage repositories and their plugs: SRs made, probed, forgotten and destroyed; PBDs created, plugged, unplugged.
import { wantedRecord } from "../creation.ts";
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import { srRecord } from "../generate/pool_records.ts";
import type { Context, Registry } from "../methods.ts";
import { find } from "../objects.ts";
import { flag, type Json, list, type Rec, type Ref, text } from "../values.ts";

/** What a new SR holds, in bytes. */
const SIZE = 2_000_000_000_000;
/** Time it takes a host to attach an SR, in milliseconds. */
const PLUG_MS = 800;

/** Drivers of a pool whose state names none. */
const DRIVERS = ["ext", "lvm", "nfs", "iso", "lvmoiscsi", "lvmohba", "smb"];

/** Adds the messages of class SR other than scan, and those of class PBD. */
export function registerRepositories(registry: Registry): void {
  registry.register("SR.create", (context, args) => create(context, args));
  registry.register(
    "SR.introduce",
    ({ db }, [uuid = "", label = "", description = "", type = "", content = "", shared]) => {
      assertDriver(db, String(type));
      return add(db, {
        uuid,
        name_label: label,
        name_description: description,
        type,
        content_type: content,
        shared: shared === true,
      });
    },
  );
  registry.register("SR.forget", ({ db }, [sr = ""]) => forget(db, String(sr)));
  registry.register("SR.destroy", ({ db }, [sr = ""]) => {
    assertUnplugged(db, String(sr));
    if (list(find(db, "SR", sr), "VDIs").length > 0) throw new ApiError("SR_NOT_EMPTY");
    forget(db, String(sr));
  });
  registry.register("SR.update", ({ db }, [sr = ""]) => void find(db, "SR", sr));
  registry.register("SR.assert_can_host_ha_statefile", ({ db }, [sr = ""]) => void find(db, "SR", sr));
  registry.register("SR.get_supported_types", ({ db }) => drivers(db));
  for (const name of ["probe", "probe_ext"]) {
    registry.register(`SR.${name}`, ({ db }, [host = "", , type = ""]) => {
      find(db, "host", host);
      assertDriver(db, String(type));
      db.hypervisor.assert("probe", {});
      return name === "probe" ? '<?xml version="1.0" ?>\n<SRlist>\n</SRlist>\n' : [];
    });
  }
  registry.register("PBD.create", ({ db }, [given]) => createPlug(db, given));
  registry.register("PBD.destroy", ({ db }, [pbd = ""]) => {
    if (flag(find(db, "PBD", pbd), "currently_attached")) {
      throw new ApiError("OPERATION_NOT_ALLOWED", "PBD is currently attached");
    }
    db.destroy("PBD", String(pbd));
  });
  registry.register("PBD.plug", (context, [pbd = ""]) => plug(context, String(pbd)));
  registry.register("PBD.unplug", (context, [pbd = ""]) => unplug(context, String(pbd)));
}

/** `host, device_config, physical_size, name_label, name_description, type, content_type, shared, sm_config`. */
async function create({ db, task }: Context, args: readonly Json[]): Promise<Ref> {
  const [host = "", config = {}, , label = "", description = "", type = "", content = "", shared, sm_config] =
    args;
  find(db, "host", host);
  assertDriver(db, String(type));
  await task.wait(PLUG_MS);
  const sr = add(db, {
    name_label: label,
    name_description: description,
    type,
    content_type: content,
    shared: shared === true,
    physical_size: SIZE,
    sm_config: sm_config ?? {},
    other_config: { dirty: "" },
  });
  // Recordings: the host that was asked first, then the others.
  const others = [...db.table("host").keys()].sort().reverse().filter((each) => each !== host);
  for (const each of shared === true ? [String(host), ...others] : [String(host)]) {
    db.create("PBD", { host: each, SR: sr, device_config: config, currently_attached: true });
  }
  return sr;
}

function add(db: Database, fields: Rec): Ref {
  const record = srRecord(fields);
  const operations = list(record, "allowed_operations").filter((operation) => operation !== "update");
  return db.create("SR", { ...record, allowed_operations: operations });
}

/** Drops an SR, its PBDs and the records of its disks: what is on it stays. */
function forget(db: Database, sr: Ref): void {
  assertUnplugged(db, sr);
  const record = find(db, "SR", sr);
  for (const pbd of list(record, "PBDs")) db.destroy("PBD", pbd);
  for (const vdi of list(record, "VDIs")) db.destroy("VDI", vdi);
  db.destroy("SR", sr);
}

function createPlug(db: Database, given: Json | undefined): Ref {
  const fields = wantedRecord("PBD", given, ["host", "SR", "device_config"]);
  const [host, sr] = [text(fields, "host"), text(fields, "SR")];
  find(db, "host", host);
  const known = list(find(db, "SR", sr), "PBDs").find((pbd) => db.get("PBD", pbd)?.["host"] === host);
  if (known !== undefined) throw new ApiError("PBD_EXISTS", sr, host, known);
  return db.create("PBD", { ...fields, currently_attached: false });
}

/** May be repeated, as unplugging may. */
async function plug({ db, task }: Context, pbd: Ref): Promise<void> {
  if (flag(find(db, "PBD", pbd), "currently_attached")) return;
  await task.hold([["SR", text(find(db, "PBD", pbd), "SR")]], "plug", () => task.wait(PLUG_MS));
  find(db, "PBD", pbd);
  db.set("PBD", pbd, "currently_attached", true);
}

async function unplug({ db, task }: Context, pbd: Ref): Promise<void> {
  const record = find(db, "PBD", pbd);
  if (!flag(record, "currently_attached")) return;
  const used = list(db.get("SR", text(record, "SR")), "VDIs").filter((vdi) =>
    usedOn(db, vdi, text(record, "host"))
  );
  if (used.length > 0) throw new ApiError("VDI_IN_USE", ...used);
  await task.hold([["SR", text(record, "SR")]], "unplug", () => task.wait(PLUG_MS));
  find(db, "PBD", pbd);
  db.set("PBD", pbd, "currently_attached", false);
}

/** Whether a VM that is on a host uses a disk. */
function usedOn(db: Database, vdi: Ref, host: Ref): boolean {
  return list(db.get("VDI", vdi), "VBDs").some((vbd) => {
    const record = db.get("VBD", vbd);
    return flag(record, "currently_attached") && db.get("VM", text(record, "VM"))?.["resident_on"] === host;
  });
}

function assertUnplugged(db: Database, sr: Ref): void {
  const record = find(db, "SR", sr);
  if (list(record, "PBDs").some((pbd) => flag(db.get("PBD", pbd), "currently_attached"))) {
    throw new ApiError("SR_HAS_PBD", sr);
  }
}

function assertDriver(db: Database, type: string): void {
  if (!drivers(db).includes(type)) throw new ApiError("SR_UNKNOWN_DRIVER", type);
}

function drivers(db: Database): string[] {
  const known = [...db.table("SM").values()].map((driver) => text(driver, "type"));
  return known.length > 0 ? known : DRIVERS;
}
