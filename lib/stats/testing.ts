// A pool for the tests of statistics: views that a cache would hold, and hosts that answer with figures of their own.
import type { HostReader } from "@/lib/pools/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import type { Collection } from "@/lib/view/types.ts";

export const VM = "e166b8c7-759a-5a2c-40b5-b805059a91e8";
export const OTHER = "e3b578fb-c87b-473a-5e70-8ed03990c911";
export const SR = "1234abcd-0000-4000-8000-000000000001";

type Row = { readonly id: string; readonly [field: string]: unknown };

/** What of a cache is asked for. */
export function cacheOf(views: { readonly [C in Collection]?: readonly Row[] }): CacheReader {
  const list = (collection: Collection) => views[collection] ?? [];
  const reader: Pick<CacheReader, "get" | "list" | "naming"> = {
    get: (collection, id) => list(collection).find((row) => row.id === id) as never,
    list: (collection) => list(collection).values() as never,
    naming: (collection, field, id) => list(collection).filter((row) => row[field] === id).values() as never,
  };
  return reader as CacheReader;
}

/** Two hosts with a VM each, and a storage that both have attached. */
export const POOL = {
  host: [
    { id: "alpha", pool: "lab", name: "alpha", address: "10.0.0.1", coordinator: true },
    { id: "beta", pool: "lab", name: "beta", address: "10.0.0.2", coordinator: false },
  ],
  vm: [
    { id: VM, pool: "lab", name: "web", host: "alpha" },
    { id: `${OTHER}@lab`, pool: "lab", name: "db", host: "beta" },
    { id: "halted", pool: "lab", name: "old", host: null },
  ],
  sr: [{ id: SR, pool: "lab", name: "store" }],
  pbd: [
    { id: "p1", sr: SR, host: "alpha", currently_attached: true },
    { id: "p2", sr: SR, host: "beta", currently_attached: true },
  ],
};

/** The figures of a host by their names in the legend; a text instead is what goes wrong there. */
export type Told = { readonly [entry: string]: readonly (number | string)[] } | Error | "never";

/** Hosts that answer what `tell` says, and what they were asked. */
export class Hosts implements HostReader {
  readonly asked: { readonly address: string | null; readonly query: URLSearchParams }[] = [];

  /** @param end the time of the newest row, in seconds */
  constructor(public tell: (address: string | null) => Told, public end = 1_800_000_000) {}

  fetch: HostReader["fetch"] = async (_pool, address, path, read) => {
    const query = new URLSearchParams(path.slice(path.indexOf("?")));
    this.asked.push({ address, query });
    const told = this.tell(address);
    if (told === "never") return await new Promise(() => {});
    if (told instanceof Error) throw told;
    const step = Number(query.get("interval"));
    const end = Math.floor(this.end / step) * step;
    const legend = Object.keys(told).map((entry) => `AVERAGE:${entry}`);
    const rows = Math.max(0, ...Object.values(told).map((values) => values.length));
    // Newest first, as hosts tell them.
    const data = Array.from({ length: rows }, (_, n) => ({
      t: String(end - n * step),
      values: Object.values(told).map((values) => String(values.at(-1 - n) ?? NaN)),
    }));
    const body = JSON.stringify({ meta: { step: String(step), legend }, data });
    const chunks = [new TextEncoder().encode(body)];
    return await read({ status: 200, contentType: "application/json", chunks });
  };
}
