// Encodings and pixel formats: every way of sending a picture gives the same picture.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Decoder, Picture } from "../testing_decoder.ts";
import { ByteInput, ByteOutput, concat } from "./bytes.ts";
import { Encoders, ENCODING } from "./encodings.ts";
import { NATIVE, type PixelFormat, PixelWriter, readPixelFormat, writePixelFormat } from "./pixel_format.ts";
import { type Area, translate } from "./tiles.ts";

const FORMATS: Readonly<Record<string, PixelFormat>> = {
  native: NATIVE,
  "32 bits, big-endian": { ...NATIVE, bigEndian: true },
  "32 bits, BGR": { ...NATIVE, shift: [0, 8, 16] },
  "32 bits, colours on top": { ...NATIVE, shift: [24, 16, 8] },
  "32 bits, colours on top, big-endian": { ...NATIVE, shift: [24, 16, 8], bigEndian: true },
  "16 bits, 565": { ...NATIVE, bitsPerPixel: 16, depth: 16, max: [31, 63, 31], shift: [11, 5, 0] },
  "16 bits, 555, big-endian": {
    ...NATIVE,
    bitsPerPixel: 16,
    depth: 15,
    bigEndian: true,
    max: [31, 31, 31],
    shift: [10, 5, 0],
  },
  "8 bits, 332": { ...NATIVE, bitsPerPixel: 8, depth: 8, max: [7, 7, 3], shift: [0, 3, 6] },
};

/** Pictures as screens are: large plain parts, some of few colours, some of many. */
const area: fc.Arbitrary<Area> = fc.tuple(
  fc.integer({ min: 1, max: 150 }),
  fc.integer({ min: 1, max: 90 }),
  fc.array(
    fc.tuple(
      fc.nat(150),
      fc.nat(90),
      fc.nat(60),
      fc.nat(60),
      fc.constantFrom(2, 3, 12, 300),
      fc.nat(0xffffff),
    ),
    { maxLength: 8 },
  ),
).map(([width, height, parts]) => {
  const values = new Uint32Array(width * height).fill(0x224466);
  for (const [left, top, across, down, colours, seed] of parts) {
    for (let y = top; y < Math.min(height, top + down); y++) {
      for (let x = left; x < Math.min(width, left + across); x++) {
        values[y * width + x] = (seed + (x * 7 + y * 13) % colours * 0x10203) & 0xffffff;
      }
    }
  }
  return { width, height, values };
});

for (const [name, format] of Object.entries(FORMATS)) {
  Deno.test(`Raw, Hextile and ZRLE decode to the same picture in ${name}`, async () => {
    const writer = new PixelWriter(format);
    const known = new Encoders();
    // One encoder for all, as a connection has: ZRLE's stream goes on.
    const encoders = [ENCODING.raw, ENCODING.hextile, ENCODING.zrle].map((encoding) =>
      known.preferred([encoding])
    );
    const decoder = new Decoder(format);
    await fc.assert(
      fc.asyncProperty(area, async (picture) => {
        const wanted = { ...picture, values: picture.values.slice() };
        translate(wanted, writer);
        for (
          const { encoding, encode } of encoders.map((each) => ({
            encoding: each.encoding,
            encode: (out: ByteOutput) => each.encode(out, wanted, writer),
          }))
        ) {
          const out = new ByteOutput();
          encode(out);
          const input = inputOf(out.done());
          const seen = new Picture(picture.width, picture.height);
          const place = [0, 0, picture.width, picture.height] as const;
          if (encoding === ENCODING.raw) await decoder.raw(input, seen, ...place);
          else if (encoding === ENCODING.hextile) await decoder.hextile(input, seen, ...place);
          else await decoder.zrle(input, seen, ...place);
          assert.deepEqual(seen.values, wanted.values);
          await assert.rejects(input.u8(), { name: "Ended" });
        }
      }),
      { numRuns: 12 },
    );
  });
}

Deno.test("A pixel format survives its way over the wire; one that cannot be served is refused", () => {
  for (const format of Object.values(FORMATS)) {
    const out = new ByteOutput();
    writePixelFormat(out, format);
    assert.deepEqual(readPixelFormat(new DataView(out.done().buffer), 0), format);
  }
  const refused = (change: Partial<Record<number, number>>) => {
    const out = new ByteOutput();
    writePixelFormat(out, NATIVE);
    const bytes = out.done();
    for (const [at, value] of Object.entries(change)) bytes[Number(at)] = value ?? 0;
    return readPixelFormat(new DataView(bytes.buffer), 0) === undefined;
  };
  // 24 bits, a colour map of 32 bits, 200 shades, a shift out of the pixel.
  assert.deepEqual([{ 0: 24 }, { 3: 0 }, { 5: 200 }, { 10: 30 }].map(refused), [true, true, true, true]);
});

Deno.test("Colours of 24 bits survive 24 bits, and come near in fewer", () => {
  const exact = new PixelWriter({ ...NATIVE, shift: [0, 8, 16] });
  assert.equal(exact.value(0x123456), 0x563412);
  const few = new PixelWriter(FORMATS["8 bits, 332"] ?? NATIVE);
  assert.equal(few.value(0xffffff), 0xff);
  assert.equal(few.value(0x000000), 0);
});

Deno.test("A viewer's first known encoding is taken, else Raw", () => {
  const encoders = new Encoders();
  assert.equal(encoders.preferred([7, ENCODING.hextile, ENCODING.zrle]).encoding, ENCODING.hextile);
  assert.equal(encoders.preferred([7, -223]).encoding, ENCODING.raw);
});

Deno.test("Numbers and bytes are read however they were cut", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), fc.array(fc.nat(5)), async (bytes, cuts) => {
      const parts: Uint8Array[] = [];
      let at = 0;
      for (const cut of cuts) parts.push(bytes.subarray(at, at += cut));
      parts.push(bytes.subarray(at));
      const input = new ByteInput({ read: () => Promise.resolve(parts.shift()) });
      const seen: Uint8Array[] = [];
      for (let left = bytes.length; left > 0;) {
        const count = Math.min(left, 3);
        seen.push(await input.take(count));
        left -= count;
      }
      assert.deepEqual(concat(seen), new Uint8Array(bytes));
      await assert.rejects(input.u8(), { name: "Ended" });
    }),
  );
});

function inputOf(bytes: Uint8Array): ByteInput {
  const parts = [bytes];
  return new ByteInput({ read: () => Promise.resolve(parts.shift()) });
}
