// Steps over a whole pool are made in turns: what readers and other writers see of one that is under way.
import assert from "node:assert/strict";
import type { EventBatch } from "@/lib/xapi/types.ts";
import { Cache } from "./cache.ts";
import { batch, del, EVERYTHING, Follower, LIVE, mod, state, vmRecord } from "./testing.ts";

const COUNT = 20_000;

/** A pool of many VMs: a step over all of them takes more than one turn. */
function pool(name: string, prefix = "OpaqueRef"): EventBatch {
  const vms = Array.from({ length: COUNT }, (_, i): [string, ReturnType<typeof vmRecord>] => [
    `${prefix}:${i}`,
    vmRecord(`u${i}`, { name_label: `${name} ${i}` }),
  ]);
  return state({ pool: { P: { uuid: "p", name_label: name } }, VM: Object.fromEntries(vms) });
}

/** Runs `look` after every turn of the work. */
async function between(work: Promise<unknown>, look: () => void): Promise<number> {
  let turns = 0, over = false;
  const ended = work.finally(() => over = true);
  const turn = () => {
    if (over) return;
    turns++;
    look();
    setTimeout(turn);
  };
  setTimeout(turn);
  await ended;
  return turns;
}

Deno.test("a reset is made in turns, and readers see all of it at once", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  const { revision } = cache;
  const turns = await between(writer.reset(pool("first")), () => {
    assert.equal(cache.revision, revision);
    assert.equal(cache.size("vm"), 0);
    assert.equal(cache.get("vm", "u0"), undefined);
    assert.equal(cache.origin("vm", "u0"), undefined);
    assert.equal([...cache.list("vm")].length, 0);
    assert.equal(writer.records("VM").size, 0);
  });
  assert.ok(turns > 1, `${turns} turns`);
  assert.equal(cache.revision, revision + 1);
  assert.equal(cache.size("vm"), COUNT);
  const reader = new Follower(cache, EVERYTHING);
  reader.read();
  await between(writer.reset(pool("second", "New")), () => {
    assert.equal(cache.revision, revision + 1);
    assert.equal(cache.get("vm", "u7")?.name, "first 7");
    assert.equal(cache.raw("vm", "u7")?.["name_label"], "first 7");
    assert.equal(cache.size("vm"), COUNT);
  });
  assert.equal(cache.raw("vm", "u7")?.["name_label"], "second 7");
  assert.equal(reader.read().patches.length, COUNT + 1, "the VMs and the pool");
});

Deno.test("the connection may change during a reset, without telling of it", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  await writer.reset(pool("first"));
  await between(writer.reset(state({ pool: { P: { uuid: "p", name_label: "second" } } })), () => {
    writer.connection({ ...LIVE, reason: "still reading" });
    assert.equal(cache.get("pool", "p")?.reason, "still reading");
    assert.equal(cache.get("pool", "p")?.name, "first");
    assert.equal(cache.get("pool", "p")?.vms, COUNT);
  });
  assert.equal(cache.get("pool", "p")?.name, "second");
  assert.equal(cache.get("pool", "p")?.vms, 0);
  assert.equal(cache.get("pool", "p")?.reason, "still reading");
});

Deno.test("a pool that is removed during its reset leaves nothing behind", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  let removed = false;
  await between(writer.reset(pool("first")), () => {
    removed = true;
    writer.remove();
  });
  assert.ok(removed);
  const again = cache.openPool("p", { name: "lab" });
  again.apply(batch(mod("VM", "V", vmRecord("u1"))));
  assert.deepEqual([...cache.list("vm")].map((vm) => vm.id), ["u1"], "its ids are free");
});

Deno.test("changes may not be written into a step under way", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  const reset = writer.reset(pool("first"));
  assert.throws(() => writer.apply(batch(del("VM", "OpaqueRef:1"))), /last call is still under way/);
  await assert.rejects(writer.reset(pool("second")), /last call is still under way/);
  await reset;
  await writer.apply(batch(del("VM", "OpaqueRef:1")));
  assert.equal(cache.size("vm"), COUNT - 1);
});

Deno.test("of two objects of one uuid that go at once, neither stays behind", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  await writer.reset(state({ VM: { A: vmRecord("u"), B: vmRecord("u") } }));
  assert.deepEqual([...cache.list("vm")].map((vm) => vm.id), ["u", "u@p"]);
  writer.apply(batch(del("VM", "A"), del("VM", "B")));
  assert.equal(cache.size("vm"), 0);
});

Deno.test("a batch of many changes is applied in turns, and readers see all of it at once", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  await writer.reset(pool("first"));
  const reader = new Follower(cache, EVERYTHING);
  reader.read();
  const { revision } = cache;
  const { events } = pool("second");
  const changes = events.slice(0, COUNT / 2).map((event) => ({ ...event, operation: "mod" as const }));
  const applied = writer.apply({ token: "2", events: changes, validRefCounts: { VM: COUNT + 1 } });
  assert(applied instanceof Promise);
  const turns = await between(applied, () => {
    assert.equal(cache.revision, revision);
    assert.equal(cache.get("vm", "u7")?.name, "first 7");
    assert.equal(writer.records("VM").get("OpaqueRef:7")?.["name_label"], "first 7");
    assert.throws(() => writer.apply(batch(del("VM", "OpaqueRef:1"))), /last call is still under way/);
  });
  assert.ok(turns > 1, `${turns} turns`);
  assert.deepEqual(await applied, ["VM"], "one is missing");
  assert.equal(cache.revision, revision + 1);
  const { kind, patches } = reader.read();
  assert.equal(kind, "patch");
  assert.equal(patches.length, COUNT / 2, "the pool is among them");
  assert.deepEqual(patches.find(([, id]) => id === "u7"), ["vm", "u7", { name: "second 7" }]);
});
