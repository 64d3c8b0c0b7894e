// The laws of the stream over random histories, subscriptions, rights, paces and broken connections.
import assert from "node:assert/strict";
import fc from "fast-check";
import { runs } from "./runs.ts";
import { play, scenario } from "./scenario.ts";
import { Session } from "./session.ts";

Deno.test("I2, I3, I5, I7, I8, I14, I15, I16, I17, I19, I20: law: whatever happens, a client has what it may see of what there is", async () => {
  await fc.assert(fc.asyncProperty(scenario, (scenario) => play(scenario, false)), runs(1000));
  const { ping, joined, ...many } = Session.told;
  assert.ok(Object.values(many).every((n) => n > 100), JSON.stringify(Session.told));
  assert.ok(Math.min(ping, joined) > 10, JSON.stringify(Session.told));
});

Deno.test("I2, I3, I8, I12, I19: law: the same over real sockets", async () => {
  await fc.assert(fc.asyncProperty(scenario, (scenario) => play(scenario, true)), runs(40));
});
