// A reader of an event stream that counts: the bytes of each change, what it was told twice, what told it nothing new.
import { apply, equal, type JsonObject } from "@/lib/view/merge_patch.ts";

type Change = readonly [collection: string, id: string, patch: JsonObject | null];

interface StreamEvent {
  readonly kind: string;
  readonly data: string;
  /** On the wire, with the blank line that ends it. */
  readonly bytes: number;
}

/** Cuts text, however it arrives, into events. */
class Events {
  #rest = "";

  *take(text: string): IterableIterator<StreamEvent> {
    const whole = (this.#rest + text).split("\n\n");
    this.#rest = whole.pop() ?? "";
    for (const event of whole) {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, "m").exec(event)?.[1];
      const bytes = new TextEncoder().encode(event).length + 2;
      yield { kind: field("event") ?? "patch", data: field("data") ?? "", bytes };
    }
  }
}

/** What one client is sent after it was given its first data. */
export class Counted {
  bytes = 0;
  events = 0;
  pings = 0;
  /** Bytes of each change: those of its event, divided among the changes that it tells of. */
  readonly perChange: number[] = [];
  /** Changes that left the client's copy as it was. */
  idle = 0;
  /** Whole snapshots, which nobody needs who was given his data by a page. */
  snapshots = 0;
  readonly #copy = new Map<string, JsonObject>();
  readonly #events = new Events();

  /** @param given the data it has to begin with, as an event stream would tell it */
  constructor(given: string) {
    for (const event of this.#events.take(given)) this.#apply(event.data);
  }

  take(text: string): void {
    for (const event of this.#events.take(text)) {
      this.bytes += event.bytes;
      if (event.kind === "ping") this.pings++;
      if (event.kind === "snapshot") {
        this.snapshots++;
        this.#copy.clear();
      }
      if (event.kind !== "patch" && event.kind !== "snapshot") continue;
      this.events++;
      const changes = this.#apply(event.data);
      for (let i = 0; i < changes; i++) this.perChange.push(event.bytes / changes);
    }
  }

  /** Objects in an order that depends on nothing else, for comparison. */
  get copy(): readonly (readonly [key: string, object: JsonObject])[] {
    return [...this.#copy].sort(([a], [b]) => a < b ? -1 : 1);
  }

  /** Gives the number of changes. */
  #apply(data: string): number {
    if (!data.startsWith("[")) return 0;
    const changes: readonly Change[] = JSON.parse(data);
    for (const [collection, id, patch] of changes) {
      const key = `${collection} ${id}`, before = this.#copy.get(key);
      if (patch === null) {
        if (!this.#copy.delete(key)) this.idle++;
        continue;
      }
      const after = apply(before ?? {}, patch);
      if (before !== undefined && equal(before, after)) this.idle++;
      this.#copy.set(key, after);
    }
    return changes.length;
  }
}
