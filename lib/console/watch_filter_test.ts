import assert from "node:assert/strict";
import fc from "fast-check";
import { MalformedMessage, WatchFilter } from "./watch_filter.ts";

const HELLO = [..."RFB 003.008\n"].map((letter) => letter.charCodeAt(0)).concat(1, 1);
const FORMAT = [0, 0, 0, 0, ...Array<number>(16).fill(7)];
const ENCODINGS = [2, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 16];
const UPDATE = [3, 1, 0, 0, 0, 0, 0, 9, 0, 9];
const CONTINUOUS = [150, 1, 0, 0, 0, 0, 0, 9, 0, 9];
const FENCE = [248, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4];
const KEY = [4, 1, 0, 0, 0, 0, 0, 97];
const POINTER = [5, 1, 0, 4, 0, 4];
const CUT = [6, 0, 0, 0, 0, 0, 0, 3, 97, 98, 99];
const CUT_EXTENDED = [6, 0, 0, 0, 255, 255, 255, 252, 1, 0, 0, 0];
const RESIZE = [251, 0, 2, 0, 2, 0, 1, 0, ...Array<number>(16).fill(1)];
const QEMU_KEY = [255, 0, 0, 1, 0, 0, 0, 97, 0, 0, 0, 30];
const XVP = [250, 0, 1, 2];

const LET_THROUGH = [FORMAT, ENCODINGS, UPDATE, CONTINUOUS, FENCE];
const LEFT_OUT = [KEY, POINTER, CUT, CUT_EXTENDED, RESIZE, QEMU_KEY, XVP];

Deno.test("whoever watches asks for pictures, and nothing else, however the bytes are cut", () => {
  const message = fc.constantFrom(...LET_THROUGH, ...LEFT_OUT);
  fc.assert(fc.property(fc.array(message), fc.array(fc.integer({ min: 1, max: 40 })), (messages, cuts) => {
    const bytes = Uint8Array.from([...HELLO, ...messages.flat()]);
    const filter = new WatchFilter();
    const passed: number[] = [];
    for (let at = 0, n = 0; at < bytes.length; n++) {
      const size = cuts[n] ?? bytes.length;
      passed.push(...filter.pass(bytes.subarray(at, at + size)));
      at += size;
    }
    const wanted = messages.filter((one) => LET_THROUGH.includes(one));
    assert.deepEqual(passed, [...HELLO, ...wanted.flat()]);
  }));
});

Deno.test("a watcher joins those who are there: it never asks to be alone", () => {
  const exclusive = Uint8Array.from([...HELLO.slice(0, -1), 0]);
  assert.deepEqual([...new WatchFilter().pass(exclusive)], HELLO);
});

Deno.test("what is no message ends it, since nobody can tell where the next one begins", () => {
  const filter = new WatchFilter();
  filter.pass(Uint8Array.from(HELLO));
  assert.throws(() => filter.pass(Uint8Array.of(77)), MalformedMessage);
});
