// The fields of every view object at run time: what subscriptions, filters and `fields=` may name. The compiler keeps this
// list equal to types.ts: a missing or unknown field does not compile.
import { ACTIVITY } from "./kinds/activity.ts";
import { CONNECTIONS } from "./kinds/connections.ts";
import { MACHINES } from "./kinds/machines.ts";
import type { FieldKind, Kinds } from "./kinds/types.ts";
import type { Collection, Views } from "./types.ts";

export type { FieldKind };

export const FIELDS: Kinds<Collection> = { ...MACHINES, ...CONNECTIONS, ...ACTIVITY };

/** Names of all fields of a collection, `id` first. */
export function fieldNames(collection: Collection): readonly string[] {
  return Object.keys(FIELDS[collection]);
}

export function isCollection(name: string): name is Collection {
  return Object.hasOwn(FIELDS, name);
}

export function isField(collection: Collection, name: string): boolean {
  return Object.hasOwn(FIELDS[collection], name);
}

/** Other names of fields that people and programs may write; answers always carry the field's own. */
const ALIASES: { readonly [C in Collection]?: { readonly [alias: string]: keyof Views[C] & string } } = {
  vm: { power: "power_state" },
  snapshot: { power: "power_state" },
};

/** The field that a name written in a request means, by its own name; undefined when there is none. */
export function fieldNamed(collection: Collection, name: string): string | undefined {
  if (isField(collection, name)) return name;
  const aliases: { readonly [alias: string]: string } = ALIASES[collection] ?? {};
  return Object.hasOwn(aliases, name) ? aliases[name] : undefined;
}
