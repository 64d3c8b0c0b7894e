// Disks, discs and network interfaces over real HTTP: what came of it is looked at on the pool by another client.
import assert from "node:assert/strict";
import { type Record_, withScene } from "./world.ts";

const GiB = 2 ** 30;
const list = (value: unknown): unknown[] => Array.isArray(value) ? value : [];

Deno.test("Actions of disks, drives and network interfaces", async (t) => {
  await withScene(async ({ api, xen, act, refused, shown }) => {
    const plain = (one: Record_) => !one.is_a_template && !one.is_control_domain && !one.is_a_snapshot;
    const inState = (state: string) =>
      xen.all("VM", (one) => plain(one) && one.power_state === state && one.HVM_boot_policy !== "");
    const [[haltedRef, halted] = assert.fail("no halted VM")] = await inState("Halted");
    const [[liveRef, live] = assert.fail("no running VM")] = await inState("Running");
    const [vm, on] = [String(halted.uuid), String(live.uuid)];
    const [[, sr] = assert.fail("no storage"), [, elsewhere] = assert.fail("no other storage")] = await xen
      .all("SR", (one) => one.content_type !== "iso" && one.type !== "udev" && list(one.PBDs).length > 0);
    const drivesOf = (ref: string) => xen.all("VBD", (one) => one.VM === ref);
    const vdiNamed = async (name: string) => {
      const [[ref, vdi] = assert.fail(`no disk "${name}"`)] = await xen.all(
        "VDI",
        (one) => one.name_label === name,
      );
      return { ref, vdi, id: String(vdi.uuid) };
    };

    await t.step("a new disk is plugged at once, unplugged, detached and attached again", async () => {
      await act("vms", on, "add_disk", { name: "hot", sr: sr.uuid, size: GiB });
      const { ref, vdi, id } = await vdiNamed("hot");
      assert.equal(vdi.virtual_size, GiB);
      const [[, drive] = assert.fail("no drive")] = (await drivesOf(liveRef)).filter(([, { VDI }]) =>
        VDI === ref
      );
      assert.equal(drive.currently_attached, true);
      const vbd = String(drive.uuid);
      await shown(`vbds/${vbd}`, (one) => one.currently_attached === true);
      assert.equal((await refused("vbds", vbd, "detach")).code, "not-possible");
      await act("vbds", vbd, "unplug");
      assert.equal((await xen.record("VBD", vbd)).currently_attached, false);
      await act("vbds", vbd, "plug");
      assert.equal((await xen.record("VBD", vbd)).currently_attached, true);
      await shown(`vbds/${vbd}`, (one) => one.currently_attached === true);
      await act("vbds", vbd, "unplug");
      await act("vbds", vbd, "detach");
      assert.equal((await drivesOf(liveRef)).some(([, { VDI }]) => VDI === ref), false);
      await act("vdis", id, "resize", { size: 2 * GiB });
      assert.equal((await xen.record("VDI", id)).virtual_size, 2 * GiB);
      await shown(`vdis/${id}`, (one) => one.virtual_size === 2 * GiB);
      const smaller = await refused("vdis", id, "resize", { size: GiB });
      assert.deepEqual([smaller.status, smaller.field], [422, "size"]);
      await act("vdis", id, "attach", { vm });
      const again = (await drivesOf(haltedRef)).find(([, { VDI }]) => VDI === ref)?.[1];
      assert.equal(again?.currently_attached, false, "it is not plugged into a halted VM");
      await shown(`vbds/${again?.uuid}`, () => true);
      await act("vbds", String(again?.uuid), "set_mode", { mode: "RO" });
      assert.equal((await xen.record("VBD", String(again?.uuid))).mode, "RO");
      await act("vbds", String(again?.uuid), "detach");
      await shown(`vdis/${id}`, (one) => one.vbds === 0);
      await act("vms", vm, "attach_disk", { vdi: id });
      assert.ok((await drivesOf(haltedRef)).some(([, { VDI }]) => VDI === ref));
    });

    await t.step("disks are made, copied, moved while they are used, and cleaned up", async () => {
      await act("srs", String(sr.uuid), "create_disk", { name: "orphan", size: GiB });
      const { id } = await vdiNamed("orphan");
      await shown(`vdis/${id}`, () => true);
      await act("vdis", id, "copy", { sr: elsewhere.uuid });
      const copies = await xen.all("VDI", (one) => one.name_label === "orphan");
      assert.equal(copies.length, 2);
      assert.equal((await refused("vdis", id, "move", { sr: elsewhere.uuid })).code, "not-possible");
      await act("vdis", id, "rename", { name: "left over" });
      await act("vdis", id, "describe", { description: "of nobody" });
      await act("vdis", id, "tag", { tag: "old" });
      const { name_label, name_description, tags } = await xen.record("VDI", id);
      assert.deepEqual([name_label, name_description, tags], ["left over", "of nobody", ["old"]]);
      await act("vdis", id, "untag", { tag: "old" });
      assert.deepEqual((await xen.record("VDI", id)).tags, []);
      const [, copied = assert.fail("no copy")] = copies.find(([, one]) => one.uuid !== id) ?? [];
      await act("vdis", String(copied.uuid), "destroy");
      assert.equal((await xen.all("VDI", (one) => one.uuid === copied.uuid)).length, 0);
      await act("srs", String(sr.uuid), "destroy_orphans", { vdis: [id] });
      assert.equal((await xen.all("VDI", (one) => one.uuid === id)).length, 0);
      const kept = await refused("srs", String(sr.uuid), "destroy_orphans", { vdis: [] });
      assert.deepEqual([kept.status, kept.field], [422, "vdis"]);

      await act("vms", on, "add_disk", { name: "moving", sr: sr.uuid, size: GiB });
      const moving = await vdiNamed("moving");
      await shown(`vdis/${moving.id}`, (one) => one.vbds === 1);
      await act("vdis", moving.id, "move", { sr: elsewhere.uuid });
      const { vdi } = await vdiNamed("moving");
      assert.equal(vdi.SR, await xen.ref("SR", String(elsewhere.uuid)));
    });

    await t.step("a disc is inserted, takes the place of another, and is ejected", async () => {
      const isos = await xen.all("SR", (one) => one.content_type === "iso" && one.type === "iso");
      const [[, first] = assert.fail("no ISO"), [, second] = assert.fail("no other ISO")] = await xen.all(
        "VDI",
        (one) => isos.some(([ref]) => ref === one.SR),
      );
      const drive = async () => (await drivesOf(haltedRef)).find(([, { type }]) => type === "CD")?.[1];
      if (await drive() === undefined) await act("vms", vm, "add_cd_drive");
      for (const disc of [first, second]) {
        await act("vms", vm, "insert_cd", { vdi: disc.uuid });
        assert.equal(await xen.call("VDI.get_uuid", (await drive())?.VDI), disc.uuid);
      }
      await act("vms", vm, "eject_cd");
      assert.equal((await drive())?.empty, true);
      const empty = await refused("vms", vm, "insert_cd", { vdi: (await vdiNamed("moving")).id });
      assert.deepEqual([empty.status, empty.field], [422, "vdi"]);
    });

    await t.step(
      "an interface is added, plugged, moved, limited, locked, given an address and removed",
      async () => {
        const [[, network] = assert.fail("no network"), [, other] = assert.fail("no other network")] =
          await xen
            .all("network");
        const before = list((await xen.record("VM", on)).VIFs);
        await act("vms", on, "add_vif", { network: network.uuid, mac: "00:16:3E:AA:BB:CC" });
        const [[, vif] = assert.fail("no interface")] = (await xen.all("VIF", (one) => one.VM === liveRef))
          .filter(([ref]) => !before.includes(ref));
        assert.deepEqual([vif.MAC, vif.currently_attached], ["00:16:3e:aa:bb:cc", true]);
        const id = String(vif.uuid), now = () => xen.record("VIF", id);
        await shown(`vifs/${id}`, (one) => one.currently_attached === true);
        await act("vifs", id, "move", { network: other.uuid });
        assert.equal((await now()).network, await xen.ref("network", String(other.uuid)));
        await act("vifs", id, "set_rate", { kbps: 512 });
        assert.deepEqual((await now()).qos_algorithm_params, { kbps: "512" });
        await act("vifs", id, "set_locking_mode", { mode: "locked", addresses: ["10.0.0.7", "fd00::7"] });
        const { locking_mode, ipv4_allowed, ipv6_allowed } = await now();
        assert.deepEqual([locking_mode, ipv4_allowed, ipv6_allowed], ["locked", ["10.0.0.7"], ["fd00::7"]]);
        const bad = await refused("vifs", id, "set_locking_mode", { mode: "locked", addresses: ["nowhere"] });
        assert.equal(bad.status, 422);
        assert.equal((await refused("vifs", id, "remove")).code, "not-possible");
        await act("vifs", id, "unplug");
        assert.equal((await now()).currently_attached, false);
        await act("vifs", id, "plug");
        await shown(`vifs/${id}`, (one) => one.currently_attached === true);
        await act("vifs", id, "unplug");
        await act("vifs", id, "set_mac", { mac: "00:16:3e:00:00:01" });
        const [[, made] = assert.fail("it is gone")] = await xen.all(
          "VIF",
          (one) => one.MAC === "00:16:3e:00:00:01",
        );
        await shown(`vifs/${made.uuid}`, () => true);
        await act("vifs", String(made.uuid), "remove");
        assert.equal(list((await xen.record("VM", on)).VIFs).length, before.length);
      },
    );

    await t.step("the form without script asks what the action is to be told, and does it", async () => {
      const page = await (await api.fetch(`/vms/${vm}?ask=set_vcpus`)).text();
      assert.match(page, /name="at_startup"[^>]*required/);
      const disks = await (await api.fetch(`/vms/${vm}/disks`)).text();
      const [, vbd = assert.fail("no link to a drive")] = /href="\?vbd=([0-9a-f-]+)"/.exec(disks) ?? [];
      const drive = await (await api.fetch(`/vms/${vm}/disks?vbd=${vbd}`)).text();
      assert.match(drive, new RegExp(`name="vbd" value="${vbd}"`));
    });
  });
});
