// What the topology is drawn from: rows of several subscriptions, as the stream tells them. Rows may lack what their reader does not
// see, so each is read by a function that says what stands for it.
import { apply, type JsonObject } from "@/lib/view/merge_patch.ts";
import type { Relation } from "@/lib/view/topology.ts";
import type { Collection } from "@/lib/view/types.ts";
import type { Received } from "../page_stream.ts";

/** What is followed for what: a relation that nobody looks at is not sent. */
export const SUBSCRIPTIONS: { readonly [of in Relation | "load"]: string } = {
  runs: "pool:name,state;host:name,pool,live,memory_total,memory_free,tags;" +
    "vm:name,power_state,host,pool,memory_dynamic_max,tags",
  storage: "sr:name,pool,host,physical_size,physical_utilisation,tags;vbd:vm,vdi?type:disk;vdi:sr",
  network: "network:name,pool,tags;vif:vm,network",
  load: "load:cpu,memory_used,memory_total",
};

export class Facts {
  readonly #tables = new Map<string, Map<string, JsonObject>>();

  /** Takes what a subscription tells. */
  take(subscription: string, { kind, patches }: Received): void {
    if (kind === "snapshot") this.forget(subscription);
    for (const [collection, id, patch] of patches) {
      const table = this.#table(collection);
      if (patch === null) table.delete(id);
      else table.set(id, apply(table.get(id) ?? {}, patch));
    }
  }

  /** Drops what a subscription has told. */
  forget(subscription: string): void {
    for (const part of subscription.split(";")) this.#tables.delete(part.slice(0, part.indexOf(":")));
  }

  all(collection: Collection): Iterable<[id: string, row: JsonObject]> {
    return this.#table(collection);
  }

  get(collection: Collection, id: string): JsonObject | undefined {
    return this.#tables.get(collection)?.get(id);
  }

  #table(collection: string): Map<string, JsonObject> {
    const table = this.#tables.get(collection) ?? new Map<string, JsonObject>();
    this.#tables.set(collection, table);
    return table;
  }
}

export function textOf(row: JsonObject | undefined, field: string): string {
  const value = row?.[field];
  return typeof value === "string" ? value : "";
}

/** Null where it is not known or not seen. */
export function numberOf(row: JsonObject | undefined, field: string): number | null {
  const value = row?.[field];
  return typeof value === "number" ? value : null;
}

export function listOf(row: JsonObject | undefined, field: string): readonly string[] {
  const value = row?.[field];
  return Array.isArray(value) ? value.map(String) : [];
}
