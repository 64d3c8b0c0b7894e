// Replies of event.from that are not as they should be.
import type { Batch, Event } from "../events.ts";
import { formatToken, parseToken } from "../events.ts";
import type { Random } from "../random.ts";
import type { Rec } from "../values.ts";
import type { BatchFault } from "./types.ts";

/** Characters of a huge name. */
const HUGE = 10 * 1024 * 1024;

/**
 * A reply with a fault.
 * @param asked the token of the request
 * @param before the reply before this one to the same session, if any
 */
export function misreport(
  how: BatchFault["how"],
  batch: Batch,
  asked: string,
  before: Batch | undefined,
  random: Random,
): Batch {
  const { events } = batch;
  switch (how) {
    case "repeated":
      return { ...batch, events: events.flatMap((event) => [event, event]) };
    case "shuffled":
      return { ...batch, events: shuffled(events, random) };
    case "stale":
      return before ?? batch;
    case "older-token": {
      const { objects, messages } = parseToken(asked);
      return { ...batch, token: formatToken(Math.max(0, objects - 1), messages) };
    }
    case "miscounted":
      return {
        ...batch,
        validRefCounts: new Map([...batch.validRefCounts].map(([cls, count]) => [cls, count + 1])),
      };
    case "unknown-class":
      return edit(batch, (event) => ({ ...event, cls: "thing_from_the_future" }));
    case "wrong-type":
      return editRecord(batch, (record) => ({ ...record, ...changedType(record) }));
    case "missing-field":
      return editRecord(batch, (record) => Object.fromEntries(Object.entries(record).slice(0, -1)));
    case "huge-name":
      return editRecord(batch, (record) => ({ ...record, name_label: "x".repeat(HUGE) }));
    case "nan":
      // Written bare, as xapi does with floats: neither name nor number for JSON.
      return editRecord(batch, (record) => ({ ...record, fault_nan: NaN }));
  }
}

/** A list where text belongs, text where a list belongs. */
function changedType(record: Rec): Rec {
  const changed: Record<string, Rec[string]> = {};
  for (
    const field of ["name_label", "allowed_operations", "current_operations", "other_config", "progress"]
  ) {
    if (field in record) changed[field] = typeof record[field] === "string" ? [field] : "not of this type";
  }
  return changed;
}

function editRecord(batch: Batch, change: (record: Rec) => Rec): Batch {
  return edit(batch, (event) => {
    return event.snapshot === undefined ? event : { ...event, snapshot: change(event.snapshot) };
  });
}

/** Changes the first event that has a record with a name, or else any record. */
function edit(batch: Batch, change: (event: Event) => Event): Batch {
  const named = batch.events.findIndex(({ snapshot }) => snapshot !== undefined && "name_label" in snapshot);
  const at = named >= 0 ? named : batch.events.findIndex(({ snapshot }) => snapshot !== undefined);
  return { ...batch, events: batch.events.map((event, index) => index === at ? change(event) : event) };
}

function shuffled(events: readonly Event[], random: Random): Event[] {
  const mixed = [...events];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const [one, two] = [mixed[at], mixed[other]];
    if (one !== undefined && two !== undefined) [mixed[at], mixed[other]] = [two, one];
  }
  return mixed;
}
