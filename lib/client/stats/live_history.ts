// What a page's charts show: a history as it was fetched, to which the newest loads of the stream are added as they come.
import { apply, type JsonObject } from "@/lib/view/merge_patch.ts";
import {
  keyOf,
  type StatsHistory,
  type StatsPage,
  type StatsRange,
  type StatsValue,
  STEPS,
} from "@/lib/view/stats.ts";
import type { Received } from "../page_stream.ts";

/** What a page has to follow for its objects. */
export function subscriptionOf({ objects, compared }: Pick<StatsPage, "objects" | "compared">): string {
  const fields = compared ? "object,at,cpu,memory_used,rx,tx,read,write" : "object,at,values";
  return objects.map(({ id }) => `load/${encodeURIComponent(id)}:${fields}`).join(";");
}

/** The newest values by the names of sources, and when they were measured (seconds since 1970). */
export interface Newest {
  readonly at: number;
  readonly values: ReadonlyMap<string, number>;
}

/** Puts together what the stream tells of the loads of a page. */
export class Loads {
  readonly #objects = new Map<string, JsonObject>();

  constructor(private readonly page: Pick<StatsPage, "objects" | "compared">) {}

  /** Takes an event; gives the newest values of all objects, null while there are none. */
  take({ kind, patches }: Received): Newest | null {
    if (kind === "snapshot") this.#objects.clear();
    for (const [collection, id, patch] of patches) {
      if (collection !== "load") continue;
      if (patch === null) this.#objects.delete(id);
      else this.#objects.set(id, toObject(apply(this.#objects.get(id) ?? {}, patch)));
    }
    let at = 0;
    const values = new Map<string, number>();
    for (const object of this.page.objects) {
      const load = this.#objects.get(object.id);
      const time = Date.parse(String(load?.["at"] ?? "")) / 1000;
      if (load === undefined || Number.isNaN(time)) continue;
      at = Math.max(at, time);
      if (!this.page.compared) {
        for (const [name, value] of Object.entries(toObject(load["values"]))) put(values, name, value);
        continue;
      }
      const key = keyOf(object);
      put(values, `${key}:cpu`, load["cpu"]);
      put(values, `${key}:memory`, load["memory_used"]);
      put(values, `${key}:network`, sum(load["rx"], load["tx"]));
      put(values, `${key}:disk`, sum(load["read"], load["write"]));
    }
    return values.size === 0 ? null : { at, values };
  }
}

/** A live history with the newest values behind it: as long as before, with a gap where something was missed. */
export function extended(history: StatsHistory, { at, values }: Newest): StatsHistory {
  const { step, rows } = { ...STEPS.live, step: history.step };
  const end = Math.floor(at / step) * step;
  const more = Math.round((end - history.end) / step);
  if (more <= 0) return history;
  const start = Math.max(history.start + more * step, end - (rows - 1) * step);
  return {
    ...history,
    start,
    end,
    values: history.sources.map(({ name }, n) => {
      const gap: StatsValue[] = Array.from({ length: Math.min(more, rows) - 1 }, () => null);
      return [...history.values[n] ?? [], ...gap, values.get(name) ?? null].slice(-rows);
    }),
  };
}

/** Whether a host has made a further row of a range by then: it is worth asking for it again. */
export function isOver(range: StatsRange, history: StatsHistory, at: number): boolean {
  return range !== "live" && history.end > 0 && at - history.end >= STEPS[range].step + 10;
}

function put(values: Map<string, number>, name: string, value: unknown): void {
  if (typeof value === "number") values.set(name, value);
}

function sum(a: unknown, b: unknown): number | null {
  if (typeof a !== "number" && typeof b !== "number") return null;
  return (typeof a === "number" ? a : 0) + (typeof b === "number" ? b : 0);
}

function toObject(value: unknown): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value as JsonObject : {};
}
