import assert from "node:assert/strict";
import { Lanes, xxh64 } from "./xxhash.ts";

const encode = (text: string) => new TextEncoder().encode(text);

Deno.test("Hashes are those of the algorithm's own examples", () => {
  assert.equal(xxh64(encode("")), "EF46DB3751D8E999");
  assert.equal(xxh64(encode("a")), "D24EC4F1A98C6E5B");
  assert.equal(xxh64(encode("abc")), "44BC2CF5AD770999");
  const long = "Call me Ishmael. Some years ago--never mind how long precisely-";
  assert.equal(xxh64(encode(long)), "02A2E85470D6FD96");
});

Deno.test("Lanes that were copied go on by themselves", () => {
  const bytes = Uint8Array.from({ length: 4096 + 7 }, (_, at) => (at * 31) & 255);
  const lanes = new Lanes();
  lanes.take(bytes.subarray(0, 2048));
  const copy = lanes.copy();
  lanes.take(bytes.subarray(0, 64));
  copy.take(bytes.subarray(2048, 4096));
  assert.equal(copy.finish(bytes.subarray(4096)), xxh64(bytes));
});
