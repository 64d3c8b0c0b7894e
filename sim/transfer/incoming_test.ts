import assert from "node:assert/strict";
import zlib from "node:zlib";
import fc from "fast-check";
import { ApiError } from "../errors.ts";
import { Incoming, PrematureEnd } from "./incoming.ts";
import { padding, readTarHead, TarError, tarHead } from "./tar.ts";

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const BYTES = Uint8Array.from({ length: 5000 }, (_, at) => (at * 7) & 255);

Deno.test("Bytes come in the amounts that are wanted, however they arrive and are packed", async () => {
  const packings = [(bytes: Uint8Array) => bytes, zlib.gzipSync, zlib.zstdCompressSync];
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 600 }), fc.nat(1500), fc.constantFrom(...packings), async (
      size,
      wanted,
      pack,
    ) => {
      const packed = new Uint8Array(pack(BYTES));
      const incoming = await new Incoming(pieces(packed, size)).decompressed();
      assert.deepEqual([...await incoming.exactly(wanted)], [...BYTES.subarray(0, wanted)]);
      await incoming.skip(100);
      assert.deepEqual([...await incoming.upTo(9000)], [...BYTES.subarray(wanted + 100)]);
      await assert.rejects(incoming.exactly(1), PrematureEnd);
    }),
    { numRuns: 40 },
  );
});

Deno.test("A body ends with its length, at the end of the connection, or when it is cancelled", async () => {
  const wire = { read: () => Promise.resolve<Uint8Array | undefined>(BYTES), write: () => Promise.resolve() };
  const none = new AbortController().signal;
  const limited = Incoming.body(wire, 7, none);
  assert.deepEqual([...await limited.upTo(100)], [...BYTES.subarray(0, 7)]);
  const closed = Incoming.body({ ...wire, read: () => Promise.resolve(undefined) }, undefined, none);
  assert.equal((await closed.upTo(5)).length, 0);
  const abort = new AbortController();
  const waiting = Incoming.body({ ...wire, read: () => new Promise(() => {}) }, undefined, abort.signal)
    .exactly(1);
  abort.abort(new ApiError("TASK_CANCELLED", "x"));
  await assert.rejects(waiting, { code: "TASK_CANCELLED" });
});

Deno.test("A tar's head says what was said, and a damaged one is none", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z:0-9/.]{1,90}$/), fc.nat(2 ** 32), (name, size) => {
      assert.deepEqual(readTarHead(tarHead(name, size)), { name, size });
      assert.equal((size + padding(size)) % 512, 0);
    }),
  );
  const damaged = tarHead("ova.xml", 5);
  damaged[0] = 65;
  assert.throws(() => readTarHead(damaged), TarError);
  assert.equal(readTarHead(new Uint8Array(512)), undefined);
});
