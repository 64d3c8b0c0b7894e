// What networks do where the recordings could not show it: VLANs and bonds that come about, and go.
import assert from "node:assert/strict";
import { pifRecord } from "../generate/pool_records.ts";
import { list, NULL_REF, type Ref, text } from "../values.ts";
import { World } from "../vm/testing.ts";
import { registerNetwork } from "./mod.ts";

function networks(): World {
  const world = new World({ vms: 6 });
  registerNetwork(world.registry);
  return world;
}

async function network(world: World, name: string): Promise<Ref> {
  return String(await world.call("network.create", { name_label: name, other_config: {} }));
}

/** A physical interface nobody uses: each host gets one in a network of its own. */
async function spare(world: World): Promise<Ref> {
  const { db } = world;
  const net = await network(world, "spare");
  const made = [...db.table("host").keys()].map((host) =>
    db.create("PIF", pifRecord({ device: "eth9", MAC: "02:00:00:00:00:09", host, network: net }))
  );
  return made[0] ?? assert.fail("no host");
}

Deno.test("a VLAN of the pool has an interface on every host, and goes with its interfaces", async () => {
  const world = networks();
  const { db } = world;
  const [pif, net] = [await spare(world), await network(world, "vlan 7")];
  const made = await world.call("pool.create_VLAN_from_PIF", pif, net, 7);
  assert.ok(Array.isArray(made));
  assert.deepEqual(list(db.get("network", net), "PIFs").sort(), [...made].sort());
  const below = list(db.get("network", text(db.get("PIF", pif), "network")), "PIFs");
  assert.equal(made.length, below.length);
  const [first = ""] = made.map(String);
  assert.equal(db.get("PIF", first)?.["VLAN"], 7);
  await assert.rejects(world.call("network.destroy", net), { code: "NETWORK_CONTAINS_PIF" });
  const other = await network(world, "vlan 7 again");
  await assert.rejects(world.call("VLAN.create", pif, 7, other), { code: "PIF_VLAN_EXISTS" });
  for (const each of made.map(String)) {
    await world.call("VLAN.destroy", text(db.get("PIF", each), "VLAN_master_of"));
  }
  assert.deepEqual([list(db.get("network", net), "PIFs"), list(db.get("PIF", pif), "VLAN_slave_of")], [
    [],
    [],
  ]);
  await world.call("network.destroy", net);
});

Deno.test("a bond takes its members' place and gives it back", async () => {
  const world = networks();
  const { db } = world;
  const [pif, net] = [await spare(world), await network(world, "bond")];
  await world.call("PIF.reconfigure_ip", pif, "Static", "10.1.0.5", "255.255.0.0", "10.1.0.1", "");
  const bond = String(await world.call("Bond.create", net, [pif], "", "lacp", {}));
  const master = text(db.get("Bond", bond), "master");
  assert.equal(text(db.get("PIF", pif), "bond_slave_of"), bond);
  assert.equal(text(db.get("PIF", master), "IP"), "10.1.0.5");
  assert.match(text(db.get("PIF", master), "device"), /^bond\d$/);
  await assert.rejects(world.call("VLAN.create", pif, 5, await network(world, "vlan")), {
    code: "CANNOT_ADD_VLAN_TO_BOND_SLAVE",
  });
  await world.call("Bond.set_property", bond, "lacp-time", "fast");
  await assert.rejects(world.call("Bond.set_property", bond, "lacp-time", "now"), { code: "INVALID_VALUE" });
  const next = await network(world, "bond 2");
  await assert.rejects(world.call("Bond.create", next, [pif], "", "lacp", {}), {
    code: "PIF_ALREADY_BONDED",
  });
  await world.call("Bond.destroy", bond);
  assert.deepEqual([text(db.get("PIF", pif), "bond_slave_of"), db.get("PIF", master)], [NULL_REF, undefined]);
});
