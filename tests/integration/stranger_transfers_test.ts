// A stranger's client exports from the simulator and imports into it: the npm package xen-api, run on Node.js as it is.
import assert from "node:assert/strict";
import { startSimulator } from "@/sim/mod.ts";
import { disksOf, smallVm } from "@/sim/transfer/testing.ts";
import { text } from "@/sim/values.ts";
import { ROOT } from "../sources.ts";

const NODE = await new Deno.Command("node", { args: ["--version"], stdout: "null", stderr: "null" }).output()
  .then(({ success }) => success, () => false);

Deno.test({
  name: `xen-api exports a VM, imports it, and writes a disk${NODE ? "" : " (needs Node.js)"}`,
  ignore: !NODE,
  async fn() {
    const simulator = await startSimulator({ hosts: 1, vms: 60, speed: Infinity });
    try {
      const { db } = simulator;
      const vm = smallVm(simulator);
      const [vdi = ""] = disksOf(simulator, vm);
      const args = [`${ROOT}/tests/integration/xen_api_transfer.mjs`, simulator.url, vm, vdi];
      const sr = text(db.get("VDI", vdi), "SR");
      const { stdout, stderr, success } = await new Deno.Command("node", { args: [...args, sr] }).output();
      assert.ok(success, new TextDecoder().decode(stderr));
      const told = JSON.parse(new TextDecoder().decode(stdout).trim().split("\n").at(-1) ?? "");
      assert.ok(told.size > 2 ** 20);
      assert.equal(told.same, true);
      const name = text(db.get("VM", vm), "name_label");
      for (const result of [told.imported, told.piped]) {
        const [, ref = ""] = /(OpaqueRef:[0-9a-f-]+)/.exec(JSON.stringify(result)) ?? [];
        assert.equal(text(db.get("VM", ref), "name_label"), name);
      }
    } finally {
      await simulator.close();
    }
  },
});
