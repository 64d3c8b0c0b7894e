// The answer of event.from, decoded in turns: a first one carries every object of the pool.
import { ConnectionError } from "./errors.ts";
import { classSpelling } from "./model.ts";
import { Pacer } from "./pacer.ts";
import type { EventBatch, EventOperation, Value, XapiEvent } from "./types.ts";
import { decodeRecord } from "./values.ts";

/** Events decoded between two looks at the clock. */
const STRIDE = 16;

/** Decodes the result of event.from; the records are decoded in place. Throws ConnectionError bad-answer. */
export async function decodeEventBatch(wire: Value): Promise<EventBatch> {
  const { events, token, valid_ref_counts } = fields(wire, "event.from");
  if (!Array.isArray(events) || typeof token !== "string") throw unreadable("event.from");
  return {
    token,
    events: await decodeEvents(events),
    validRefCounts: decodeCounts(valid_ref_counts ?? {}),
  };
}

/** Decodes the result of event.next, or the events of event.from, in place. Throws ConnectionError bad-answer. */
export async function decodeEvents(wire: Value): Promise<XapiEvent[]> {
  if (!Array.isArray(wire)) throw unreadable("events");
  const pacer = new Pacer();
  const decoded: XapiEvent[] = [];
  for (const event of wire) {
    decoded.push(decodeEvent(event));
    if (decoded.length % STRIDE === 0 && pacer.due) await pacer.rest();
  }
  return decoded;
}

function decodeEvent(wire: Value): XapiEvent {
  const event = fields(wire, "an event");
  const { operation, ref } = event;
  if (typeof event.class !== "string" || typeof ref !== "string" || !isOperation(operation)) {
    throw unreadable("an event");
  }
  const className = classSpelling(event.class);
  const { snapshot } = event;
  if (operation === "del" || typeof snapshot !== "object" || snapshot === null) {
    return { class: className, operation, ref };
  }
  return { class: className, operation, ref, record: decodeRecord(className, snapshot) };
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
