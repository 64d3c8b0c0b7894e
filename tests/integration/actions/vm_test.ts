// Each action of a VM over real HTTP: its result is looked at on the pool by another client, refusals are sentences with a code.
import assert from "node:assert/strict";
import { type Record_, withScene } from "./world.ts";

const GiB = 2 ** 30;
const dict = (value: unknown): Record_ => ({ ...(typeof value === "object" ? value : {}) });
const list = (value: unknown): unknown[] => Array.isArray(value) ? value : [];

Deno.test("Actions of a VM", async (t) => {
  await withScene(async ({ api, xen, act, refused, holds, shown }) => {
    const plain = (one: Record_) => !one.is_a_template && !one.is_control_domain && !one.is_a_snapshot;
    const hvm = (one: Record_) => one.HVM_boot_policy !== "" && list(one.VBDs).length > 0;
    const halted = await xen.all("VM", (one) => plain(one) && hvm(one) && one.power_state === "Halted");
    const running = await xen.all("VM", (one) =>
      plain(one) && hvm(one) && one.power_state === "Running" &&
      list(one.allowed_operations).includes("clean_shutdown"));
    const [[vmRef, first] = assert.fail("no halted VM")] = halted;
    const [[, second] = assert.fail("no running VM"), [, third] = assert.fail("no other running VM")] =
      running;
    const vm = String(first.uuid), live = String(second.uuid), other = String(third.uuid);
    const read = (uuid = vm) => xen.record("VM", uuid);
    const hosts = await xen.all("host");
    const [, [hostRef, host] = assert.fail("no host")] = hosts;

    await t.step("settings: processors, memory, boot, firmware", async () => {
      await act("vms", vm, "set_vcpus", { at_startup: 3, max: 6 });
      assert.deepEqual([(await read()).VCPUs_at_startup, (await read()).VCPUs_max], [3, 6]);
      await shown(`vms/${vm}`, (one) => one.VCPUs_max === 6);
      await act("vms", vm, "set_vcpus", { at_startup: 1, max: 2 });
      assert.deepEqual([(await read()).VCPUs_at_startup, (await read()).VCPUs_max], [1, 2]);
      await act("vms", vm, "set_memory", {
        dynamic_min: 2 * GiB,
        dynamic_max: 3 * GiB,
        static_max: 4 * GiB,
      });
      const { memory_dynamic_min, memory_dynamic_max, memory_static_max } = await read();
      assert.deepEqual(
        [memory_dynamic_min, memory_dynamic_max, memory_static_max],
        [2 * GiB, 3 * GiB, 4 * GiB],
      );
      await act("vms", vm, "set_boot_order", { order: "ndc" });
      assert.equal(dict((await read()).HVM_boot_params).order, "ndc");
      await act("vms", vm, "set_firmware", { firmware: "uefi" });
      assert.equal(dict((await read()).HVM_boot_params).firmware, "uefi");
      assert.equal(dict((await read()).HVM_boot_params).order, "ndc", "the order stays");
      await shown(`vms/${vm}`, (one) => one.firmware === "uefi");
      await act("vms", vm, "set_secure_boot", { enabled: true });
      assert.equal(dict((await read()).platform).secureboot, "true");
      await act("vms", vm, "add_vtpm");
      assert.equal(list((await read()).VTPMs).length, 1);
      await shown(`vms/${vm}`, (one) => one.vtpms === 1);
      assert.equal((await refused("vms", vm, "add_vtpm")).code, "not-possible");
      await act("vms", vm, "remove_vtpm");
      assert.equal(list((await read()).VTPMs).length, 0);
    });

    await t.step("settings: when and where it starts", async () => {
      await act("vms", vm, "set_auto_poweron", { enabled: true });
      assert.equal(dict((await read()).other_config).auto_poweron, "true");
      await act("vms", vm, "set_auto_poweron", { enabled: false });
      assert.equal(dict((await read()).other_config).auto_poweron, undefined);
      await act("vms", vm, "set_ha_restart_priority", { priority: "best-effort" });
      assert.equal((await read()).ha_restart_priority, "best-effort");
      await act("vms", vm, "set_start_order", { order: 2, start_delay: 30 });
      assert.deepEqual([(await read()).order, (await read()).start_delay], [2, 30]);
      await act("vms", vm, "set_affinity", { host: host.uuid });
      assert.equal((await read()).affinity, hostRef);
      await act("vms", vm, "set_affinity");
      assert.equal((await read()).affinity, "OpaqueRef:NULL");
    });

    await t.step("what the pool refuses is a sentence with its code, and in the audit log", async () => {
      const disk = list((await read(live)).VBDs);
      const drives = await xen.all("VBD", (one) => one.type === "Disk" && one.currently_attached === true);
      const [, drive = assert.fail("no disk")] = drives.find(([ref]) => disk.includes(ref)) ?? [];
      const vdi = String(await xen.call("VDI.get_uuid", drive.VDI));
      const count = list((await read(other)).VBDs).length;
      const error = await refused("vms", other, "attach_disk", { vdi });
      assert.deepEqual([error.status, error.code], [409, "vdi-in-use"]);
      assert.match(String(error.message), /^Cannot attach a disk ".+": [^.]+$/);
      assert.equal(list((await read(other)).VBDs).length, count, "nothing is left behind");
      const wrong = await refused("vms", vm, "set_memory", { dynamic_min: 3 * GiB, dynamic_max: 2 * GiB });
      assert.deepEqual([wrong.status, wrong.field], [422, "dynamic_min"]);
      const many = await refused("vms", live, "set_vcpus", { at_startup: 64, max: 64 });
      assert.match(String(many.message), /while it is not halted$/);
      const { items } = await api.get<{ items: { what: string; result: string }[] }>(
        "/api/v1/audit?limit=20",
      );
      for (const what of ["vm.set_vcpus", "vm.attach_disk"]) {
        assert.ok(items.some((one) => one.what === what && one.result === "failed"), what);
      }
    });

    await t.step("power: on a host and paused, then forced when the guest does not go", async () => {
      await act("vms", vm, "start_on", { host: host.uuid, paused: true });
      assert.deepEqual([(await read()).power_state, (await read()).resident_on], ["Paused", hostRef]);
      await act("vms", vm, "unpause");
      assert.equal((await read()).power_state, "Running");
      await act("vms", vm, "force_shutdown");
      await act("vms", vm, "start");
      assert.equal((await read()).power_state, "Running");
      await act("vms", vm, "force_shutdown");
      assert.equal((await read()).power_state, "Halted");
      await act("vms", other, "shutdown", { force_after: 600 });
      assert.equal((await read(other)).power_state, "Halted");
    });

    await t.step("power: all between on and off, and another host", async () => {
      const state = async () => (await read(live)).power_state;
      await act("vms", live, "pause");
      assert.equal(await state(), "Paused");
      await act("vms", live, "unpause");
      await act("vms", live, "suspend");
      assert.equal(await state(), "Suspended");
      await act("vms", live, "resume");
      assert.equal(await state(), "Running");
      await act("vms", live, "reboot");
      assert.equal(await state(), "Running");
      const before = (await read(live)).domid;
      await act("vms", live, "force_reboot");
      assert.notEqual((await read(live)).domid, before, "it runs in another domain");
      const on = (await read(live)).resident_on;
      const [to, target] = hosts.find(([ref]) => ref !== on) ?? assert.fail("no other host");
      await act("vms", live, "migrate", { host: target.uuid });
      assert.equal((await read(live)).resident_on, to);
      const same = await refused("vms", live, "pause", { host: 1 });
      assert.deepEqual([same.status, same.code], [422, "unknown-argument"]);
    });

    await t.step("names, description and tags", async () => {
      await act("vms", vm, "rename", { name: "called so" });
      await act("vms", vm, "describe", { description: "two\nlines" });
      await act("vms", vm, "tag", { tag: "blue" });
      assert.deepEqual(
        [
          (await read()).name_label,
          (await read()).name_description,
          list((await read()).tags).includes("blue"),
        ],
        ["called so", "two\nlines", true],
      );
      await act("vms", vm, "untag", { tag: "blue" });
      assert.equal(list((await read()).tags).includes("blue"), false);
    });

    await t.step("hot: processors and memory of a running VM", async () => {
      const before = await read(live);
      await act("vms", live, "set_vcpus", { at_startup: 1 });
      assert.equal((await read(live)).VCPUs_at_startup, 1);
      const least = Number(before.memory_static_min), most = Number(before.memory_static_max);
      const dynamic_min = Math.max(least, most / 2);
      await act("vms", live, "set_memory", { dynamic_min, dynamic_max: most });
      assert.equal((await read(live)).memory_dynamic_min, dynamic_min);
    });

    await t.step("copies: snapshot with memory, clone, copy, template and back", async () => {
      await act("vms", live, "checkpoint", { name: "with memory" });
      const taken = await xen.all("VM", (one) => one.name_label === "with memory");
      assert.deepEqual(taken.map(([, one]) => one.power_state), ["Suspended"]);
      const [[, snap] = assert.fail("none taken")] = taken;
      await act("snapshots", String(snap.uuid), "revert", { snapshot_first: true });
      const kept = await xen.all("VM", (one) => one.name_label === "Before reverting to with memory");
      assert.equal(kept.length, 1);
      assert.equal((await read(live)).power_state, "Suspended");
      await shown(`vms/${live}`, (one) => one.snapshots === 2);
      const ids = [snap, ...kept.map(([, one]) => one)].map(({ uuid }) => String(uuid));
      await act("vms", live, "destroy_snapshots", { snapshots: ids });
      await holds("the snapshots go", async () => list((await read(live)).snapshots).length === 0);

      const [[srRef, sr] = assert.fail("no storage")] = await xen.all(
        "SR",
        (one) => one.content_type !== "iso" && one.shared === true && list(one.PBDs).length > 0,
      );
      await act("vms", vm, "snapshot", { name: "disks alone" });
      await act("vms", vm, "clone", { name: "cloned" });
      for (const name of ["disks alone", "cloned"]) {
        assert.equal((await xen.all("VM", (one) => one.name_label === name)).length, 1, name);
      }
      await act("vms", vm, "copy", { name: "copied", sr: sr.uuid });
      const [[, copied] = assert.fail("no copy")] = await xen.all("VM", (one) => one.name_label === "copied");
      const drives = await xen.all("VBD", (one) => list(copied.VBDs).length > 0 && one.type === "Disk");
      const disks = drives.filter(([ref]) => list(copied.VBDs).includes(ref)).map(([, { VDI }]) => VDI);
      for (const disk of disks) assert.equal(await xen.call("VDI.get_SR", disk), srRef);
      const copy = String(copied.uuid);
      await act("vms", copy, "make_template");
      assert.equal((await read(copy)).is_a_template, true);
      await act("templates", copy, "make_vm");
      assert.equal((await read(copy)).is_a_template, false);

      const chosen = drives.find(([, { VDI }]) => VDI === disks[0])?.[1].uuid;
      await act("vms", copy, "destroy", { disks: [chosen] });
      const left = await xen.all("VDI");
      assert.deepEqual(disks.map((disk) => left.some(([ref]) => ref === disk)), disks.map((_, at) => at > 0));
      assert.equal((await xen.all("VM", (one) => one.uuid === copy)).length, 0);
      assert.ok((await xen.all("VM")).some(([ref]) => ref === vmRef), "the VM it was made of stays");
    });
  });
});
