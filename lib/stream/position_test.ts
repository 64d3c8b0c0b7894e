import assert from "node:assert/strict";
import { position, readPosition } from "./position.ts";

Deno.test("I2: a position is read as it was written, and nothing else is one", () => {
  assert.deepEqual(readPosition(position("k3x9ab", 12, "1a")), {
    epoch: "k3x9ab",
    revision: 12,
    number: "1a",
  });
  for (
    const other of [
      "k.",
      "k.1",
      "k.-1.1",
      "k.1e3.1",
      "k.9999999999999999.1",
      ".12.1",
      "k.1.1.1",
      "k.1.A",
      "k",
      "",
      null,
      undefined,
    ]
  ) {
    assert.equal(readPosition(other), undefined, String(other));
  }
});
