// The behaviour of the pool as a whole: its settings, and what it refuses.
import type { Registry } from "../methods.ts";
import { registerPoolAdmin } from "./admin.ts";
import { registerPoolSettings } from "./settings.ts";

/** Teaches a simulator what a pool does. */
export function registerPool(registry: Registry): void {
  registerPoolSettings(registry);
  registerPoolAdmin(registry);
}
