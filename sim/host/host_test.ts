// What hosts do where the recordings could not show it: emptied, shut down, started again, removed.
import assert from "node:assert/strict";
import { registerHostMethods } from "./mod.ts";
import { list, number, type Ref, text } from "../values.ts";
import { VERSIONS } from "../version/mod.ts";
import { World } from "../vm/testing.ts";
import { guestsOf } from "./power.ts";

/** A pool with one host (not the coordinator) that others have room for. */
function hosts(): { world: World; host: Ref } {
  const world = new World({ vms: 8 });
  registerHostMethods(world.registry);
  const { db } = world;
  const pool = db.table("pool").values().next().value;
  const host = [...db.table("host").keys()].find((each) =>
    each !== text(pool, "master") &&
    guestsOf(db, each).some((vm) => text(db.get("VM", vm), "power_state") === "Running")
  );
  return { world, host: host ?? assert.fail("no member with VMs") };
}

Deno.test("an emptied host has no guests, can be shut down, and started when it may be", async () => {
  const { world, host } = hosts();
  const { db } = world;
  await assert.rejects(world.call("host.shutdown", host), { code: "HOST_NOT_DISABLED" });
  await world.call("host.disable", host);
  for (const vm of guestsOf(db, host)) {
    if (text(db.get("VM", vm), "power_state") !== "Running") await world.call("VM.hard_shutdown", vm);
  }
  const stuck = Object.entries(Object(await world.call("host.get_vms_which_prevent_evacuation", host)));
  // Those that cannot move, for their disks are local or their guests do not allow it, are stopped.
  for (const [vm] of stuck) await world.call("VM.hard_shutdown", vm);
  const moving = guestsOf(db, host);
  await world.call("host.assert_can_evacuate", host);
  await world.call("host.evacuate", host, "OpaqueRef:NULL", 2);
  assert.deepEqual(guestsOf(db, host), []);
  for (const vm of moving) {
    assert.equal(text(db.get("VM", vm), "power_state"), "Running");
    assert.notEqual(text(db.get("VM", vm), "resident_on"), host);
  }
  await world.call("host.shutdown", host);
  const metrics = text(db.get("host", host), "metrics");
  assert.equal(db.get("host_metrics", metrics)?.["live"], false);
  await world.call("host.set_power_on_mode", host, "", {});
  await assert.rejects(world.call("host.power_on", host), { code: "HOST_POWER_ON_MODE_DISABLED" });
  await world.call("host.set_power_on_mode", host, "wake-on-lan", {});
  await world.call("host.power_on", host);
  assert.equal(db.get("host_metrics", metrics)?.["live"], true);
});

Deno.test("a host goes down with its guests, which are halted when it is back; xapi before 25 keeps it up", async () => {
  const { world, host } = hosts();
  const { db } = world;
  const guests = guestsOf(db, host);
  await world.call("host.disable", host);
  await world.call("host.shutdown", host);
  assert.equal(db.get("host_metrics", text(db.get("host", host), "metrics"))?.["live"], false);
  assert.ok(guests.every((vm) => text(db.get("VM", vm), "power_state") !== "Halted"));
  await world.call("host.set_power_on_mode", host, "wake-on-lan", {});
  await world.call("host.power_on", host);
  assert.ok(guests.every((vm) => text(db.get("VM", vm), "power_state") === "Halted"));
  assert.deepEqual([...VERSIONS.values()].map((version) => version.keepsHostsInUse), [
    true,
    true,
    true,
    true,
    false,
  ]);
});

Deno.test("a host without room elsewhere names every VM that has to stay", async () => {
  const { world, host } = hosts();
  const { db } = world;
  for (const [other, record] of db.table("host")) {
    const metrics = text(record, "metrics");
    if (other !== host) db.set("host_metrics", metrics, "memory_total", number(record, "memory_overhead"));
  }
  const stuck: Record<string, string[]> = Object(
    await world.call("host.get_vms_which_prevent_evacuation", host),
  );
  assert.deepEqual(Object.keys(stuck).sort(), guestsOf(db, host).sort());
  for (const [vm, [code]] of Object.entries(stuck)) {
    assert.ok(code !== undefined && vm.startsWith("OpaqueRef:"));
  }
  await assert.rejects(world.call("host.evacuate", host));
  assert.deepEqual(list(db.get("host", host), "resident_VMs").length > 0, true);
});

Deno.test("an ejected host takes along what was only its own: interfaces, plugs, local storage, its control domain", async () => {
  const { world, host } = hosts();
  const { db } = world;
  await assert.rejects(world.call("pool.eject", host), { code: "OPERATION_NOT_ALLOWED" });
  for (const vm of guestsOf(db, host)) await world.call("VM.hard_shutdown", vm);
  const pifs = list(db.get("host", host), "PIFs");
  const own = (cls: string) => [...db.table(cls).values()].filter((row) => row["host"] === host).length;
  const local = [...db.table("SR")].filter(([, sr]) =>
    sr["shared"] !== true &&
    list(sr, "PBDs").length > 0 && list(sr, "PBDs").every((pbd) => db.get("PBD", pbd)?.["host"] === host)
  ).map(([ref]) => ref);
  const controlDomain = list(db.get("host", host), "resident_VMs");
  assert.ok(own("PBD") > 0 && own("Certificate") > 0 && local.length > 0 && controlDomain.length > 0);
  await world.call("pool.eject", host);
  for (const cls of ["PBD", "PIF", "Certificate", "PCI", "PGPU", "host_cpu"]) assert.equal(own(cls), 0, cls);
  assert.ok(local.every((sr) => db.get("SR", sr) === undefined));
  assert.ok(controlDomain.every((vm) => db.get("VM", vm) === undefined));
  for (const vdi of db.table("VDI").values()) assert.ok(!local.includes(text(vdi, "SR")));
  assert.equal(db.get("host", host), undefined);
  assert.ok(pifs.length > 0 && pifs.every((pif) => db.get("PIF", pif) === undefined));
});
