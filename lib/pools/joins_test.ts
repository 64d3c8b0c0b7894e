// First connections: what was entered wrongly goes nowhere, the end waits for those under way, and nothing is left behind for good.
import assert from "node:assert/strict";
import { startSimulator } from "@/sim/mod.ts";
import { Joins } from "./joins.ts";
import { end } from "./testing.ts";

Deno.test("what cannot be meant is refused before anything is sent", async () => {
  const joins = new Joins(new AbortController().signal);
  const never = () => assert.fail("nothing was sent");
  const root = { username: "root", password: "x" };
  await assert.rejects(joins.join({ address: "ftp://x", ...root }, never), { code: "bad-address" });
  await assert.rejects(joins.join({ ...root, address: "x", username: " " }, never), {
    code: "username-missing",
  });
  await assert.rejects(joins.probe("ftp://x"), { code: "bad-address" });
  assert.equal(await joins.probe("http://x"), null);
});

Deno.test("the end waits for what is under way; what fails when it is given up is told as that", async () => {
  const control = new AbortController();
  const joins = new Joins(control.signal);
  const simulator = await startSimulator({ hosts: 1, vms: 0 });
  const pool = { address: simulator.url, username: "root", password: "atoll" };
  const steps: string[] = [];
  const joining = joins.join(pool, async ({ link }) => {
    steps.push("joined");
    await end(link.session);
    control.abort();
    throw new Error("too late");
  });
  const refused = assert.rejects(joining, { code: "stopping" });
  await joins.settled();
  steps.push("settled");
  await refused;
  assert.deepEqual(steps, ["joined", "settled"]);
  await simulator.close();
});

Deno.test("a session that a failed one could not end is handed to the next one at the address", async () => {
  const joins = new Joins(new AbortController().signal);
  const simulator = await startSimulator({ hosts: 1, vms: 0, faults: [] });
  const pool = { address: simulator.url, username: "root", password: "atoll" };
  await simulator.faults.add({ kind: "page", status: 500, on: "pool.get_all_records" });
  await simulator.faults.add({ kind: "error", code: "HOST_STILL_BOOTING", on: "session.logout" });
  await assert.rejects(joins.join(pool, () => assert.fail("it has no name")), {
    code: "connection-bad-answer",
  });
  for (const left of [1, 0]) {
    await joins.join(pool, async ({ link, leftovers }) => {
      assert.equal(leftovers.size, left);
      await leftovers.leave(link.session, 1_000, true);
    });
  }
  assert.equal(simulator.db.table("session").size, 0);
  await joins.settled();
  await simulator.close();
});
