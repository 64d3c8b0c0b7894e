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

Deno.test("rounds that have taken more than their share of the processor rest until they have not, 100 ms at most", async () => {
  const began: number[] = [];
  const costs = [20, 20, 400, 0];
  let time = 0;
  const visit = () => {
    time += costs[began.push(performance.now()) - 1] ?? 0;
  };
  const rounds = new Rounds(new Set([1]), visit, () => Promise.resolve(), () => time);
  rounds.all();
  while (began.length < costs.length) {
    await turn();
    if (began.length < costs.length) rounds.all();
  }
  const [a = 0, b = 0, c = 0, d = 0] = began;
  assert.ok(b - a < 40, `${b - a} ms after the first 20 ms`);
  assert.ok(c - b >= 40 && c - b < 200, `${c - b} ms after the second 20 ms`);
  assert.ok(d - c >= 99 && d - c < 300, `${d - c} ms after 400 ms`);
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

Deno.test("a close ends the rest after a dear round, and what would have followed", async () => {
  const visited: string[] = [];
  let spent = 0;
  const visit = (one: string) => {
    visited.push(one);
    spent += 1_000;
  };
  const rounds = new Rounds(new Set(["a", "b"]), visit, () => Promise.resolve(), () => spent);
  rounds.one("a");
  while (visited.length < 1) await turn();
  rounds.all();
  // Into the rest: the round ends two turns after its last visit.
  for (let i = 0; i < 3; i++) await turn();
  rounds.close();
  rounds.all();
  await turn();
  await turn();
  assert.deepEqual(visited, ["a"]);
});
