// Every action there is, by the name that roles hold: reading, what the registry has, and what is done to Atoll itself.
import { SYSTEM_ACTIONS } from "@/lib/rights/built_in.ts";
import type { RightsAdminService } from "@/lib/rights/types.ts";
import { type Collection, COLLECTIONS } from "@/lib/view/types.ts";
import { actionsOf } from "./registry.ts";

/** Done to objects by other ways than the registry. */
const OTHERS: { readonly [C in Collection]?: { readonly [name: string]: string } } = {
  pool: { connection: "Edit, disable and remove the connection, its credentials and certificate" },
  vm: { console: "Open the console" },
};

export function catalogue(): ReturnType<RightsAdminService["actions"]> {
  const ofObjects = COLLECTIONS.flatMap((collection) => [
    { name: `${collection}.read`, label: "See" },
    ...actionsOf(collection).map(({ name, label }) => ({ name: `${collection}.${name}`, label })),
    ...Object.entries(OTHERS[collection] ?? {}).map(([name, label]) => ({
      name: `${collection}.${name}`,
      label,
    })),
  ]);
  return [...ofObjects, ...Object.entries(SYSTEM_ACTIONS).map(([name, label]) => ({ name, label }))];
}
