// Subscriptions as they are written in a URL: `vm:name,power_state,host;task`.
import { AtollError } from "@/lib/errors.ts";
import { fieldNamed, fieldNames, isCollection } from "@/lib/view/fields.ts";
import { type Collection, COLLECTIONS, type FieldSet, type Subscription } from "@/lib/view/types.ts";

/**
 * Parses the `collections` parameter: collections separated by `;`, each with its fields after `:`, separated by `,`.
 * Without `:` all fields are meant; `vm:` alone means the ids only. Throws AtollError 400 with a sentence for people.
 */
export function parseSubscription(text: string | null): Subscription {
  const subscription = new Map<Collection, true | Set<string>>();
  for (const part of (text ?? "").split(";")) {
    if (part.trim() === "") continue;
    const colon = part.indexOf(":");
    const name = (colon < 0 ? part : part.slice(0, colon)).trim();
    if (!isCollection(name)) {
      throw malformed(`Cannot subscribe to "${shown(name)}": the collections are ${COLLECTIONS.join(", ")}`);
    }
    if (colon < 0) subscription.set(name, true);
    else addFields(subscription, name, part.slice(colon + 1));
  }
  if (subscription.size === 0) {
    throw malformed("Name the collections to follow, as in collections=vm:name,power_state;task");
  }
  const parts = [...subscription].map(([collection, fields]) => ({ collection, fields }));
  return { key: keyOf(subscription), parts };
}

function addFields(subscription: Map<Collection, true | Set<string>>, name: Collection, list: string): void {
  const held = subscription.get(name);
  if (held === true) return;
  const fields = held ?? new Set<string>();
  for (const written of list.split(",").map((item) => item.trim())) {
    if (written === "" || written === "id") continue;
    const field = fieldNamed(name, written);
    if (field === undefined) {
      throw malformed(
        `Cannot subscribe to the field "${shown(written)}" of ${name}: its fields are ${
          fieldNames(name).join(", ")
        }`,
      );
    }
    fields.add(field);
  }
  subscription.set(name, fields);
}

function malformed(message: string): AtollError {
  return new AtollError(400, "bad-subscription", message, "collections");
}

function shown(text: string): string {
  return text.length > 40 ? text.slice(0, 40) + "…" : text;
}

/** One spelling for all subscriptions that want the same: the key under which frames are shared. */
export function subscriptionKey(subscription: Subscription): string {
  return subscription.key;
}

function keyOf(subscription: ReadonlyMap<Collection, FieldSet>): string {
  return COLLECTIONS.flatMap((name) => {
    const fields = subscription.get(name);
    if (fields === undefined) return [];
    if (fields === true || fieldNames(name).every((field) => field === "id" || fields.has(field))) {
      return [name];
    }
    return [`${name}:${[...fields].filter((field) => field !== "id").sort().join(",")}`];
  }).join(";");
}
