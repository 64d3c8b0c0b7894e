// A guest that takes too long to shut down is forced to stop; one that is quick enough, or is called back, is left alone.
import assert from "node:assert/strict";
import { forced } from "@/lib/actions/vm_power.ts";
import { client, login, openTransport, parseAddress } from "@/lib/xapi/mod.ts";
import { startSimulator } from "@/sim/mod.ts";

Deno.test("The plug is pulled after the time that was given, and not before", async () => {
  const sim = await startSimulator({ hosts: 2, vms: 40, speed: 2 });
  const transport = openTransport(parseAddress(sim.url), { fingerprint: null, dialect: "json2" });
  const session = await login(transport, { username: "root", password: "atoll" });
  const pool = client({ call: (...call) => session.call(...call) });
  try {
    const records = Object.entries(await pool.VM.get_all_records());
    const running = records.filter(([, vm]) =>
      !vm.is_control_domain && vm.power_state === "Running" &&
      vm.allowed_operations.includes("clean_shutdown")
    ).map(([ref]) => ref);
    const [slow = "", quick = "", spared = ""] = running;
    const begin = (ref: string) => pool.Async.VM.clean_shutdown(ref);
    const cancelled = await begin(spared);
    const [task, none, kept] = await Promise.all([
      forced({ pool, ref: slow }, await begin(slow), 1),
      forced({ pool, ref: quick }, await begin(quick), 60),
      forced({ pool, ref: spared }, cancelled, 60),
      cancelled.cancel(),
    ]);
    assert.ok(task, "it was forced");
    await task.result();
    assert.equal(await pool.VM.get_power_state(slow), "Halted");
    assert.equal(none, null);
    assert.equal(await pool.VM.get_power_state(quick), "Halted");
    assert.equal(kept, null);
    assert.equal(await pool.VM.get_power_state(spared), "Running", "who cancels it wants it to go on");
  } finally {
    await session.logout();
    transport.close();
    await sim.close();
  }
});
