// The rule of a door (a route of the API, a page): who comes through.
import type { Principal } from "@/lib/auth/types.ts";
import { isSystemAction } from "./built_in.ts";
import type { RightsService, Rule } from "./types.ts";

/**
 * Whether somebody who is signed in comes through a door.
 * @param reading the request changes nothing: what a token for reading is let do
 */
export function passes(rights: RightsService, principal: Principal, rule: Rule, reading: boolean): boolean {
  if (!reading && principal.token?.readOnly) return false;
  if (rule === "signed-in") return true;
  return isSystemAction(rule) ? rights.can(principal, rule) : rights.canSomewhere(principal, rule);
}
