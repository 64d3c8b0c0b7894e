// Addresses of a guest that does not run are what it reported last: somebody else may have them by now.
import assert from "node:assert/strict";
import { startSim } from "../processes.ts";
import { until, withServer } from "./support.ts";

Deno.test("the addresses of a VM that was shut down are shown as its last known ones", async () => {
  await using sim = await startSim("--vms 6 --hosts 1 --seed 9 --speed 100".split(" "));
  await withServer(async (api) => {
    await api.addPool(sim.url);
    const vm = (await api.all("vms")).find(({ power_state, ips }) =>
      power_state === "Running" && Array.isArray(ips) && ips.length > 0
    );
    assert.ok(vm, "a running VM with an address");
    const page = async (path: string) => await (await api.fetch(path)).text();
    const list = `/vms?q=${encodeURIComponent(`id:${vm.id}`)}`;
    for (const path of [list, `/vms/${vm.id}`]) {
      assert.ok(!(await page(path)).includes("Last known address"), `${path} while it runs`);
    }
    await api.post(`/api/v1/vms/${vm.id}/force_shutdown`, {});
    const halted = await until(api, `/api/v1/vms/${vm.id}`, ({ power_state }) => power_state === "Halted");
    const [ip] = Array.isArray(halted.ips) ? halted.ips : [];
    assert.ok(ip, "the pool keeps what the guest reported");
    // Dimmed, and named so.
    const told = new Map([
      [list, `class="soft" title="Last known address">${ip}`],
      [`/vms/${vm.id}`, `class="[^"]*soft[^"]*" title="Last known address">[^<]*${ip}`],
    ]);
    for (const [path, shown] of told) assert.match(await page(path), new RegExp(shown), path);
  });
});
