// Making a VM of a template: the disks its other_config asks for are created.
import { ApiError } from "../errors.ts";
import { vbdRecord, vdiRecord } from "../generate/machine_records.ts";
import type { Context } from "../methods.ts";
import { find, some } from "../objects.ts";
import { dict, type Ref, text } from "../values.ts";
import { between } from "./durations.ts";

/** Creates what `<provision><disk device size sr bootable type/></provision>` lists and turns the template into a VM. */
export async function provision({ db, task }: Context, vm: Ref): Promise<void> {
  const { disks, ...other_config } = dict(find(db, "VM", vm), "other_config");
  const pool = db.table("pool").values().next().value;
  const wanted = typeof disks === "string" ? disks.match(/<disk\b[^>]*>/g) ?? [] : [];
  for (const disk of wanted) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(disk)?.[1] ?? "";
    const sr = db.findByUuid("SR", attribute("sr")) ?? some(text(pool, "default_SR"));
    if (sr === undefined) throw new ApiError("VM_REQUIRES_SR", vm, attribute("sr"));
    await task.wait(between(db, 300, 900));
    const uuid = db.newUuid();
    const vdi = db.create(
      "VDI",
      vdiRecord({
        uuid,
        name_label: `${text(find(db, "VM", vm), "name_label")} ${attribute("device")}`,
        name_description: "Created by template provisioner",
        allowed_operations: ["copy", "clone", "forget", "resize", "snapshot", "destroy"],
        SR: sr,
        virtual_size: Number(attribute("size")) || 0,
        type: attribute("type") || "system",
      }),
    );
    db.create(
      "VBD",
      vbdRecord({
        uuid: db.newUuid(),
        VM: vm,
        VDI: vdi,
        userdevice: attribute("device") || "0",
        bootable: attribute("bootable") === "true",
        other_config: { owner: "" },
      }),
    );
  }
  db.set("VM", vm, "other_config", other_config);
  db.set("VM", vm, "is_a_template", false);
}
