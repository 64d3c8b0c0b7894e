// The recorded day of work, for the tests that replay it: its batches as the client decodes them, and its end.
import assert from "node:assert/strict";
import { decodeEventBatch } from "@/lib/xapi/event_batch.ts";
import { parseJson } from "@/lib/xapi/json_text.ts";
import { decodeRecord } from "@/lib/xapi/mod.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import type { EventBatch, Value, XapiRecord } from "@/lib/xapi/types.ts";
import { DAY_OF_WORK, readGzip } from "./shared.ts";

export function object(value: Value | undefined): { [key: string]: Value } {
  assert.ok(typeof value === "object" && value !== null && !Array.isArray(value));
  return value;
}

/** The batches of one loop, decoded as the client decodes them. */
export async function* batches(loop: string): AsyncGenerator<EventBatch> {
  for (const line of (await readGzip(new URL("events.ndjson.gz", DAY_OF_WORK))).split("\n")) {
    if (line === "" || !line.startsWith(`{"loop":"${loop}"`)) continue;
    const result = object(object(parseJson(line)).reply).result;
    if (result !== undefined) yield await decodeEventBatch(result);
  }
}

/** What the pool held at the end, by class; the class secret is left out, since it has no events. */
export async function* endState(): AsyncGenerator<[className: string, records: Map<Ref, XapiRecord>]> {
  const end = object(parseJson(await readGzip(new URL("end.json.gz", DAY_OF_WORK))));
  for (const [className, records] of Object.entries(end)) {
    if (className === "secret") continue;
    const decoded = new Map<Ref, XapiRecord>();
    for (const [ref, record] of Object.entries(object(records))) {
      decoded.set(ref, decodeRecord(className, record));
    }
    yield [className, decoded];
  }
}
