import assert from "node:assert/strict";
import { Markers } from "./fanout_clients.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const chunk = (event: string) => `${event.length.toString(16)}\r\n${event}\r\n`;
const event = (...numbers: readonly number[]) =>
  `id:k3x9ab.4711.1\ndata:[${numbers.map((n) => `["vm","u",{"name":"bench-${n}-vm"}]`).join()}]\n\n`;

Deno.test("every marker of a read is found, in one frame or in several", () => {
  const markers = new Markers();
  assert.deepEqual(markers.in(3, bytes(chunk(event(1, 2)) + chunk(event(3)))), [1, 2, 3]);
  assert.deepEqual(markers.in(4, bytes(chunk(event(1, 2)) + chunk(event(3)))), [1, 2, 3], "of everybody");
  assert.deepEqual(markers.in(3, bytes(chunk("event:ping\nid:k3x9ab.4712.1\ndata:\n\n"))), []);
});

Deno.test("a marker that comes in two reads is found once, with the second", () => {
  const text = chunk(event(41, 42));
  for (let at = 1; at < text.length; at++) {
    const markers = new Markers();
    const found = [...markers.in(3, bytes(text.slice(0, at)))];
    markers.in(4, bytes(chunk(event(7))));
    assert.deepEqual([...found, ...markers.in(3, bytes(text.slice(at)))], [41, 42], `cut at ${at}`);
  }
});
