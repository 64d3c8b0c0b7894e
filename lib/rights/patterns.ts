// Names of actions and what a role's patterns let through.
import type { ActionName } from "./types.ts";

/** What roles hold: `vm.start`, all of a noun (`vm.*`), or everything (`*`). */
export const PATTERN = /^(\*|[a-z]+\.(\*|[a-z][a-z_-]*))$/;

/** Whether patterns let an action through. Compared by text: what is no pattern lets through the action of that name alone. */
export function allows(patterns: ReadonlySet<string>, action: ActionName): boolean {
  if (patterns.has("*") || patterns.has(action)) return true;
  const dot = action.indexOf(".");
  return dot > 0 && patterns.has(`${action.slice(0, dot)}.*`);
}

/** Whether an action only reads: all that a token for reading is let do. */
export function reads(action: ActionName): boolean {
  return action.endsWith(".read");
}
