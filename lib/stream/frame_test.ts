import assert from "node:assert/strict";
import { changesFrame, pingFrame, position, revisionOf } from "./frame.ts";

const text = (frame: Uint8Array) => new TextDecoder().decode(frame);

Deno.test("I1: every event carries the position it leads to", () => {
  const frame = changesFrame("ep", {
    kind: "patch",
    revision: 7,
    patches: [["vm", "u", { name: "a\nb\r\u2028" }]],
  });
  assert.equal(text(frame), 'event: patch\nid: ep.7\ndata: [["vm","u",{"name":"a\\nb\\r\u2028"}]]\n\n');
  assert.equal(text(pingFrame("ep", 8)), "event: ping\nid: ep.8\ndata: {}\n\n");
});

Deno.test("I2: a position is read in its own epoch only", () => {
  assert.equal(revisionOf("ep", position("ep", 12)), 12);
  for (
    const other of [
      "old.12",
      "ep.",
      "ep.-1",
      "ep.1e3",
      "ep.9999999999999999",
      ".12",
      "ep",
      "",
      null,
      undefined,
    ]
  ) {
    assert.equal(revisionOf("ep", other), undefined, String(other));
  }
});
