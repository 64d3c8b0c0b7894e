import assert from "node:assert/strict";
import { Cache } from "./cache.ts";
import { batch, LIVE, mod, state, vmRecord } from "./testing.ts";

Deno.test("a step that waits for promised views is under way: nothing else is taken but the connection", async () => {
  const cache = new Cache({ many: 0 });
  const writer = cache.openPool("p", { name: "lab" });
  await writer.reset(state({ VM: { A: vmRecord("a"), B: vmRecord("b") } }));
  const relisted = writer.relist("VM", new Map([["A", vmRecord("a", { name_label: "new" })]]));
  assert.throws(() => writer.apply(batch(mod("VM", "A", vmRecord("a")))), /still under way/);
  assert.throws(() => writer.renew(), /still under way/);
  await assert.rejects(writer.relist("VM", new Map()), /still under way/);
  writer.connection(LIVE);
  assert.equal(cache.get("pool", "p")?.state, "live");
  assert.equal(cache.size("vm"), 2);
  await relisted;
  assert.deepEqual([...cache.list("vm")].map(({ name }) => name), ["new"]);
});

Deno.test("a writer whose pool was removed takes nothing, and says nothing", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  writer.remove();
  const { revision } = cache;
  assert.deepEqual(writer.apply(batch(mod("VM", "A", vmRecord("a")))), []);
  await writer.reset(state({ VM: { A: vmRecord("a") } }));
  await writer.relist("VM", new Map([["A", vmRecord("a")]]));
  writer.connection(LIVE);
  writer.remove();
  assert.equal(cache.revision, revision);
  assert.equal(cache.size("vm"), 0);
});
