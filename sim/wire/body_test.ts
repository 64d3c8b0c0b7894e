// A body holds what was written, whatever the pieces.
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { BodyWriter } from "./body.ts";

const part = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 3000 }),
  fc.uint8Array({ maxLength: 3000 }),
  // Larger than any one piece.
  fc.constantFrom("é🏝".repeat(150_000), new Uint8Array(600_000).fill(7)),
);

Deno.test("The pieces of a body together are what was written, in order", () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const body = new BodyWriter();
      for (const one of parts) typeof one === "string" ? body.text(one) : body.bytes(one);
      const wanted = parts.map((one) =>
        typeof one === "string" ? Buffer.from(one, "utf8") : Buffer.from(one)
      );
      const pieces = body.done();
      assert.ok(Buffer.concat(pieces).equals(Buffer.concat(wanted)));
      assert.ok(pieces.every(({ length }) => length <= 256 * 1024));
    }),
    { numRuns: 30 },
  );
});

Deno.test("A small body is one small piece", () => {
  const body = new BodyWriter();
  body.text("a".repeat(500));
  body.text("b".repeat(400));
  const [piece, ...more] = body.done();
  assert.equal(piece?.length, 900);
  assert.equal(piece?.buffer.byteLength, 1024);
  assert.deepEqual(more, []);
});
