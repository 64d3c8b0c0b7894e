// The messages xapi leaves about VMs, in its own words.
import type { Database } from "../db.ts";
import { date, type Ref, text } from "../values.ts";

/** xapi keeps so many messages; beyond, the oldest go. */
const MAX_MESSAGES = 10_000;

/** Adds a message about a VM: `VM 'name' (uuid: …)` and then `said`. */
export function tell(db: Database, vm: Ref, name: string, said: string): void {
  const record = db.get("VM", vm);
  if (record === undefined) return;
  const uuid = text(record, "uuid");
  db.create("message", {
    name,
    priority: 5,
    cls: "VM",
    obj_uuid: uuid,
    timestamp: date(db.now()),
    body: `VM '${text(record, "name_label")}' (uuid: ${uuid}) ${said}`,
  });
  if (db.table("message").size <= MAX_MESSAGES) return;
  const oldest = db.table("message").keys().next().value;
  if (oldest !== undefined) db.destroy("message", oldest);
}

/** `xcp-01 (uuid: …)`, as messages name a host. */
export function hostName(db: Database, host: Ref): string {
  const record = db.get("host", host);
  return `${text(record, "name_label")} (uuid: ${text(record, "uuid")})`;
}
