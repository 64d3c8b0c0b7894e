import assert from "node:assert/strict";
import { Turns, untilFirst } from "./turns.ts";

const until = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));

Deno.test("turns come one after the other, also after one that failed", async () => {
  const turns = new Turns();
  const gate = Promise.withResolvers<void>();
  const seen: string[] = [];
  const first = turns.run(async () => {
    seen.push("first begins");
    await gate.promise;
    seen.push("first ends");
    throw new Error("first");
  });
  const second = turns.run(() => seen.push("second"));
  await Promise.resolve();
  gate.resolve();
  await assert.rejects(first, /first/);
  assert.equal(await second, 3);
  assert.deepEqual(seen, ["first begins", "first ends", "second"]);
  await assert.rejects(
    turns.run(() => {
      throw new Error("at once");
    }),
    /at once/,
  );
});

Deno.test("the first to end ends the others, and its failure is the outcome", async () => {
  const { signal } = new AbortController();
  const ended: string[] = [];
  const waits = (name: string) => async (signal: AbortSignal) => {
    try {
      await until(signal);
    } finally {
      await Promise.resolve();
      ended.push(name);
    }
  };
  await untilFirst(signal, [waits("a"), () => Promise.resolve(), waits("b")]);
  assert.deepEqual(ended.sort(), ["a", "b"]);
  await assert.rejects(
    untilFirst(signal, [waits("c"), () => Promise.reject(new Error("the cause")), waits("d")]),
    /the cause/,
  );
  assert.deepEqual(ended.sort(), ["a", "b", "c", "d"]);
});

Deno.test("an abort from outside ends all of them, also one that came before", async () => {
  const control = new AbortController();
  const seen: boolean[] = [];
  const works = [until, (signal: AbortSignal) => {
    seen.push(signal.aborted);
    return until(signal);
  }];
  const running = untilFirst(control.signal, works);
  control.abort();
  await assert.rejects(running, /aborted/);
  await assert.rejects(
    untilFirst(control.signal, [(signal) => Promise.resolve(signal.throwIfAborted())]),
    { name: "AbortError" },
  );
  assert.deepEqual(seen, [false]);
});
