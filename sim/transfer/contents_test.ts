import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { Database } from "../db.ts";
import type { Ref } from "../values.ts";
import { BLOCK, checksum, hashOf, madeUp, piecesOf, recognised } from "./blocks.ts";
import { Contents } from "./contents.ts";

/** A disk of so many blocks, half of them in use. */
function disk(blocks: number): { readonly db: Database; readonly contents: Contents; readonly vdi: Ref } {
  const db = new Database();
  const contents = new Contents(db);
  contents.hold();
  const size = blocks * BLOCK;
  const uuid = "5bd5bd3a-9c9a-4d9e-8a36-6d9b5a1f2f11";
  return {
    db,
    contents,
    vdi: db.create("VDI", { uuid, virtual_size: size, physical_utilisation: size / 2 }),
  };
}

/** Everything on a disk. */
function all(contents: Contents, vdi: Ref): Uint8Array {
  const bytes = new Uint8Array(contents.count(vdi) * BLOCK);
  let at = 0;
  for (let index = 0; index < contents.count(vdi); index++) {
    assert.equal(contents.has(vdi, index), contents.block(vdi, index) !== undefined);
    for (const piece of contents.pieces(contents.block(vdi, index))) {
      bytes.set(piece, at);
      at += piece.length;
    }
  }
  return bytes;
}

const writes = fc.array(
  fc.record({
    offset: fc.nat(3 * BLOCK - 1),
    length: fc.oneof(fc.nat(1000), fc.constantFrom(BLOCK, BLOCK + 1)),
    byte: fc.nat(255),
  }),
  { minLength: 1, maxLength: 5 },
);

Deno.test("Whatever is written where, the same is read, and copies keep what they had", () => {
  fc.assert(
    fc.property(writes, (list) => {
      const { db, contents, vdi } = disk(4);
      try {
        const expected = all(contents, vdi);
        const before = expected.slice();
        const copy = db.create("VDI", { virtual_size: 4 * BLOCK });
        contents.copy(vdi, copy);
        for (const { offset, length, byte } of list) {
          const bytes = new Uint8Array(Math.min(length, 4 * BLOCK - offset)).fill(byte);
          contents.write(vdi, offset, bytes);
          expected.set(bytes, offset);
        }
        assert.ok(equal(all(contents, vdi), expected));
        assert.ok(equal(all(contents, copy), before));
      } finally {
        contents.release();
      }
    }),
    { numRuns: 15 },
  );
});

Deno.test("A disk has blocks as far as its SR says, in runs, the first always; an empty one has none", () => {
  const { contents, vdi } = disk(4096);
  const there = Array.from({ length: 4096 }, (_, index) => contents.has(vdi, index));
  const share = there.filter(Boolean).length / 4096;
  assert.ok(share > 0.4 && share < 0.6, `${share}`);
  assert.equal(there[0], true);
  assert.ok(there.filter((one, index) => one !== there[index - 1]).length < 300);
  contents.clear(vdi);
  assert.ok(Array.from({ length: 4096 }, (_, index) => contents.has(vdi, index)).every((one) => !one));
});

Deno.test("Made-up blocks are recognised, and their hash is found without them", () => {
  const block = madeUp("5bd5bd3a-9c9a-4d9e-8a36-6d9b5a1f2f11", 7);
  assert.ok("kind" in block);
  const bytes = new Uint8Array(BLOCK);
  const [most, own] = piecesOf(block);
  bytes.set(most);
  bytes.set(own, most.length);
  assert.equal(hashOf(block), checksum(bytes));
  assert.deepEqual(recognised(bytes), block);
  bytes[100_000] = (bytes[100_000] ?? 0) ^ 1;
  assert.equal(recognised(bytes), undefined);
});

Deno.test("What was made up and comes back takes no room", () => {
  const { db, contents, vdi } = disk(8);
  const other = db.create("VDI", { virtual_size: 8 * BLOCK });
  contents.clear(other);
  contents.write(other, 0, all(contents, vdi));
  assert.ok(equal(all(contents, other), all(contents, vdi)));
  const places = Array.from({ length: 8 }, (_, index) => contents.block(other, index));
  assert.ok(places.every((block) => block === undefined || "kind" in block));
  contents.release();
});

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
