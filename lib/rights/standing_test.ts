import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { add, batch, vmRecord } from "@/lib/cache/testing.ts";
import { holdingsKey, reachesItself } from "./standing.ts";
import { Rights } from "./rights.ts";
import { grant, NED, People, user, VIC } from "./testing.ts";

Deno.test("equal holdings are one standing, whoever gave them", async () => {
  const people = new People();
  for (const who of [NED, VIC]) people.users.put(user(who));
  people.grants.put(grant(NED.userId, "viewer", { kind: "tag", tag: "web" }));
  people.grants.put(grant(VIC.userId, "viewer", { kind: "tag", tag: "web" }));
  const rights = await Rights.load(people, new Cache());
  assert.equal(holdingsKey(rights.holdings(NED)), holdingsKey(rights.holdings(VIC)));
  assert.equal(rights.sight(NED), rights.sight(VIC), "what they are sent is made once");
  people.grants.put(grant(VIC.userId, "operator", { kind: "tag", tag: "web" }));
  assert.notEqual(holdingsKey(rights.holdings(NED)), holdingsKey(rights.holdings(VIC)));
});

Deno.test("what is reached by itself, and not as a part", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  await writer.apply(batch(
    add("host", "H1", { uuid: "h1", name_label: "alpha", tags: [] }),
    add("VM", "V1", vmRecord("v1", { tags: ["web"], resident_on: "H1", power_state: "Running" })),
    add("VBD", "X1", { uuid: "x1", VM: "V1", type: "Disk" }),
  ));
  const [vm, vbd, host] = [cache.get("vm", "v1"), cache.get("vbd", "x1"), cache.get("host", "h1")];
  assert.ok(vm && vbd && host);
  assert.ok(reachesItself({ kind: "all" }, "vbd", vbd));
  assert.ok(reachesItself({ kind: "pool", id: "p" }, "vbd", vbd));
  assert.ok(reachesItself({ kind: "tag", tag: "web" }, "vm", vm));
  assert.ok(!reachesItself({ kind: "tag", tag: "web" }, "vbd", vbd));
  assert.ok(reachesItself({ kind: "host", id: "h1" }, "vm", vm));
  assert.ok(reachesItself({ kind: "host", id: "h1" }, "host", host));
  assert.ok(reachesItself({ kind: "object", collection: "vm", id: "v1" }, "vm", vm));
  assert.ok(!reachesItself({ kind: "object", collection: "vm", id: "h1" }, "host", host));
});

Deno.test("on a tagged VM one acts, and on its parts; on what it stands on one looks", async () => {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  await writer.apply(batch(
    add("host", "H1", { uuid: "h1", name_label: "alpha", tags: [] }),
    add("VM", "V1", vmRecord("v1", { tags: ["web"], resident_on: "H1", power_state: "Running" })),
    add("VM", "V2", vmRecord("v2", {})),
    add("VDI", "D1", { uuid: "d1", name_label: "disk", SR: null, tags: [] }),
    add("VBD", "X1", { uuid: "x1", VM: "V1", VDI: "D1", type: "Disk" }),
  ));
  const people = new People();
  people.users.put(user(NED));
  people.grants.put(grant(NED.userId, "pool-admin", { kind: "tag", tag: "web" }));
  const rights = await Rights.load(people, cache);
  assert.ok(rights.can(NED, "vm.start", { collection: "vm", id: "v1" }));
  assert.ok(rights.can(NED, "vdi.rename", { collection: "vdi", id: "d1" }));
  assert.ok(!rights.can(NED, "vm.start", { collection: "vm", id: "v2" }));
  assert.ok(!rights.can(NED, "host.disable", { collection: "host", id: "h1" }));
  assert.ok(rights.can(NED, "host.read", { collection: "host", id: "h1" }), "its name is seen");
  assert.ok(!rights.can(NED, "host.read", { collection: "host", id: "none" }));
  assert.ok(!rights.can(NED, "pool.connection", { collection: "pool", id: "p" }));
});
