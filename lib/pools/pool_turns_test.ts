import assert from "node:assert/strict";
import { PoolTurns } from "./pool_turns.ts";

Deno.test("changes to one pool follow each other, whatever became of those before; other pools do not wait", async () => {
  const turns = new PoolTurns();
  const gate = Promise.withResolvers<void>();
  const done: string[] = [];
  const first = turns.run("a", async () => {
    await gate.promise;
    done.push("a1");
    throw new Error("failed");
  });
  const second = turns.run("a", () => Promise.resolve(done.push("a2")));
  await turns.run("b", () => Promise.resolve(done.push("b1")));
  assert.deepEqual(done, ["b1"]);
  gate.resolve();
  await assert.rejects(first, /failed/);
  await second;
  await turns.settled();
  assert.deepEqual(done, ["b1", "a1", "a2"]);
});
