// What fails on hosts whose hypervisor is itself simulated, as the recordings show it, and what stays behind.
import assert from "node:assert/strict";
import { ApiError, type Domains, type Json, type RunningSimulator, startSimulator } from "./mod.ts";
import { flag, list, NULL_REF, type Rec, type Ref, text } from "./values.ts";

/** Runs a test on a small pool with such domains. */
async function onHosts(
  domains: Domains,
  test: (simulator: RunningSimulator) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator({ domains, hosts: 2, vms: 30, speed: Infinity });
  try {
    await test(simulator);
  } finally {
    await simulator.close();
  }
}

/** What a call is refused with: code and parameters. */
async function failure({ call }: RunningSimulator, method: string, ...args: Json[]): Promise<string> {
  try {
    await call(method, args);
  } catch (error) {
    if (error instanceof ApiError) return [error.code, ...error.params].join(" | ");
    throw error;
  }
  return assert.fail(`${method} worked`);
}

/** The first record of a class that is as wanted. */
function first(
  { db }: RunningSimulator,
  cls: string,
  wanted: (record: Rec) => boolean,
): readonly [Ref, Rec] {
  return [...db.table(cls)].find(([, record]) => wanted(record)) ?? assert.fail(`no such ${cls}`);
}

/** A VM with a disk in a power state, with a guest agent. */
function guest(simulator: RunningSimulator, state: string): readonly [Ref, Rec] {
  return first(
    simulator,
    "VM",
    (vm) =>
      vm["power_state"] === state && !flag(vm, "is_a_template") && !flag(vm, "is_control_domain") &&
      list(vm, "allowed_operations").includes(state === "Running" ? "clean_reboot" : "copy") &&
      list(vm, "VBDs").some((vbd) => simulator.db.get("VBD", vbd)?.["type"] === "Disk"),
  );
}

Deno.test("On simulated hosts no bytes are copied, and nothing stays of the copy", async () => {
  await onHosts("simulated", async (simulator) => {
    const { db } = simulator;
    const count = () => ["VM", "VDI", "VBD"].map((cls) => db.table(cls).size);
    const before = count();
    const [vm] = guest(simulator, "Halted");
    const nbd = 'INTERNAL_ERROR | Failure("Could not parse NBD URI returned from the storage backend: ")';
    assert.equal(await failure(simulator, "VM.copy", vm, "copy", NULL_REF), nbd);
    const [disk, { SR }] = first(simulator, "VDI", (vdi) => list(vdi, "allowed_operations").includes("copy"));
    assert.equal(
      await failure(simulator, "VDI.copy", disk, SR ?? "", NULL_REF, NULL_REF),
      nbd,
    );
    assert.deepEqual(count(), before);
    assert.deepEqual(db.get("VM", vm)?.["current_operations"], {});
  });
});

Deno.test("On simulated hosts a VM stays where it is, and pauses all the same", async () => {
  await onHosts("simulated", async (simulator) => {
    const [vm, { uuid, resident_on: home = "" }] = guest(simulator, "Running");
    const taken = `${String(uuid).slice(0, 24)}000000000001`;
    const expected = `INTERNAL_ERROR | Object with type domain and id ${taken} already exists in xenopsd`;
    const [other] = first(
      simulator,
      "host",
      ({ resident_VMs }) => !list({ resident_VMs: resident_VMs ?? [] }, "resident_VMs").includes(vm),
    );
    for (const host of [other, home]) {
      assert.equal(await failure(simulator, "VM.pool_migrate", vm, host, {}), expected);
    }
    const record = simulator.db.get("VM", vm);
    assert.deepEqual([record?.["resident_on"], record?.["current_operations"]], [home, {}]);
    const host = simulator.db.get("host", other);
    assert.deepEqual([host?.["current_operations"], list(host, "allowed_operations").includes("evacuate")], [
      {},
      true,
    ]);
    await simulator.call("VM.pause", [vm]);
    assert.equal(simulator.db.get("VM", vm)?.["power_state"], "Paused");
  });
});

Deno.test("On simulated hosts VLANs and bonds fail, but their records stay", async () => {
  await onHosts("simulated", async (simulator) => {
    const { db, call } = simulator;
    const network = async () =>
      String(
        await call("network.create", [{
          name_label: "n",
          name_description: "",
          MTU: 1500,
          other_config: {},
          bridge: "",
          managed: true,
          tags: [],
        }]),
      );
    const [pif, { device = "" }] = first(
      simulator,
      "PIF",
      (record) =>
        flag(record, "physical") && flag(record, "currently_attached") && !flag(record, "management") &&
        record["bond_slave_of"] === NULL_REF,
    );
    const tagged = await network();
    assert.match(
      await failure(simulator, "VLAN.create", pif, 42, tagged),
      new RegExp(
        `^PIF_CONFIGURATION_ERROR .* args = link add link ${device} name ${device}.42 type vlan id 42, code = Exit code 2`,
      ),
    );
    const [, vlan] = first(simulator, "VLAN", ({ tag }) => tag === 42);
    assert.equal(db.get("PIF", text(vlan, "untagged_PIF"))?.["currently_attached"], false);
    assert.match(await failure(simulator, "VLAN.create", pif, 42, tagged), /^NETWORK_ALREADY_CONNECTED/);
    const bonded = await network();
    assert.match(
      await failure(simulator, "Bond.create", bonded, [pif], "", "balance-slb", {}),
      /^PIF_CONFIGURATION_ERROR .* args = addif xapi\d+ bond\d, code = Exit code 1/,
    );
    const [bond] = first(simulator, "Bond", ({ primary_slave }) => primary_slave === pif);
    assert.match(await failure(simulator, "Bond.set_mode", bond, "lacp"), /^PIF_CONFIGURATION_ERROR/);
    assert.equal(db.get("Bond", bond)?.["mode"], "balance-slb");
    await call("Bond.destroy", [bond]);
    assert.equal(db.get("PIF", pif)?.["bond_slave_of"], NULL_REF);
  });
});

Deno.test("On simulated hosts a CD goes into the drive of a halted VM only", async () => {
  await onHosts("simulated", async (simulator) => {
    const { db, call } = simulator;
    const [cd] = first(simulator, "VDI", ({ SR }) => db.get("SR", String(SR))?.["content_type"] === "iso");
    const drive = (state: string) =>
      first(
        simulator,
        "VBD",
        (vbd) =>
          vbd["type"] === "CD" && flag(vbd, "empty") &&
          db.get("VM", text(vbd, "VM"))?.["power_state"] === state &&
          !flag(db.get("VM", text(vbd, "VM")), "is_a_template"),
      )[0];
    const running = drive("Running");
    const reason = `INTERNAL_ERROR | vbd_insert_hvm: The VBD ${running} is empty`;
    assert.equal(await failure(simulator, "VBD.insert", running, cd), reason);
    assert.equal(db.get("VBD", running)?.["empty"], true);
    const halted = drive("Halted");
    await call("VBD.insert", [halted, cd]);
    assert.equal(db.get("VBD", halted)?.["VDI"], cd);
  });
});

Deno.test("A simulated host that is shut down stays up", async () => {
  await onHosts("simulated", async ({ db, call }) => {
    const [host = ""] = db.table("host").keys();
    await call("host.disable", [host]);
    await call("host.shutdown", [host]);
    assert.equal(db.get("host_metrics", text(db.get("host", host), "metrics"))?.["live"], true);
  });
});

Deno.test("Frail domains run on when they are paused, and lose their devices when they reboot", async () => {
  await onHosts("simulated-frail", async (simulator) => {
    const { db } = simulator;
    const [vm, { uuid, domid, VBDs, VIFs }] = guest(simulator, "Running");
    const pausing = `VM not in expected power state after completing operation: ${vm}, paused, running`;
    assert.equal(await failure(simulator, "VM.pause", vm), `INTERNAL_ERROR | ${pausing}`);
    assert.match(
      await failure(simulator, "VM.clean_reboot", vm),
      new RegExp(`^INTERNAL_ERROR . Object with type VM and id ${uuid}/vbd.xvda does not exist in xenopsd$`),
    );
    const record = db.get("VM", vm);
    assert.deepEqual([record?.["power_state"], record?.["current_operations"]], ["Running", {}]);
    assert.notEqual(record?.["domid"], domid);
    const devices = [
      ...list({ VBDs: VBDs ?? [] }, "VBDs").map((vbd) => db.get("VBD", vbd)),
      ...list({ VIFs: VIFs ?? [] }, "VIFs").map((vif) => db.get("VIF", vif)),
    ];
    assert.ok(devices.length > 0 && devices.every((device) => device?.["currently_attached"] === false));
  });
});
