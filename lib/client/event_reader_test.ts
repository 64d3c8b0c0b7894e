import assert from "node:assert/strict";
import fc from "fast-check";
import { readEvents, type StreamEvent } from "./event_reader.ts";

const TEXT = `: hello

event:open
data:{"stream":"x","subscriptions":["1"]}

id:e.2.1
data:[["vm","ü",{"name":"Größe – 日本"}]]

event: ping
id: e.3.1
data:

`;

const EVENTS: StreamEvent[] = [
  { kind: "open", id: "", data: '{"stream":"x","subscriptions":["1"]}' },
  { kind: "message", id: "e.2.1", data: '[["vm","ü",{"name":"Größe – 日本"}]]' },
  { kind: "ping", id: "e.3.1", data: "" },
];

async function read(pieces: Uint8Array<ArrayBuffer>[]): Promise<StreamEvent[]> {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  return await Array.fromAsync(readEvents(body));
}

Deno.test("law: however the bytes are cut, the events are the same", async () => {
  const bytes = new TextEncoder().encode(TEXT);
  await fc.assert(fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 20 }), async (cuts) => {
    const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
    const pieces = at.slice(1).map((end, i) => bytes.slice(at[i], end));
    assert.deepEqual(await read(pieces), EVENTS);
  }));
});

Deno.test("an event that is not whole was not sent", async () => {
  const events = await read([new TextEncoder().encode("id:e.2.1\ndata:[]\n\nid:e.3.1\ndata:[]\n")]);
  assert.deepEqual(events, [{ kind: "message", id: "e.2.1", data: "[]" }]);
});
