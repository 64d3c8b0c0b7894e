// A guest's own end, and domains that come and go with their VMs.
import assert from "node:assert/strict";
import { list, text } from "../../values.ts";
import { World } from "../../vm/testing.ts";
import { domainsOf } from "./domains.ts";
import { powerFromInside } from "./power.ts";

Deno.test("What follows a shutdown from inside is what the VM's record says", async () => {
  const world = new World();
  const vm = world.vm("Running");
  const { domid } = world.get(vm);
  world.db.set("VM", vm, "actions_after_shutdown", "restart");
  powerFromInside(world.db, world.tasks, vm, "poweroff");
  await world.until(() => world.get(vm)["domid"] !== domid);
  assert.equal(text(world.get(vm), "power_state"), "Running");
  world.db.set("VM", vm, "actions_after_reboot", "destroy");
  powerFromInside(world.db, world.tasks, vm, "reboot");
  await world.until(() => text(world.get(vm), "power_state") === "Halted");
  assert.deepEqual(list(world.get(vm), "consoles"), []);
  await world.until(() => list(world.get(vm), "allowed_operations").includes("start"));
  await world.call("VM.start", vm, false, false);
  world.tasks.close();
});

Deno.test("A VM that was stopped meanwhile is left alone; a paused one ends when it goes on", async () => {
  const world = new World({ scale: 0.001 });
  const vm = world.vm("Running");
  await world.call("VM.pause", vm);
  powerFromInside(world.db, world.tasks, vm, "poweroff");
  await world.tasks.sleep(6000);
  assert.equal(text(world.get(vm), "power_state"), "Paused");
  await world.call("VM.unpause", vm);
  await world.until(() => text(world.get(vm), "power_state") === "Halted");
  await world.call("VM.start", vm, false, false);
  powerFromInside(world.db, world.tasks, vm, "poweroff");
  await world.call("VM.hard_shutdown", vm);
  await world.call("VM.start", vm, false, false);
  await world.tasks.sleep(6000);
  assert.equal(text(world.get(vm), "power_state"), "Running");
  world.tasks.close();
});

Deno.test("A domain is the same until its VM stops, reboots or moves, and then it is gone", async () => {
  const world = new World();
  const domains = domainsOf(world.db, world.tasks);
  assert.equal(domainsOf(world.db, world.tasks), domains);
  const vm = world.vm("Running");
  for (const operation of ["suspend", "hard_reboot"]) {
    const domain = domains.of(vm);
    assert.equal(domains.of(vm), domain);
    await world.call(`VM.${operation}`, vm);
    assert.ok(domain.gone.aborted);
    if (operation === "suspend") await world.call("VM.resume", vm, false, false);
  }
  const domain = domains.of(vm);
  assert.ok(!domain.gone.aborted);
  world.db.destroy("VM", vm);
  assert.ok(domain.gone.aborted);
  world.tasks.close();
});

Deno.test("A shutdown asked for from outside is on the screen", async () => {
  const world = new World({ scale: 0.001 });
  const vm = world.vm("Running", (record) => text(record, "reference_label") === "debian-12");
  const domain = domainsOf(world.db, world.tasks).of(vm);
  const { serial } = domain;
  let said = "";
  serial?.listen((line) => said += line);
  await world.call("VM.clean_shutdown", vm);
  assert.match(said, /The system will power off now!/);
  world.tasks.close();
});
