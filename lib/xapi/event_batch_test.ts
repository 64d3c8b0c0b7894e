// Batches of events: spelling, deletions, counts, and long ones in turns.
import { strict as assert } from "node:assert";
import { Compactor, Unread } from "./compact.ts";
import { decodeEventBatch, EventReader } from "./event_batch.ts";
import type { Arrival, Value } from "./types.ts";

const decodeEvents = (wire: Value) => new EventReader(new Compactor()).events(wire);

Deno.test("a deletion carries no record, a new class keeps its spelling, counts as text are numbers", async () => {
  const batch = await decodeEventBatch({
    events: [
      { class: "vm", operation: "del", ref: "OpaqueRef:1", id: "3", timestamp: "0.0" },
      { class: "new_class", operation: "add", ref: "OpaqueRef:2", snapshot: { x: "OpaqueRef:NULL" } },
    ],
    valid_ref_counts: { vm: "0", feature: 1 },
    token: "t",
  });
  assert.deepEqual(batch, {
    events: [
      { class: "VM", operation: "del", ref: "OpaqueRef:1" },
      { class: "new_class", operation: "add", ref: "OpaqueRef:2", record: { x: null } },
    ],
    validRefCounts: { VM: 0, Feature: 1 },
    token: "t",
  });
});

Deno.test("who takes the events as they come finds none in the batch", async () => {
  const taken: Arrival[] = [];
  const reader = new EventReader(new Compactor({ role: "*" }), (event) => void taken.push(event));
  reader.take({ class: "vm", operation: "del", ref: "OpaqueRef:1" });
  assert.equal(taken.length, 1, "at once");
  const batch = await reader.batch({
    events: [
      { class: "role", operation: "add", ref: "OpaqueRef:2", snapshot: {} },
      { class: "vm", operation: "add", ref: "OpaqueRef:3", snapshot: { uuid: "u" } },
    ],
    valid_ref_counts: { vm: 1 },
    token: "t",
  });
  assert.deepEqual(batch, { events: [], validRefCounts: { VM: 1 }, token: "t" });
  const read = taken.map(({ record, ...event }) =>
    record === undefined ? event : { ...event, record: record instanceof Unread ? record.read() : null }
  );
  assert.deepEqual(read, [
    { class: "VM", operation: "del", ref: "OpaqueRef:1" },
    { class: "VM", operation: "add", ref: "OpaqueRef:3", record: { uuid: "u" } },
  ]);
});

Deno.test("a batch of 100,000 events lets other work run in between", async () => {
  const events = Array.from({ length: 100_000 }, (_, i) => ({
    class: "vm",
    operation: "add",
    ref: `OpaqueRef:${i}`,
    snapshot: { memory_target: "1", snapshot_time: "20240420T12:00:00Z", VBDs: ["OpaqueRef:NULL"] },
  }));
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const batch = await decodeEventBatch({ events, token: "t", valid_ref_counts: {} });
  clearInterval(timer);
  assert.equal(batch.events.length, 100_000);
  assert(turns >= 2, `${turns} turns`);
});

Deno.test("the events of event.next are those of event.from, with ids and times as text", async () => {
  const record = { uuid: "u" };
  const wire = { id: "9", timestamp: "1795413425.", ref: "OpaqueRef:1" };
  assert.deepEqual(
    await decodeEvents([
      { ...wire, class: "VM", operation: "mod", snapshot: record },
      { ...wire, class: "vm", operation: "del", snapshot: record },
    ]),
    [{ class: "VM", operation: "mod", ref: "OpaqueRef:1", record }, {
      class: "VM",
      operation: "del",
      ref: "OpaqueRef:1",
    }],
  );
  await assert.rejects(decodeEvents({}), { kind: "bad-answer" });
});
