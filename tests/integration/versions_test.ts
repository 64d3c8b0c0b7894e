// Every version of XenServer and XCP-ng the simulator can be: Atoll becomes live on it and shows its VMs as they change.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { Cache } from "@/lib/cache/mod.ts";
import { type PoolConfig, Pools, type PoolStore } from "@/lib/pools/mod.ts";
import { type SimulatorOptions, startSimulator, VERSIONS } from "@/sim/mod.ts";
import { flag, text } from "@/sim/values.ts";
import { ignore, SHARED, why } from "../shared.ts";

/** How long a pool may take to be live, and a change to arrive, in milliseconds. */
const PATIENCE_MS = 10_000;

/** What each version speaks. */
const DIALECTS: Readonly<Record<string, string>> = {
  "5.6": "xml",
  "6.1": "xml",
  "7.6": "json2",
  "8.2": "json2",
  "8.3": "json2",
};

for (const [name, version] of VERSIONS) {
  Deno.test(`A pool of ${version.facts.product} becomes live and shows its VMs`, () =>
    shows({ version, hosts: 2, vms: 12 }, DIALECTS[name] ?? ""));
}

for (const name of ["single-host-6.1", "two-host-iscsi-snapshots-6.1", "two-host-appliances-6.0"]) {
  const path = new URL(`pools/${name}.json`, SHARED);
  Deno.test(`The genuine pool ${name} becomes live and shows its VMs${why}`, { ignore }, () => {
    const version = VERSIONS.get("6.1") ?? assert.fail();
    return shows({ version, state: fileURLToPath(path) }, "xml");
  });
}

/** Starts a pool, adds it to Atoll, and compares what it shows, also after a change. */
async function shows(options: SimulatorOptions, dialect: string): Promise<void> {
  const simulator = await startSimulator({ speed: 50, ...options });
  const configs = new Map<string, PoolConfig>();
  const store: PoolStore = {
    list: () => Promise.resolve([...configs.values()]),
    put: (config) => Promise.resolve(void configs.set(config.id, config)),
    delete: (id) => Promise.resolve(void configs.delete(id)),
  };
  const cache = new Cache();
  const pools = new Pools(store, cache);
  try {
    const id = await pools.add({ address: simulator.url, username: "root", password: "atoll" });
    assert.equal(cache.get("pool", id)?.state, "live");
    assert.equal(configs.get(id)?.dialect, dialect);
    const vms = [...simulator.db.table("VM")].filter(([, vm]) =>
      !flag(vm, "is_a_template") && !flag(vm, "is_a_snapshot") && !flag(vm, "is_control_domain")
    );
    const shown = () => new Map([...cache.list("vm")].map((vm) => [vm.name, vm.power_state]));
    assert.deepEqual(
      [...shown()].sort(),
      vms.map(([, vm]) => [text(vm, "name_label"), text(vm, "power_state")]).sort(),
    );
    const [ref = "", vm] = vms[0] ?? [];
    await simulator.call("VM.set_name_label", [ref, "renamed"]);
    await until(() => shown().has("renamed"), `${text(vm, "name_label")} renamed`);
  } finally {
    await pools.close();
    await simulator.close();
  }

  async function until(test: () => boolean, what: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const end = cache.onCommit(() => test() && resolve());
    const timer = setTimeout(() => reject(new Error(`Not seen: ${what}`)), PATIENCE_MS);
    if (test()) resolve();
    await promise.finally(() => {
      end();
      clearTimeout(timer);
    });
  }
}
