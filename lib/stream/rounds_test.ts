import assert from "node:assert/strict";
import { Rounds } from "./rounds.ts";

const busy = (ms: number) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};
const turn = () => new Promise((resolve) => setTimeout(resolve));

Deno.test("I5: whatever comes up in one turn of the loop is one round, for each once", async () => {
  const visited: string[] = [];
  const rounds = new Rounds(new Set(["a", "b"]), (one) => visited.push(one), () => Promise.resolve());
  rounds.one("b");
  rounds.all();
  rounds.all();
  assert.deepEqual(visited, []);
  await turn();
  assert.deepEqual(visited, ["a", "b"]);
  rounds.one("b");
  await turn();
  assert.deepEqual(visited, ["a", "b", "b"]);
});

Deno.test("nobody is visited before that is possible, nor when he has gone", async () => {
  const visited: string[] = [];
  const everybody = new Set(["a", "b"]);
  const gate = Promise.withResolvers<void>();
  const rounds = new Rounds(everybody, (one) => visited.push(one), () => gate.promise);
  rounds.all();
  rounds.one("b");
  await turn();
  assert.deepEqual(visited, []);
  everybody.delete("b");
  gate.resolve();
  await turn();
  assert.deepEqual(visited, ["a"]);
});

Deno.test("a long round gives way to everything else every 10 ms or so, and what comes up meanwhile is the next", async () => {
  const visited: number[] = [];
  const everybody = new Set(Array.from({ length: 64 }, (_, i) => i));
  const rounds = new Rounds(everybody, (one) => {
    busy(1);
    visited.push(one);
    if (one === 0 && visited.length === 1) rounds.all();
  }, () => Promise.resolve());
  rounds.all();
  let longest = 0, last = performance.now();
  while (visited.length < 128) {
    await turn();
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  assert.ok(longest < 80, `${longest} ms`);
  assert.deepEqual(visited, [...everybody, ...everybody]);
  await turn();
});

Deno.test("rounds take two fifths of the processor at most: after each there is a rest of up to 100 ms", async () => {
  const began: number[] = [];
  let time = 0;
  const visit = () => {
    began.push(performance.now());
    time += began.length === 1 ? 20 : 400;
  };
  const rounds = new Rounds(new Set([1]), visit, () => Promise.resolve(), () => time);
  rounds.all();
  while (began.length < 3) {
    await turn();
    if (began.length < 3) rounds.all();
  }
  const [a = 0, b = 0, c = 0] = began;
  assert.ok(b - a >= 29 && b - a < 90, `${b - a} ms after a round of 20 ms`);
  assert.ok(c - b >= 99 && c - b < 300, `${c - b} ms after a round of 400 ms`);
});

Deno.test("time that the processor spent on other programs puts off no round", async () => {
  let visits = 0;
  const visit = () => {
    visits++;
    busy(50);
  };
  const rounds = new Rounds(new Set([1]), visit, () => Promise.resolve(), () => 0);
  rounds.all();
  await turn();
  rounds.all();
  let turns = 0;
  for (; visits < 2; turns++) await turn();
  assert.ok(turns <= 5, `${turns} turns of the loop, not 50 ms of them`);
});
