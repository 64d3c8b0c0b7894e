import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { deflateAfter, MOST_PLAIN, MOST_WINDOW } from "./deflate.ts";

/** A stored block, and the end of a stream. */
const stored = (plain: Uint8Array) => {
  const { length } = plain;
  return Buffer.concat([
    Uint8Array.of(0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255),
    plain,
  ]);
};
const LAST = Uint8Array.of(3, 0);

function roundTrip(window: Uint8Array, plain: Uint8Array): number {
  const packed = deflateAfter(window, plain);
  const all = inflateRawSync(Buffer.concat([stored(window), packed, packed.length > 0 ? LAST : packed]));
  assert.deepEqual(new Uint8Array(all), new Uint8Array(Buffer.concat([window, plain])));
  return packed.length;
}

Deno.test("law: what is packed after a window unpacks after it", () => {
  const words = fc.array(
    fc.constantFrom("vm", '","', "686a447a-ccd9", '{"name":"', "]\n\n", "é", "x".repeat(300)),
    { maxLength: 60 },
  );
  const text = words.map((parts) => new TextEncoder().encode(parts.join("")).subarray(0, 4000));
  const some = fc.oneof(text, fc.uint8Array({ maxLength: 3000 }));
  fc.assert(fc.property(some, some, (window, plain) => void roundTrip(window, plain)), { numRuns: 2000 });
});

Deno.test("the longest and the shortest there may be", () => {
  const of = (length: number, seed: number) =>
    Uint8Array.from({ length }, (_, i) => (i * seed * 7919 >> 5) & 255);
  for (const window of [of(0, 1), of(1, 1), of(MOST_WINDOW, 3)]) {
    for (
      const plain of [
        of(0, 1),
        of(3, 2),
        of(MOST_PLAIN, 3),
        new Uint8Array(MOST_PLAIN),
        window.subarray(0, MOST_PLAIN),
      ]
    ) {
      roundTrip(window, plain);
    }
  }
});

Deno.test("an event like the ones before it takes a third of its bytes", () => {
  const event = (revision: number, id: string, name: string) =>
    new TextEncoder().encode(`id:k3x9ab.${revision}.1\ndata:[["vm","${id}",{"operation":"${name}"}]]\n\n`);
  const window = Buffer.concat([
    event(4711, "686a447a-ccd9-8873-0460-49ca8125db5b", "start"),
    event(4712, "0aa8310d-3268-ce7d-cb24-939671d21292", ""),
  ]);
  const known = event(4713, "686a447a-ccd9-8873-0460-49ca8125db5b", "");
  assert.ok(roundTrip(window, known) < known.length / 3, `${roundTrip(window, known)} of ${known.length}`);
  const other = event(4714, "76b9f9d2-f754-2ba7-2044-752d724f030c", "start");
  assert.ok(roundTrip(window, other) < other.length * 0.7, `${roundTrip(window, other)} of ${other.length}`);
});
