// Small pools for the tests of the cache and the stream.
import type { Ref } from "@/lib/xapi/schema.ts";
import type { EventBatch, XapiEvent, XapiRecord } from "@/lib/xapi/types.ts";
import { apply, type JsonObject } from "@/lib/view/merge_patch.ts";
import { EVERYTHING as SEES_ALL } from "@/lib/view/sight.ts";
import { COLLECTIONS, type Subscription, type View } from "@/lib/view/types.ts";
import type { CacheReader, Changes, Connection } from "./types.ts";

export const EVERYTHING: Subscription = {
  key: COLLECTIONS.join(";"),
  parts: COLLECTIONS.map((collection) => ({ collection, fields: true })),
};

/** Records by class and reference as a batch of `add` events, with their counts. */
export function state(
  classes: { readonly [className: string]: { readonly [ref: Ref]: XapiRecord } },
): EventBatch {
  const events: XapiEvent[] = [];
  const validRefCounts: Record<string, number> = {};
  for (const [className, records] of Object.entries(classes)) {
    validRefCounts[className] = Object.keys(records).length;
    for (const [ref, record] of Object.entries(records)) events.push(add(className, ref, record));
  }
  return { token: "1", events, validRefCounts };
}

export function batch(...events: XapiEvent[]): EventBatch {
  return { token: "2", events, validRefCounts: {} };
}

export function add(className: string, ref: Ref, record: XapiRecord): XapiEvent {
  return { class: className, operation: "add", ref, record };
}

export function mod(className: string, ref: Ref, record: XapiRecord): XapiEvent {
  return { class: className, operation: "mod", ref, record };
}

export function del(className: string, ref: Ref): XapiEvent {
  return { class: className, operation: "del", ref };
}

/** A VM record as far as the projections look at it. */
export function vmRecord(uuid: string, fields: XapiRecord = {}): XapiRecord {
  return {
    uuid,
    name_label: `vm ${uuid}`,
    power_state: "Halted",
    current_operations: {},
    VBDs: [],
    ...fields,
  };
}

export const LIVE: Connection = {
  state: "live",
  since: "2026-11-23T06:00:00Z",
  reason: null,
  retry_at: null,
  address: "10.0.0.1",
  fingerprint: null,
  offered_fingerprint: null,
};

/** A reader who keeps what he is told and knows nothing else. */
export class Follower {
  readonly objects = new Map<string, JsonObject>();
  revision: number | undefined;
  readonly #view: View;

  constructor(
    private readonly cache: CacheReader,
    subscription: Subscription = EVERYTHING,
  ) {
    this.#view = { subscription, sight: SEES_ALL };
  }

  /** Reads on from where it stands. Gives what it was told. */
  read(): Changes {
    const changes = this.cache.changes(this.revision, this.#view, this.#view);
    if (changes.kind === "snapshot") this.objects.clear();
    for (const [collection, id, patch] of changes.patches) {
      const key = `${collection} ${id}`;
      // What came and went meanwhile is told too: another reader may stand in between.
      if (patch === null) this.objects.delete(key);
      else this.objects.set(key, apply(this.objects.get(key) ?? {}, patch));
    }
    this.revision = changes.revision;
    return changes;
  }

  /** What it knows, in an order that depends on nothing else. */
  get known(): [string, JsonObject][] {
    return [...this.objects].sort(([a], [b]) => a < b ? -1 : 1);
  }
}

/** How often a law is tried: ATOLL_STREAM_RUNS multiplies it. */
export function runs(usual: number): { numRuns: number } {
  return { numRuns: Math.max(1, Math.round(usual * Number(Deno.env.get("ATOLL_STREAM_RUNS") ?? 1))) };
}
