// The answer of event.from: each event is made small as soon as it is there, since a first answer carries every object of the pool.
import { Compactor } from "./compact.ts";
import { ConnectionError } from "./errors.ts";
import { classSpelling } from "./model.ts";
import { Pacer } from "./pacer.ts";
import type { Arrival, EventBatch, EventOperation, ItemSink, Value, XapiEvent } from "./types.ts";

/** Events decoded between two looks at the clock. */
const STRIDE = 16;

/** Reads the events of one answer. Everything throws ConnectionError bad-answer. */
export class EventReader implements ItemSink {
  readonly list = "events";
  readonly #events: XapiEvent[] = [];
  #next: number | null = null;
  /** The class of the latest event, as it was written, in the model's spelling, and whether it is left out. */
  #written = "";
  #class = "";
  #omitted = false;

  /**
   * Events of classes that it leaves out are not in the batch.
   * @param into gets the events one by one, with records as they came; none is in the batch then
   */
  constructor(private readonly compactor: Compactor, private readonly into?: (event: Arrival) => void) {}

  take(wire: Value): void {
    const event = fields(wire, "an event");
    const { operation, snapshot } = event;
    if (typeof event.class !== "string" || typeof event.ref !== "string" || !isOperation(operation)) {
      throw unreadable("an event");
    }
    const id = Number(event["id"]);
    if (Number.isSafeInteger(id)) this.#next = Math.max(this.#next ?? 0, id + 1);
    // A first answer tells of one class after the other.
    if (event.class !== this.#written) {
      this.#written = event.class;
      this.#class = classSpelling(event.class);
      this.#omitted = this.compactor.omits(this.#class);
    }
    if (this.#omitted) return;
    const { ref } = event;
    if (operation === "del" || typeof snapshot !== "object" || snapshot === null) {
      this.#take({ class: this.#class, operation, ref });
    } else if (this.into === undefined || Array.isArray(snapshot)) {
      this.#take({
        class: this.#class,
        operation,
        ref,
        record: this.compactor.record(this.#class, snapshot),
      });
    } else {
      this.into({ class: this.#class, operation, ref, record: this.compactor.later(this.#class, snapshot) });
    }
  }

  #take(event: XapiEvent): void {
    if (this.into === undefined) this.#events.push(event);
    else this.into(event);
  }

  /** The id of the event that comes after those read, those left out included; null when there was none. */
  get next(): number | null {
    return this.#next;
  }

  /** All events, those of this list (in turns) after those that were taken already. */
  async events(wire: Value): Promise<XapiEvent[]> {
    if (!Array.isArray(wire)) throw unreadable("events");
    const pacer = new Pacer();
    let done = 0;
    for (const event of wire) {
      this.take(event);
      if (++done % STRIDE === 0 && pacer.due) await pacer.rest();
    }
    this.compactor.rest();
    return this.#events;
  }

  /** The batch, from the result of event.from without the events that were taken already. */
  async batch(wire: Value): Promise<EventBatch> {
    const { events, token, valid_ref_counts } = fields(wire, "event.from");
    if (events === undefined || typeof token !== "string") throw unreadable("event.from");
    return {
      token,
      events: await this.events(events),
      validRefCounts: decodeCounts(valid_ref_counts ?? {}),
    };
  }
}

/** Decodes the result of event.from, which is used up. Throws ConnectionError bad-answer. */
export async function decodeEventBatch(wire: Value): Promise<EventBatch> {
  return await new EventReader(new Compactor()).batch(wire);
}

/** Counts by class in the model's spelling; XML sends them as `<i4>`, some relatives as text. */
function decodeCounts(wire: Value): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, count] of Object.entries(fields(wire, "valid_ref_counts"))) {
    const number = Number(count);
    if (Number.isInteger(number)) counts[classSpelling(name)] = number;
  }
  return counts;
}

function isOperation(value: Value | undefined): value is EventOperation {
  return value === "add" || value === "mod" || value === "del";
}

function fields(value: Value, what: string): { [key: string]: Value } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unreadable(what);
  return value;
}

function unreadable(what: string): ConnectionError {
  return new ConnectionError("bad-answer", `The answer does not have the form of ${what}`);
}
