// A pool whose hosts all answer: members refuse, coordinators move, crash and come back.
import assert from "node:assert/strict";
import { type Cluster, startCluster } from "./cluster.ts";

async function rpc(url: string, method: string, ...params: unknown[]): Promise<unknown> {
  const response = await fetch(`${url}/jsonrpc`, {
    method: "POST",
    body: JSON.stringify({ jsonrpc: "2.0", method, params, id: 1 }),
  });
  const { result, error } = await response.json();
  return result ?? error;
}

async function withPool(work: (pool: Cluster, urls: string[]) => Promise<void>): Promise<void> {
  const pool = await startCluster({ hosts: 3, vms: 3, password: "lab", speed: Infinity });
  try {
    await work(pool, pool.hosts.map(({ url }) => url));
  } finally {
    await pool.close();
  }
}

const LOGIN = ["session.login_with_password", "root", "lab", "2.21", "test"] as const;

Deno.test("one host is the coordinator, the others name it, and all see one database", async () => {
  await withPool(async (pool, [first = "", second = ""]) => {
    pool.designate(0);
    const session = String(await rpc(first, ...LOGIN));
    assert.match(session, /^OpaqueRef:/);
    const address = [...pool.hosts[0]?.db.table("host").values() ?? []].map((host) =>
      String(host["address"])
    ).sort()[0];
    assert.deepEqual(await rpc(second, ...LOGIN), { code: 1, message: "HOST_IS_SLAVE", data: [address] });
    assert.deepEqual(await rpc(second, "pool.get_all", session), {
      code: 1,
      message: "HOST_IS_SLAVE",
      data: [address],
    });
    const unknown = "OpaqueRef:00000000-0000-0000-0000-000000000000";
    assert.deepEqual(await rpc(second, "pool.get_all", unknown), {
      code: 1,
      message: "SESSION_INVALID",
      data: [unknown],
    });
    pool.designate(1);
    assert.ok(Array.isArray(await rpc(second, "pool.get_all", session)));
  });
});

Deno.test("a crash takes back what was not written yet, with the generation", async () => {
  await withPool(async (pool, [url = ""]) => {
    pool.designate(0);
    const { db } = pool.hosts[0] ?? assert.fail("no host");
    const [vm = ""] = db.table("VM").keys();
    const before = db.get("VM", vm)?.["name_label"];
    const checkpoint = db.checkpoint();
    const session = String(await rpc(url, ...LOGIN));
    for (let count = 0; count < 30; count++) {
      await rpc(url, "VM.set_name_label", session, vm, `lost ${count}`);
    }
    assert.equal(db.get("VM", vm)?.["name_label"], "lost 29");
    const generation = db.generation;
    await pool.restart(checkpoint);
    assert.ok(db.generation < generation);
    const again = String(await rpc(url, ...LOGIN));
    assert.equal(await rpc(url, "VM.get_name_label", again, vm), before);
    assert.deepEqual(await rpc(url, "pool.get_all", session), {
      code: 1,
      message: "SESSION_INVALID",
      data: [session],
    });
  });
});

Deno.test("a host that boots says so, one that is down cuts connections", async () => {
  await withPool(async (pool, [url = ""]) => {
    const [host] = pool.hosts;
    if (host === undefined) return assert.fail("no host");
    host.condition = "booting";
    assert.deepEqual(await rpc(url, ...LOGIN), ["HOST_STILL_BOOTING"]);
    host.condition = "down";
    await assert.rejects(rpc(url, ...LOGIN));
    host.condition = "well";
    await rpc(url, ...LOGIN);
  });
});
