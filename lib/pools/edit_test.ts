// What a person changes of a pool that is there, against real simulators.
import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "@/sim/mod.ts";
import { Bench } from "@/tests/integration/pool_bench.ts";
import { checkLabel, LONGEST_LABEL } from "./edit.ts";

const SMALL = { hosts: 1, vms: 3, speed: 100, addressOf: () => "127.0.0.1" } as const;
const sessions = ({ db }: RunningSimulator) => db.table("session").size;
const refused = (code: string, field?: string) => (error: unknown) => {
  assert.ok(error instanceof AtollError, String(error));
  assert.deepEqual([error.code, error.field], [code, field], error.message);
  return true;
};

async function withPool(
  run: (bench: Bench, id: string, simulator: RunningSimulator) => Promise<void>,
  options: SimulatorOptions = {},
): Promise<void> {
  const simulator = await startSimulator({ ...SMALL, ...options });
  try {
    await using bench = new Bench();
    const certificate = await bench.pools.probe(simulator.url);
    const id = await bench.add(simulator.url, certificate ?? {});
    await run(bench, id, simulator);
  } finally {
    await simulator.close();
  }
}

Deno.test("the name shown takes the place of the pool's own, until it is taken away", async () => {
  await withPool(async (bench, id) => {
    const own = bench.view(id).name;
    await bench.pools.edit(id, { label: " Customers " });
    assert.equal(bench.view(id).name, "Customers");
    assert.equal(bench.view(id).state, "live");
    assert.equal(bench.pools.settings(id).ownName, own);
    assert.equal(bench.store.pools.get(id)?.label, "Customers");
    const ref = bench.cache.origin("pool", id)?.ref ?? "";
    await bench.pools.call(id, "pool.set_name_description", [ref, "told"]);
    const told = await bench.look(id, ({ description }) => description === "told", "described");
    assert.equal(told.name, "Customers");
    await bench.pools.edit(id, { label: "" });
    assert.equal(bench.view(id).name, own);
  });
});

Deno.test("a name that no line holds is refused", () => {
  assert.equal(checkLabel(" a "), "a");
  assert.throws(() => checkLabel("a\nb"), refused("bad-label", "label"));
  assert.throws(() => checkLabel("x".repeat(LONGEST_LABEL + 1)), refused("bad-label", "label"));
});

Deno.test("a pool that is switched off is listed, signed out of and empty, across restarts, until it is switched on", async () => {
  await withPool(async (bench, id, simulator) => {
    await bench.pools.setDisabled(id, true);
    const view = await bench.until(id, "disconnected", "disabled");
    assert.deepEqual([view.hosts, bench.cache.size("vm"), sessions(simulator)], [0, 0, 0]);
    assert.throws(() => bench.pools.reconnect(id), refused("pool-disabled"));
    await assert.rejects(bench.pools.call(id, "VM.get_all", []), refused("pool-not-live"));
    await bench.pools.edit(id, { username: "root", password: "atoll" });
    assert.equal(bench.view(id).cause, "disabled");
    {
      await using again = new Bench({ store: bench.store });
      await again.pools.start();
      await again.until(id, "disconnected", "disabled");
    }
    await bench.pools.setDisabled(id, false);
    await bench.until(id, "live");
    assert.equal(bench.cache.size("vm"), 3);
  });
});

Deno.test("a pool that is not to be changed refuses whatever is not sure to read, and goes on being live", async () => {
  await withPool(async (bench, id) => {
    const [vm = ""] = [...bench.cache.list("vm")].map((one) => bench.cache.origin("vm", one.id)?.ref ?? "");
    await bench.pools.setReadOnly(id, true);
    assert.equal(bench.view(id).read_only, true);
    const rename = () => bench.pools.call(id, "VM.set_name_label", [vm, "renamed"]);
    await assert.rejects(rename(), refused("pool-read-only"));
    await assert.rejects(
      bench.pools.call(id, "Async.VM.start", [vm, false, false]),
      refused("pool-read-only"),
    );
    assert.ok(await bench.pools.call(id, "VM.get_uuid", [vm]));
    assert.equal(bench.view(id).state, "live");
    await bench.pools.setReadOnly(id, false);
    await rename();
    assert.equal(bench.store.pools.get(id)?.readOnly, false);
  });
});

Deno.test("another address of the same pool is taken with the password, and connected to", async () => {
  await withPool(async (bench, id, simulator) => {
    const address = simulator.url.replace("127.0.0.1", "localhost");
    await assert.rejects(bench.pools.edit(id, { address }), refused("password-missing", "password"));
    await bench.pools.edit(id, { address, password: "atoll" });
    await bench.until(id, "live");
    assert.equal(bench.pools.settings(id).address, address);
    // The same address needs no password.
    await bench.pools.edit(id, { address: ` ${address}`, label: "x" });
    await bench.until(id, "live");
  });
});

Deno.test("no password goes to a new address whose certificate nobody has accepted; one that is accepted is pinned", async () => {
  await withPool(async (bench, id, first) => {
    const other = await startSimulator({ ...SMALL, tls: true, seed: 9 });
    try {
      const edit = { address: other.url, password: "atoll" };
      await assert.rejects(bench.pools.edit(id, edit), refused("certificate-mismatch", "fingerprint"));
      assert.equal(bench.pools.settings(id).address, first.url);
      assert.equal(sessions(other), 0);
      const { fingerprint = "" } = await bench.pools.probe(other.url) ?? {};
      await bench.pools.edit(id, { ...edit, fingerprint });
      // It is another pool: what it shows is never taken for this one.
      await bench.until(id, "stale", "other-pool");
      assert.equal(bench.store.pools.get(id)?.fingerprint, fingerprint);
    } finally {
      await other.close();
    }
  }, { tls: true });
});

Deno.test("an address where nobody answers is taken: it may be right soon", async () => {
  await withPool(async (bench, id) => {
    await bench.pools.edit(id, {
      address: "https://127.0.0.1:9",
      password: "atoll",
      fingerprint: "AB:".repeat(31) + "AB",
    });
    assert.equal(bench.store.pools.get(id)?.fingerprint, "AB:".repeat(31) + "AB");
    assert.equal(bench.pools.settings(id).address, "https://127.0.0.1:9");
  });
});
