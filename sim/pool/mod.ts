// The behaviour of the pool as a whole: its settings, and what it refuses.
import type { Registry } from "../methods.ts";
import type { Setup } from "../setup.ts";
import { registerPoolAdmin } from "./admin.ts";
import { registerEmergency } from "./emergency.ts";
import { registerJoin } from "./join.ts";
import { registerPoolSettings } from "./settings.ts";

/** Teaches a simulator what a pool does. */
export function registerPool(registry: Registry, setup: Setup): void {
  registerPoolSettings(registry);
  registerPoolAdmin(registry, setup);
  registerEmergency(registry, setup);
  registerJoin(registry, setup);
}
