// A kept connection that nobody uses is closed, and one that is put to work again is not.
import { strict as assert } from "node:assert";
import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { IdleReaper } from "./idle_reaper.ts";

Deno.test("a connection is closed when it has been free for long enough, and none that is busy", async () => {
  const agent = new EventEmitter();
  const reaper = new IdleReaper(agent, 20);
  const [free, busy] = [new PassThrough(), new PassThrough()];
  for (const socket of [free, busy]) agent.emit("free", socket);
  reaper.busy(busy);
  await new Promise((resolve) => free.once("close", resolve));
  assert.equal(busy.destroyed, false);
  agent.emit("free", busy);
  reaper.close();
  await new Promise((resolve) => setTimeout(resolve, 40));
  assert.equal(busy.destroyed, false, "nothing is closed after the end: the agent does that");
  busy.destroy();
});
