import assert from "node:assert/strict";
import { Listeners } from "./listeners.ts";

Deno.test("listeners are told until they leave, whoever leaves meanwhile", () => {
  const listeners = new Listeners<[string, number]>();
  const told: string[] = [];
  const leave = listeners.add((name, count) => {
    told.push(`a ${name} ${count}`);
    leave();
  });
  listeners.add((name) => told.push(`b ${name}`));
  listeners.tell("x", 1);
  listeners.tell("y", 2);
  assert.deepEqual(told, ["a x 1", "b x", "b y"]);
});
