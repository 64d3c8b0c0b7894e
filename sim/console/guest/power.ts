// A guest that shuts down or reboots by itself: what becomes of its domain, as xapi does it when nobody called it.
import { inBackground } from "../../errors.ts";
import type { Database } from "../../db.ts";
import type { Tasks } from "../../tasks.ts";
import { number, type Ref, text } from "../../values.ts";
import { attachDevices, forgetGuest, rebuild, takeDown } from "../../vm/domain.ts";
import { agentOf, bootAgent } from "../../vm/guest_agent.ts";
import type { PowerAction } from "./machine.ts";

/** How long a guest takes to end, in milliseconds. */
const DOWN_MS = 2500;
const PAUSE_MS = 1000;

/**
 * Ends or restarts a VM's domain from inside, in the background: no task, no operation, no message tells of it, only the
 * VM's power state. The VM's actions_after_shutdown and actions_after_reboot decide what follows.
 */
export function powerFromInside(db: Database, tasks: Tasks, vm: Ref, action: PowerAction): void {
  const domid = number(db.get("VM", vm), "domid");
  const end = async () => {
    await tasks.sleep(DOWN_MS);
    for (;;) {
      const record = db.get("VM", vm);
      const state = text(record, "power_state");
      if (number(record, "domid") !== domid || (state !== "Running" && state !== "Paused")) return;
      if (state === "Running") break;
      // Held: it goes on when it is let go.
      await tasks.sleep(Math.max(PAUSE_MS, 1));
    }
    const after = text(
      db.get("VM", vm),
      action === "poweroff" ? "actions_after_shutdown" : "actions_after_reboot",
    );
    if (after === "destroy") return takeDown(db, vm, "Halted");
    const agent = agentOf(db, vm);
    forgetGuest(db, vm);
    rebuild(db, vm);
    attachDevices(db, vm, true);
    bootAgent(db, tasks, vm, agent);
  };
  inBackground(end());
}
