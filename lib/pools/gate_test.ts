// The gate: a few at a time, and one that hangs keeps nobody waiting for long.
import assert from "node:assert/strict";
import { Gate } from "./gate.ts";

const { signal } = new AbortController();

Deno.test("the next passes when one is done", async () => {
  const gate = new Gate(2, 60_000);
  const passed: string[] = [];
  const pass = (name: string) =>
    gate.pass(signal).then((done) => {
      passed.push(name);
      return done;
    });
  const [first, second, third] = [pass("a"), pass("b"), pass("c")];
  const done = await first;
  await second;
  assert.deepEqual(passed, ["a", "b"]);
  done();
  (await third)();
  (await second)();
  assert.deepEqual(passed, ["a", "b", "c"]);
});

Deno.test("one that takes too long no longer counts, and has nothing to give back then", async () => {
  const gate = new Gate(1, 10);
  const late = await gate.pass(signal);
  const next = await gate.pass(signal);
  late();
  let third = false;
  const waiting = gate.pass(signal).then((done) => {
    third = true;
    done();
  });
  await Promise.resolve();
  assert.equal(third, false);
  next();
  await waiting;
});

Deno.test("who gives up passes no more", async () => {
  const gate = new Gate(1, 60_000);
  const done = await gate.pass(signal);
  const control = new AbortController();
  const waiting = gate.pass(control.signal);
  control.abort(new Error("enough"));
  await assert.rejects(waiting, /enough/);
  done();
  (await gate.pass(signal))();
});
