// Grants in words and in addresses: "Ada may operate everything with the tag web".
import { COLLECTIONS } from "./types.ts";
import type { Collection } from "./types.ts";

/** What a grant reaches; the shape of lib/rights/types.ts. */
export type GrantScope =
  | { readonly kind: "all" }
  | { readonly kind: "pool"; readonly id: string }
  | { readonly kind: "host"; readonly id: string }
  | { readonly kind: "tag"; readonly tag: string }
  | { readonly kind: "object"; readonly collection: Collection; readonly id: string };

interface RoleName {
  readonly id: string;
  readonly name: string;
  readonly builtIn: boolean;
}

/** What people call one object of a collection, and several. */
export const NOUNS: Readonly<Record<Collection, readonly [one: string, many: string]>> = {
  pool: ["pool", "pools"],
  host: ["host", "hosts"],
  vm: ["VM", "VMs"],
  template: ["template", "templates"],
  snapshot: ["snapshot", "snapshots"],
  sr: ["storage repository", "storage repositories"],
  vdi: ["disk", "disks"],
  vbd: ["disk connection", "disk connections"],
  vif: ["network interface", "network interfaces"],
  network: ["network", "networks"],
  task: ["task", "tasks"],
  pif: ["host interface", "host interfaces"],
  pbd: ["storage connection", "storage connections"],
  alert: ["alert", "alerts"],
  certificate: ["certificate", "certificates"],
  update: ["update", "updates"],
  pgpu: ["GPU", "GPUs"],
  pci: ["PCI device", "PCI devices"],
  load: ["load", "loads"],
  finding: ["finding", "findings"],
};

/** What a built-in role lets its holder do, before the name of what. */
const VERBS: Readonly<Record<string, string>> = {
  "viewer": "see",
  "operator": "operate",
  "vm-admin": "manage the VMs of",
  "pool-admin": "administer",
};

/** What a scope is called. @param name of the pool, host or object; an id where it is gone */
export function scopeText(scope: GrantScope, name: string): string {
  switch (scope.kind) {
    case "all":
      return "all pools";
    case "pool":
      return `the pool ${name} with all in it`;
    case "host":
      return `the host ${name} with the VMs it runs`;
    case "tag":
      return `everything with the tag ${scope.tag}`;
    case "object":
      return `the ${NOUNS[scope.collection][0]} ${name}`;
  }
}

/** What a grant allows, in one sentence without its full stop. @param who name of the user, or of a group with "Members of" */
export function grantSentence(who: string, role: RoleName, scope: GrantScope, name: string): string {
  const where = scopeText(scope, name);
  if (!role.builtIn) return `${who} may do what the role ${role.name} allows on ${where}`;
  if (role.id === "administrator") {
    return scope.kind === "all"
      ? `${who} may do everything: on all pools, and with users, rights and settings`
      : `${who} may do everything with ${where}`;
  }
  // "manage the VMs of the VM web-1" would say it twice.
  const itself = scope.kind === "tag" || scope.kind === "object";
  const verb = role.id === "vm-admin" && itself ? "manage" : VERBS[role.id] ?? `act as ${role.name} on`;
  return `${who} may ${verb} ${where}`;
}

/** A scope as a form and an address carry it: `all`, `pool:ID`, `host:ID`, `tag:web`, `object:vm:ID`. */
export function scopeValue(scope: GrantScope): string {
  switch (scope.kind) {
    case "all":
      return "all";
    case "tag":
      return `tag:${scope.tag}`;
    case "object":
      return `object:${scope.collection}:${scope.id}`;
    default:
      return `${scope.kind}:${scope.id}`;
  }
}

/** Reads it back; null when it says nothing. */
export function parseScope(text: string): GrantScope | null {
  if (text === "all") return { kind: "all" };
  const [, kind, rest = ""] = /^(pool|host|tag|object):(.+)$/s.exec(text) ?? [];
  if (kind === "pool" || kind === "host") return { kind, id: rest };
  if (kind === "tag") return { kind, tag: rest };
  if (kind !== "object") return null;
  const [, name, id = ""] = /^([a-z]+):(.+)$/s.exec(rest) ?? [];
  const collection = COLLECTIONS.find((one) => one === name);
  return collection === undefined ? null : { kind, collection, id };
}

const collectionOf = (noun: string) => COLLECTIONS.find((collection) => collection === noun);

/** Actions by what they are done to, in the order they come in: a collection, or "" for Atoll itself. */
export function byNoun<A extends { readonly name: string }>(actions: readonly A[]): Map<string, A[]> {
  return Map.groupBy(
    actions,
    ({ name }) => collectionOf(name.slice(0, Math.max(0, name.indexOf(".")))) ?? "",
  );
}

/** What stands above the actions of a noun. */
export function nounTitle(noun: string): string {
  const collection = collectionOf(noun);
  if (collection === undefined) return "Atoll itself";
  const [, many] = NOUNS[collection];
  return many.charAt(0).toUpperCase() + many.slice(1);
}

/**
 * What somebody is, in a few words for a menu: "Administrator", "Operator on everything with the tag web", "Operator, Viewer".
 * @param nameOf what a scope's pool, host or object is called
 */
export function rolesText(
  holdings: readonly { readonly role: RoleName; readonly scope: GrantScope }[],
  nameOf: (scope: GrantScope) => string,
): string {
  const [first] = holdings;
  if (first === undefined) return "No rights yet";
  const everywhere = holdings.find(({ role, scope }) => role.id === "administrator" && scope.kind === "all");
  const only = everywhere ?? (holdings.length === 1 ? first : undefined);
  if (only === undefined) return [...new Set(holdings.map(({ role }) => role.name))].join(", ");
  return only.scope.kind === "all"
    ? only.role.name
    : `${only.role.name} on ${scopeText(only.scope, nameOf(only.scope))}`;
}
