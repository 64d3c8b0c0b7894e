// The recorded day of work as Atoll would have been told of it: tasks over a loop of their own, all the rest over the other.
import { decodeEventBatch } from "@/lib/xapi/event_batch.ts";
import { parseJson } from "@/lib/xapi/json_text.ts";
import type { EventBatch, Value } from "@/lib/xapi/types.ts";
import { DAY_OF_WORK, readGzip } from "@/tests/shared.ts";
import type { WireEvent } from "./whole_objects.ts";

/** One answer that Atoll would have got. */
export interface Answer {
  /** When it came, in milliseconds of the recording. */
  readonly at: number;
  readonly batch: EventBatch;
  /** What somebody who asks for everything in one loop was told at that time; empty for the loop of tasks. */
  readonly wire: readonly WireEvent[];
}

/** The answers in their order: the first is the whole state. */
export async function readHistory(): Promise<Answer[]> {
  const answers: Answer[] = [];
  let started = false;
  for (const line of (await readGzip(new URL("events.ndjson.gz", DAY_OF_WORK))).split("\n")) {
    if (line === "") continue;
    const { loop, answered, reply } = object(parseJson(line));
    const result = object(reply).result;
    if (result === undefined || (loop === "task" && !started)) continue;
    const all = await decodeEventBatch(result);
    const mine = (className: string) => !started || (className === "task") === (loop === "task");
    const counts = Object.entries(all.validRefCounts).filter(([className]) => mine(className));
    answers.push({
      at: Number(answered) * 1000,
      batch: {
        token: all.token,
        events: all.events.filter((event) => mine(event.class)),
        validRefCounts: Object.fromEntries(counts),
      },
      wire: loop === "all" && started ? events(result) : [],
    });
    started = true;
  }
  return answers;
}

function events(result: Value): WireEvent[] {
  const { events } = object(result);
  return (Array.isArray(events) ? events : []).map((event) => {
    const { class: className, ref, operation, snapshot } = object(event);
    return {
      class: String(className),
      ref: String(ref),
      operation: String(operation),
      ...(snapshot === undefined ? {} : { snapshot: object(snapshot) }),
    };
  });
}

function object(value: Value | undefined): { readonly [key: string]: Value } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error("The recording is not what it should be");
  }
  return value;
}
