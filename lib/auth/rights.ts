// Who may do what: one place decides, and what it does not know it denies.
import { FIELDS } from "@/lib/view/fields.ts";
import { EVERYTHING } from "@/lib/view/sight.ts";
import type { Collection, FieldSet, Sight } from "@/lib/view/types.ts";
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

/** How a pool is reached and trusted concerns those alone who manage pools. */
const MANAGERS: ReadonlySet<string> = new Set([
  "offered_fingerprint",
  "offered_address",
  "tried",
  "authorities",
]);

const POOL_FIELDS: FieldSet = new Set(Object.keys(FIELDS.pool).filter((field) => !MANAGERS.has(field)));

const READER: Sight = {
  key: "read",
  all: true,
  sees: () => true,
  fields: (collection: Collection) => collection === "pool" ? POOL_FIELDS : true,
};

const NOTHING: Sight = { key: "none", sees: () => false, fields: () => new Set() };

/** What a principal may see of the pools' objects. Decided before anything is filtered, related, counted or sent. */
export function sightOf(principal: Principal | null): Sight {
  if (!can(principal, "read")) return NOTHING;
  return can(principal, "manage-pools") ? EVERYTHING : READER;
}

/** The rights of readers as the stream asks for them. There is no way yet to change somebody's role, so nobody is called. */
export const SIGHTS = {
  sight: sightOf,
  onChange: (_listener: () => void) => () => {},
};
