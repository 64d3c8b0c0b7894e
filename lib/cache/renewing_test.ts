import assert from "node:assert/strict";
import { Cache } from "./cache.ts";
import { add, batch, del, mod, state, vmRecord } from "./testing.ts";

Deno.test("readers see nothing of a first read before its end, whatever came of its objects meanwhile", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  const { revision } = cache;
  const renewal = writer.renew();
  renewal.take(add("VM", "A", vmRecord("a")));
  renewal.take(add("VM", "B", vmRecord("b")));
  renewal.take(add("VM", "C", vmRecord("c")));
  renewal.take(mod("VM", "A", vmRecord("a", { name_label: "renamed" })));
  renewal.take(del("VM", "B"));
  assert.equal(cache.revision, revision);
  assert.equal(cache.get("vm", "a"), undefined);
  assert.equal(cache.size("vm"), 0);
  assert.throws(() => writer.apply(batch()), /still under way/);
  await renewal.commit(state({ VM: { D: vmRecord("d") } }));
  assert.deepEqual([...cache.list("vm")].map(({ name }) => name), ["renamed", "vm c", "vm d"]);
  assert.equal(cache.get("pool", "p")?.vms, 3);
  assert.equal(cache.revision, revision + 1);
  renewal.abandon();
  assert.equal(cache.size("vm"), 3);
});

Deno.test("a first read that broke off leaves nothing, and frees its ids", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" }), other = cache.openPool("q", { name: "other" });
  const { revision } = cache;
  const renewal = writer.renew();
  renewal.take(add("VM", "A", vmRecord("a")));
  renewal.abandon();
  renewal.take(add("VM", "A", vmRecord("a")));
  assert.equal(cache.revision, revision);
  await other.reset(state({ VM: { X: vmRecord("a") } }));
  assert.equal(cache.get("vm", "a")?.pool, "q");
  await writer.reset(state({ VM: { A: vmRecord("a") } }));
  assert.equal(cache.get("vm", "a@p")?.pool, "p");
  assert.equal(cache.get("pool", "p")?.vms, 1);
});

Deno.test("a pool that is read again while it shows keeps what it shows until the end, and if that does not come", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  await writer.reset(state({ VM: { A: vmRecord("a"), B: vmRecord("b") } }));
  const broken = writer.renew();
  broken.take(add("VM", "A", vmRecord("a", { name_label: "new" })));
  broken.abandon();
  assert.equal(cache.get("vm", "a")?.name, "vm a");
  const renewal = writer.renew();
  renewal.take(add("VM", "A", vmRecord("a", { name_label: "new" })));
  assert.equal(cache.size("vm"), 2);
  await renewal.commit(batch());
  assert.deepEqual([...cache.list("vm")].map(({ name }) => name), ["new"]);
});

Deno.test("a pool that is removed during its first read leaves nothing, and takes nothing more", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  const renewal = writer.renew();
  renewal.take(add("VM", "A", vmRecord("a")));
  writer.remove();
  renewal.take(add("VM", "B", vmRecord("b")));
  await renewal.commit(batch());
  renewal.abandon();
  assert.equal(cache.size("vm"), 0);
  cache.openPool("q", { name: "other" }).apply(
    batch(mod("VM", "X", vmRecord("a")), mod("VM", "Y", vmRecord("b"))),
  );
  assert.deepEqual([...cache.list("vm")].map(({ id }) => id), ["a", "b"], "its ids are free");
});
