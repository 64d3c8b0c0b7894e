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
  assert.equal(shared.behind, false);
  shared.leave(least, 5);
  assert.equal(shared.since, "e.7.1");
});

Deno.test("a page that stands earlier gets nothing before the stream was rewound to it, then all in order", () => {
  const shared = new Shared("vm", 0);
  const one = page(), late = page(), later = page();
  shared.join(one.port, "e.5.1", 0);
  shared.begin();
  shared.take(event("e.8.1"));
  shared.join(late.port, "e.6.1", 0);
  assert.equal(shared.rewind(), "e.6.1");
  shared.join(later.port, "e.4.1", 0);
  shared.take(event("e.9.1"));
  assert.ok(shared.behind, "who came after the request was sent needs another");
  shared.rewound();
  assert.deepEqual([one.got, late.got, later.got], [["e.8.1", "e.9.1"], ["e.9.1"], []]);
  shared.rewind();
  shared.rewound();
  shared.take(event("e.10.1"));
  assert.deepEqual([late.got, later.got], [["e.9.1", "e.10.1"], ["e.9.1", "e.10.1"]]);
});

Deno.test("what a page has already is not given to it again", () => {
  const shared = new Shared("vm", 0);
  const ahead = page();
  shared.join(ahead.port, "e.9.1", 0);
  shared.begin();
  for (const id of ["e.7.1", "e.9.1", "e.10.1"]) shared.take(event(id));
  assert.deepEqual(ahead.got, ["e.9.1", "e.10.1"]);
});
