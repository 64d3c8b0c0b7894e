// The agent inside a guest: some seconds after a boot it reports its drivers and system, a little later its addresses.
import { inBackground } from "../errors.ts";
import type { Database } from "../db.ts";
import { guestMetricsRecord } from "../generate/machine_records.ts";
import { guestFeatures, type System, SYSTEMS } from "../generate/systems.ts";
import { some } from "../objects.ts";
import type { Tasks } from "../tasks.ts";
import { date, dict, type Json, list, number, type Rec, type Ref, text } from "../values.ts";
import { agentTime, between } from "./durations.ts";
import { refresh } from "./subject.ts";

/** What a guest's agent will report after the next boot; undefined when it runs none. */
export function agentOf(db: Database, vm: Ref): Rec | undefined {
  const record = db.get("VM", vm);
  if (record === undefined) return undefined;
  const known = db.get("VM_guest_metrics", text(record, "guest_metrics"));
  // An agent that never announced its drivers (a guest in the making) starts over.
  if (known !== undefined && "major" in dict(known, "PV_drivers_version")) return known;
  const label = text(record, "reference_label");
  const base = dict(record, "other_config")["base_template_name"];
  const system =
    Object.values<System>(SYSTEMS).find((one) =>
      (label !== "" && one.reference_label === label) || one.template === base
    ) ?? SYSTEMS.debian12;
  if (!("drivers" in system) || system.drivers === undefined) return undefined;
  return guestMetricsRecord({
    os_version: system.os_version,
    PV_drivers_version: system.drivers,
    other: guestFeatures(system),
  });
}

/** Lets the agent of a VM that has just started appear, in the background; a VM that stops meanwhile is left alone. */
export function bootAgent(db: Database, tasks: Tasks, vm: Ref, agent: Rec | undefined): void {
  if (agent === undefined) return;
  const domid = number(db.get("VM", vm), "domid");
  const same = () => {
    const record = db.get("VM", vm);
    return text(record, "power_state") === "Running" && number(record, "domid") === domid;
  };
  const appear = async () => {
    await tasks.sleep(agentTime(db));
    if (!same()) return;
    const guest = db.create("VM_guest_metrics", {
      ...agent,
      uuid: db.newUuid(),
      PV_drivers_up_to_date: true,
      PV_drivers_detected: true,
      networks: {},
      live: true,
      last_updated: date(db.now()),
    });
    const before = some(text(db.get("VM", vm), "guest_metrics"));
    db.set("VM", vm, "guest_metrics", guest);
    if (before !== undefined) db.destroy("VM_guest_metrics", before);
    refresh(db, vm);
    await tasks.sleep(between(db, 1000, 3000));
    if (!same() || db.get("VM_guest_metrics", guest) === undefined) return;
    db.update("VM_guest_metrics", guest, {
      networks: addresses(db, vm, dict(agent, "networks")),
      last_updated: date(db.now()),
    });
  };
  inBackground(appear());
}

/** The addresses it had before; for a new guest, one an interface, made from the interface's MAC. */
function addresses(db: Database, vm: Ref, before: Record<string, Json>): Rec {
  if (Object.keys(before).length > 0) return before;
  const networks: Record<string, Json> = {};
  for (const ref of list(db.get("VM", vm), "VIFs")) {
    const vif = db.get("VIF", ref);
    const [, , , , fifth = "1", sixth = "1"] = text(vif, "MAC").split(":");
    const device = text(vif, "device");
    const ip = `10.99.${parseInt(fifth, 16) || 1}.${parseInt(sixth, 16) || 1}`;
    networks[`${device}/ip`] = ip;
    networks[`${device}/ipv4/0`] = ip;
  }
  return networks;
}
