import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { Piece } from "./frame.ts";
import { GZIP_HEADER, Trailer } from "./gzip.ts";
import { Standing, Trail } from "./trail.ts";

/** One gzip stream, to which pieces are sent as a reader sends them. */
class Stream {
  readonly #standing = new Standing();
  readonly #trailer = new Trailer();
  readonly #packed: Uint8Array[] = [GZIP_HEADER];
  readonly #plain: Uint8Array[] = [];

  send(piece: Piece): number {
    const { bytes, sum } = piece.packed(piece.place === undefined ? 0 : this.#standing.before(piece.place));
    this.#standing.after(piece.place, piece.plain.length);
    this.#trailer.append(sum);
    this.#packed.push(bytes);
    this.#plain.push(piece.plain);
    return bytes.length;
  }

  check(): void {
    const all = gunzipSync(Buffer.concat([...this.#packed, this.#trailer.bytes]));
    assert.deepEqual(all, Buffer.concat(this.#plain));
  }
}

const event = (n: number, length = 1) =>
  `id:k3x9ab.${n}.1\ndata:[["vm","${n % 3}86a447a-ccd9",{"name":"${"x".repeat(length)}${n}"}]]\n\n`;

Deno.test("I19: law: whoever joins, misses or hears something else between gets whole gzip streams", () => {
  const step = fc.record({
    trail: fc.nat(1),
    length: fc.oneof(fc.nat(200), fc.nat(9000), fc.constant(20_000)),
    /** Which readers are sent it, as bits. */
    readers: fc.nat(15),
    /** Which are sent a ping after it. */
    pings: fc.constantFrom(0, 0, 0, 5, 15),
    /** Whether the trail forgets before it. */
    clear: fc.constantFrom(false, false, false, true),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const trails = [new Trail(), new Trail()], ping = new Piece("event:ping\n\n");
      const streams = Array.from({ length: 4 }, () => new Stream());
      steps.forEach(({ trail, length, readers, pings, clear }, n) => {
        if (clear) trails[trail]?.clear();
        const piece = new Piece(event(n, length), trails[trail]);
        streams.forEach((stream, i) => {
          if (readers >> i & 1) stream.send(piece);
          if (pings >> i & 1) stream.send(ping);
        });
      });
      for (const stream of streams) stream.check();
    }),
    { numRuns: 300 },
  );
});

Deno.test("I6: who is sent events in a row gets them packed after those before, and shares the bytes", () => {
  const trail = new Trail(), early = new Stream(), late = new Stream();
  const sizes: [number, number][] = [];
  for (let n = 0; n < 100; n++) {
    const piece = new Piece(event(n), trail);
    const size = early.send(piece);
    if (n >= 20) sizes.push([size, late.send(piece)]);
  }
  const [first, last] = [sizes[0], sizes.at(-1)];
  assert.ok(first && last && first[1] > 1.5 * first[0], "who has just come is sent it plainly");
  assert.equal(last[0], last[1]);
  assert.ok(last[0] < event(99).length / 2);
  const piece = new Piece(event(100), trail);
  assert.equal(piece.packed(5000).bytes, piece.packed(6000).bytes);
  for (const stream of [early, late]) stream.check();
});
