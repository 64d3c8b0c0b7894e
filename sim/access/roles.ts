// Roles and permissions: who may send which message. They are part of xapi, not rows of the pool's database.
import { createHash } from "node:crypto";
import { CLASSES } from "@/lib/xapi/schema.ts";
import type { Rec, Ref } from "../values.ts";

/** A role a subject can have. */
export type Role = keyof typeof DESCRIPTIONS;

/** The roles, the mightiest first: each may do what those after it may. */
const DESCRIPTIONS = {
  "pool-admin": "The Pool Administrator role has full access to all features and settings",
  "pool-operator": "The Pool Operator role manages host- and pool-wide resources",
  "vm-power-admin": "The VM Power Administrator role has full access to VM and template management",
  "vm-admin": "The VM Administrator role can manage VMs and templates",
  "vm-operator": "The VM Operator role can use VMs and interact with VM consoles",
  "read-only": "The Read-Only role can log in with basic read-only access",
} as const;

const NAMES: readonly string[] = Object.keys(DESCRIPTIONS);

/** Permissions that no message has: to end others' tasks, to see consoles, to move VMs (idl/datamodel.ml, http_actions). */
const OTHERS = [
  ["task.cancel/any", "pool-operator"],
  ["task.destroy/any", "pool-operator"],
  ["http/connect_console", "vm-operator"],
  ["http/connect_console_ws", "vm-operator"],
  ["http/connect_console/host_console", "pool-admin"],
  ["http/get_export", "vm-admin"],
  ["http/get_export_metadata", "vm-admin"],
  ["http/get_export_raw_vdi", "vm-admin"],
  ["http/put_import", "vm-admin"],
  ["http/put_import_metadata", "vm-admin"],
  ["http/put_import_raw_vdi", "vm-admin"],
] as const;

/** Whether a text names a role. */
export function isRole(name: string): name is Role {
  return NAMES.includes(name);
}

/** The least role of each permission; permissions are messages in lower case. What only the host itself may do is not there. */
const LEAST: ReadonlyMap<string, Role> = new Map([
  ...Object.entries(CLASSES).flatMap(([cls, { messages }]) =>
    Object.entries(messages).flatMap(([name, { role = "read-only" }]) =>
      isRole(role) ? [[`${cls}.${name}`.toLowerCase(), role] as const] : []
    )
  ),
  ...OTHERS,
]);

/** Everything a role may do. */
export function permissionsOf(role: Role): string[] {
  return [...LEAST].filter(([, least]) => NAMES.indexOf(role) <= NAMES.indexOf(least)).map(([name]) => name);
}

/** The roles that have a permission, the mightiest first; none for one nobody has. */
export function rolesWith(permission: string): readonly string[] {
  const least = LEAST.get(permission);
  return least === undefined ? [] : NAMES.slice(0, NAMES.indexOf(least) + 1);
}

/** The reference of a role or a permission: the same in every pool (recordings: the default of subject.roles). */
export function roleRef(name: string): Ref {
  return `OpaqueRef:${roleUuid(name)}`;
}

/** The records of all roles, and of the permissions they are made of: xapi calls both a role. */
export function roleRecords(): readonly (readonly [Ref, Rec])[] {
  all ??= makeRecords();
  return all;
}

// Records are never changed in place: one set of them serves every pool of the process.
let all: readonly (readonly [Ref, Rec])[] | undefined;

function makeRecords(): [Ref, Rec][] {
  const record = (name_label: string, name_description: string, subroles: readonly Ref[]): [Ref, Rec] => [
    roleRef(name_label),
    { uuid: roleUuid(name_label), name_label, name_description, subroles, is_internal: false },
  ];
  return [
    ...Object.entries(DESCRIPTIONS).map(([name, description]) =>
      record(name, description, isRole(name) ? permissionsOf(name).map(roleRef) : [])
    ),
    ...[...LEAST.keys()].map((name) => record(name, "A basic permission", [])),
  ];
}

const uuids = new Map<string, string>();

function roleUuid(name: string): string {
  let uuid = uuids.get(name);
  if (uuid === undefined) {
    const hex = createHash("md5").update(name).digest("hex");
    uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    uuids.set(name, uuid);
  }
  return uuid;
}
