// Who may do what: one place decides, and what it does not know it denies.
import type { Principal, Role } from "./types.ts";

/** What somebody can be allowed: see objects, operate them, manage pools, manage users and settings. */
export type Right = "read" | "operate" | "manage-pools" | "manage-users";

const GRANTED: { readonly [R in Role]: ReadonlySet<Right> } = {
  "administrator": new Set<Right>(["read", "operate", "manage-pools", "manage-users"]),
  "read-only": new Set<Right>(["read"]),
};

/** True only when the principal's role holds the right; nobody and an unknown role hold none. */
export function can(principal: Principal | null, right: Right): boolean {
  if (principal === null || !Object.hasOwn(GRANTED, principal.role)) return false;
  return GRANTED[principal.role].has(right);
}
