import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { GZIP_HEADER, LEAST_DEFLATED, pack, takesGzip, Trailer } from "./gzip.ts";

/** The bytes of a whole gzip stream. */
function stream(pieces: readonly Uint8Array[]): Uint8Array {
  const trailer = new Trailer();
  const packed = pieces.map((piece) => {
    const { bytes, sum } = pack(piece);
    trailer.append(sum);
    return bytes;
  });
  return Buffer.concat([GZIP_HEADER, ...packed, trailer.bytes]);
}

Deno.test("I19: law: pieces packed by themselves are one gzip stream with a right trailer", () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 2000 }),
    fc.string({ maxLength: 3000 }).map((text) => new TextEncoder().encode(text.repeat(3))),
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
    assert.deepEqual(gunzipSync(stream(pieces)), Buffer.concat(pieces));
  }));
});

Deno.test("I19: large pieces, and those that nothing can be saved of, too", () => {
  const noise = crypto.getRandomValues(new Uint8Array(65_536));
  const pieces = [noise, noise.slice(0, 65_535), new Uint8Array(300_000), noise.slice(0, 1000)];
  assert.deepEqual(gunzipSync(stream(pieces)), Buffer.concat(pieces));
  assert.equal(pack(noise.slice(0, 1000)).bytes.length, 1005, "stored");
});

Deno.test("I19: small pieces cost five bytes and no time", () => {
  assert.equal(pack(new Uint8Array(LEAST_DEFLATED - 1)).bytes.length, LEAST_DEFLATED + 4);
  assert.ok(pack(new Uint8Array(LEAST_DEFLATED)).bytes.length < 30);
});

Deno.test("I19: gzip goes to those who take it", () => {
  for (const accept of ["gzip", "gzip, deflate, br, zstd", "br;q=1, GZIP;q=0.5", "x-gzip"]) {
    assert.equal(takesGzip(accept), true, accept);
  }
  for (const accept of [null, "", "br", "identity", "gzip;q=0", "gzip; q=0.000", "deflate"]) {
    assert.equal(takesGzip(accept), false, String(accept));
  }
});
