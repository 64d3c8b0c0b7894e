// The gate: a few at a time, and one that hangs keeps nobody waiting for long.
import assert from "node:assert/strict";
import { Gate } from "./gate.ts";

const { signal } = new AbortController();

/** Sends a work through a gate; it goes on until it is told to end. */
function send(gate: Gate, passed: string[], name: string) {
  const held = Promise.withResolvers<void>();
  let done = () => {};
  const over = gate.through(signal, async (say) => {
    passed.push(name);
    done = say;
    await held.promise;
  });
  return { over, end: held.resolve, done: () => done() };
}

Deno.test("the next passes when one is over, has failed, or says that it is done", async () => {
  const gate = new Gate(2, 60_000);
  const passed: string[] = [];
  const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => send(gate, passed, name));
  assert.ok(a && b && c && d);
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
  await turn();
  assert.deepEqual(passed, ["a", "b"]);
  a.end();
  await a.over;
  await turn();
  assert.deepEqual(passed, ["a", "b", "c"]);
  b.done();
  b.done();
  await turn();
  assert.deepEqual(passed, ["a", "b", "c", "d"]);
  for (const each of [b, c, d]) each.end();
  await Promise.all([b.over, c.over, d.over]);
  await assert.rejects(gate.through(signal, () => Promise.reject(new Error("no"))), /no/);
  assert.equal(
    await gate.through(signal, () => gate.through(signal, () => Promise.resolve("both places"))),
    "both places",
  );
});

Deno.test("one that takes too long no longer counts, and has nothing to give back then", async () => {
  const gate = new Gate(1, 10);
  const passed: string[] = [];
  const late = send(gate, passed, "late");
  const next = send(gate, passed, "next");
  while (passed.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  late.end();
  await late.over;
  next.end();
  await next.over;
});

Deno.test("who gives up passes no more", async () => {
  const gate = new Gate(1, 60_000);
  const control = new AbortController();
  await gate.through(signal, async () => {
    const waiting = gate.through(control.signal, () => assert.fail("it passed"));
    control.abort(new Error("enough"));
    await assert.rejects(waiting, /enough/);
  });
  assert.equal(await gate.through(signal, () => Promise.resolve("the place is there")), "the place is there");
});
