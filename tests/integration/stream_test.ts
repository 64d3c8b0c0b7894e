// From another Xen-API client's change to two browsers' streams: small, complete, resumable.
import assert from "node:assert/strict";
import { startSim } from "../processes.ts";
import { patches, StreamReader, withServer, XmlClient } from "./support.ts";

Deno.test("another client's rename reaches every stream in under 250 bytes, and a sleeper gets only what it missed", async () => {
  await using sim = await startSim(["--vms", "20", "--hosts", "2"]);
  await withServer(async (api) => {
    await api.addPool(sim.url);
    const [vm, other] = await api.all("vms");
    assert.ok(vm && other);
    const xen = await XmlClient.login(sim.url);
    const ref = await xen.call("VM.get_by_uuid", vm.id);
    const otherRef = await xen.call("VM.get_by_uuid", other.id);

    const first = await StreamReader.open(api, "vm:name,power_state;task:name,status");
    const second = await StreamReader.open(api, "vm:name");
    for (const reader of [first, second]) assert.equal((await reader.next()).event, "snapshot");

    await xen.call("VM.set_name_label", ref, "renamed elsewhere");
    for (const reader of [first, second]) {
      const event = await reader.find(([, id]) => id === vm.id);
      assert.equal(event.event, "patch");
      assert.deepEqual(patches(event), [["vm", vm.id, { name: "renamed elsewhere" }]]);
      assert.ok(event.bytes < 250, `${event.bytes} bytes`);
    }

    const asleepAt = second.last;
    await second.close();
    await xen.call("VM.set_name_label", otherRef, "while it slept");
    await xen.call("VM.set_name_label", otherRef, "while it slept, again");
    await first.find(([, , patch]) => patch?.name === "while it slept, again");
    const awake = await StreamReader.open(api, "vm:name", asleepAt);
    const missed = await awake.next();
    assert.equal(missed.event, "patch");
    assert.deepEqual(patches(missed), [["vm", other.id, { name: "while it slept, again" }]]);

    const page = await api.get(`/api/v1/vms/${vm.id}`);
    assert.equal(page.name, "renamed elsewhere");
    await awake.close();
    await first.close();
  });
});

Deno.test("what one user starts, another one's stream shows, task and all", async () => {
  await using sim = await startSim(["--vms", "40", "--hosts", "2", "--speed", "20"]);
  await withServer(async (api) => {
    await api.addPool(sim.url);
    const halted = (await api.all("vms")).find((vm) => vm.power_state === "Halted");
    assert.ok(halted);
    const watcher = await StreamReader.open(api, "vm:power_state;task:status");
    await watcher.next();
    const { status, body } = await api.post(`/api/v1/vms/${halted.id}/start`);
    assert.equal(status, 202, JSON.stringify(body));
    await watcher.find(([, id, patch]) => id === halted.id && patch?.power_state === "Running");
    assert.equal((await api.get(`/api/v1/vms/${halted.id}`)).power_state, "Running");
    await watcher.close();
  });
});
