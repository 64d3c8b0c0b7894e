import assert from "node:assert/strict";
import { type ReaderPort, Shared } from "./readers.ts";

function page() {
  const got: string[] = [];
  const port: ReaderPort = {
    onmessage: null,
    postMessage: (message) => got.push(message[0] === "event" ? message[2] : message[0]),
  };
  return { port, got };
}

const event = (id: string) => ({ kind: "message", id, data: "[]" });

Deno.test("the stream begins where the page stands that has the least", () => {
  const shared = new Shared("vm", 0);
  shared.join(page().port, "e.7.1", 0);
  const least = shared.join(page().port, "e.5.1", 0);
  assert.equal(shared.begin(), "e.5.1");
  shared.leave(least, 5);
  assert.equal(shared.begin(), "e.7.1");
});

Deno.test("a page that stands before the stream is not served by it", () => {
  const shared = new Shared("vm", 0);
  assert.ok(shared.serves("e.1.1"), "nothing has been asked for yet");
  shared.join(page().port, "e.5.1", 0);
  shared.begin();
  shared.take(event("e.8.1"));
  assert.deepEqual(["e.7.1", "e.8.1", "e.9.1", "f.9.1", ""].map((at) => shared.serves(at)), [
    false,
    true,
    true,
    false,
    false,
  ]);
});

Deno.test("what a page has already is not given to it again", () => {
  const shared = new Shared("vm", 0);
  const ahead = page();
  shared.join(ahead.port, "e.9.1", 0);
  shared.begin();
  for (const id of ["e.7.1", "e.9.1", "e.10.1"]) shared.take(event(id));
  assert.deepEqual(ahead.got, ["e.9.1", "e.10.1"]);
});
