// The objects of the tree, followed by a small subscription of its own while the tree is open. It begins with what the last page left.
import { signal } from "@preact/signals";
import { apply, type JsonObject } from "@/lib/view/merge_patch.ts";
import type { Patch } from "@/lib/view/types.ts";
import { openStream, type Received } from "../page_stream.ts";
import { keepTold, readTold, type Told } from "./kept.ts";
import type { TreeData, TreeHost, TreePool, TreeVm } from "./nodes.ts";

export const TREE = "pool:name,state;host:name,pool,live,enabled;vm:name,pool,host,power_state,tags";

/** Rows are made anew at most once in this time (ms), however much changes. */
const PACE = 200;

const collator = new Intl.Collator("en", { numeric: true });
export const compare = (a: string, b: string): number => collator.compare(a, b);

/** Opens the stream; tests put their own in. */
export type Open = (
  follow: { readonly subscription: string; readonly reader: string; readonly at: string },
  receive: (received: Received) => void,
) => { close(): void };

export class TreeStore {
  /** Everything, by name; null until something was told. */
  readonly data = signal<TreeData | null>(null);
  readonly #objects = new Map<string, Map<string, JsonObject>>();
  /** As sorted last: nearly sorted lists are sorted fast. */
  #order: TreeData = { pools: [], hosts: [], vms: [] };
  #at = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;
  readonly #stream: { close(): void };

  constructor(private readonly reader: string, told = readTold(reader, TREE), open: Open = openStream) {
    if (told !== null) {
      for (const [collection, id, object] of told.objects) this.#table(collection).set(id, object);
      this.#at = told.at;
      this.#make();
    }
    this.#stream = open({ subscription: TREE, reader, at: this.#at }, (received) => this.#receive(received));
  }

  /** Leaves to the next page what this one knows. */
  keep(): void {
    if (this.#at !== "") keepTold(this.reader, TREE, this.told());
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#stream.close();
  }

  told(): Told {
    const objects = [...this.#objects].flatMap(([collection, table]) =>
      [...table].map(([id, object]) => [collection, id, object] as const)
    );
    return { at: this.#at, objects };
  }

  #table(collection: string): Map<string, JsonObject> {
    let table = this.#objects.get(collection);
    if (table === undefined) this.#objects.set(collection, table = new Map());
    return table;
  }

  #receive({ kind, patches, at }: Received): void {
    if (kind === "snapshot") this.#objects.clear();
    for (const patch of patches) this.#take(patch);
    if (at !== undefined) this.#at = at;
    const wait = this.#last + PACE - performance.now();
    if (kind === "snapshot" || wait <= 0) this.#make();
    else this.#timer ??= setTimeout(() => this.#make(), wait);
  }

  #take([collection, id, patch]: Patch): void {
    const table = this.#table(collection);
    if (patch === null) table.delete(id);
    else table.set(id, apply(table.get(id) ?? { id }, patch));
  }

  #make(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = performance.now();
    this.data.value = this.#order = {
      pools: sorted(this.#table("pool"), this.#order.pools, poolOf),
      hosts: sorted(this.#table("host"), this.#order.hosts, hostOf),
      vms: sorted(this.#table("vm"), this.#order.vms, vmOf),
    };
  }
}

/** By name, beginning with the order that they had. */
function sorted<T extends { readonly id: string; readonly name: string }>(
  table: ReadonlyMap<string, JsonObject>,
  before: readonly T[],
  made: (object: JsonObject) => T,
): T[] {
  const known = new Set<string>();
  const all: T[] = [];
  for (const { id } of before) {
    const object = table.get(id);
    if (object === undefined) continue;
    known.add(id);
    all.push(made(object));
  }
  for (const [id, object] of table) if (!known.has(id)) all.push(made(object));
  return all.sort((a, b) => a.name === b.name ? (a.id < b.id ? -1 : 1) : compare(a.name, b.name));
}

const text = (object: JsonObject, field: string) => {
  const value = object[field];
  return typeof value === "string" ? value : "";
};

function poolOf(object: JsonObject): TreePool {
  return { id: text(object, "id"), name: text(object, "name"), state: text(object, "state") };
}

function hostOf(object: JsonObject): TreeHost {
  return {
    id: text(object, "id"),
    name: text(object, "name"),
    pool: text(object, "pool"),
    live: object["live"] !== false,
    enabled: object["enabled"] !== false,
  };
}

function vmOf(object: JsonObject): TreeVm {
  const { tags } = object;
  return {
    id: text(object, "id"),
    name: text(object, "name"),
    pool: text(object, "pool"),
    host: text(object, "host") || null,
    power_state: text(object, "power_state"),
    tags: Array.isArray(tags) ? tags.map(String) : [],
  };
}
