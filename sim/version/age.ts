// Makes a pool look as old as its version: what its hosts run, the templates it came with, no classes of later days.
import type { Database } from "../db.ts";
import { dict, flag, text } from "../values.ts";
import type { Version } from "./version.ts";

/** Ages a made-up pool in place, before anybody sees it. Does nothing for the latest version. */
export function age(db: Database, version: Version): void {
  const { software, api: [major, minor], edition, templates } = version.facts;
  if (software === undefined) return;
  for (const [host, record] of [...db.table("host")]) {
    db.update("host", host, {
      API_version_major: major,
      API_version_minor: minor,
      edition,
      software_version: { ...software, hostname: text(record, "hostname") },
    });
  }
  if (templates !== undefined) ageTemplates(db, templates);
}

/** Gives the default templates the names of that time; there are as many as names. */
function ageTemplates(db: Database, names: readonly string[]): void {
  const defaults = [...db.table("VM")].filter(([, vm]) => flag(vm, "is_default_template"));
  const [spare] = defaults;
  names.forEach((name_label, at) => {
    const fields = {
      name_label,
      name_description: name_label === "Other install media"
        ? "Template which allows VM installation from install media"
        : `Template for ${name_label}: boot the installer from a CD, or over the network`,
    };
    const known = defaults[at];
    if (known !== undefined) db.update("VM", known[0], fields);
    else if (spare !== undefined) {
      const metrics = db.create("VM_metrics", {
        ...db.get("VM_metrics", text(spare[1], "metrics")),
        uuid: db.newUuid(),
      });
      const other_config = { ...dict(spare[1], "other_config"), mac_seed: db.newUuid() };
      db.create("VM", { ...spare[1], ...fields, metrics, other_config, uuid: db.newUuid() });
    }
  });
  for (const [ref, vm] of defaults.slice(names.length)) {
    db.destroy("VM_metrics", text(vm, "metrics"));
    db.destroy("VM", ref);
  }
}
