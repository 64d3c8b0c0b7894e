// The whole configuration out of one server into another, over their APIs; and a pool's life there: import, read-only, off.
import assert from "node:assert/strict";
import { ApiClient } from "../client.ts";
import { startServer, startSim } from "../processes.ts";

const PASSWORD = "a password of administrators";
const PASSPHRASE = "a passphrase of twelve or more";

/** Asks until it holds. */
async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  for (const end = performance.now() + 20_000;;) {
    const found = await look();
    if (found !== null) return found;
    assert.ok(performance.now() < end, `not within 20 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

Deno.test("a configuration moves to another server, and is in force there after it began anew by itself", async () => {
  await using stack = new AsyncDisposableStack();
  const dirs = [
    await Deno.makeTempDir({ prefix: "atoll-a-" }),
    await Deno.makeTempDir({ prefix: "atoll-b-" }),
  ];
  for (const dir of dirs) stack.defer(() => Deno.remove(dir, { recursive: true }));
  const [here, there] = dirs;
  const sim = stack.use(await startSim("--vms 3 --hosts 1 --speed 50".split(" ")));
  const one = stack.use(await startServer(here ?? "", PASSWORD));
  const two = stack.use(await startServer(there ?? "", "another password of theirs"));
  const api = await ApiClient.signIn(one.url, PASSWORD);

  // A pool from a file, under another name.
  const csv = `address,username,password,name,read_only\n${sim.url},root,atoll,Customers,yes\n`;
  const begun = await api.post("/api/v1/pools/import", { csv });
  assert.equal(begun.status, 202, JSON.stringify(begun.body));
  const { id } = begun.body;
  const settled = () =>
    until("the import is through", async () => {
      const view = await api.get<{ busy: boolean; lines: { state: string }[] }>(`/api/v1/pools/import/${id}`);
      return view.busy ? null : view.lines.map(({ state }) => state);
    });
  assert.deepEqual(await settled(), ["ready"]);
  await api.post(`/api/v1/pools/import/${id}/run`);
  assert.deepEqual(await settled(), ["added"]);
  const [pool] = await api.all("pools");
  assert.deepEqual([pool?.["name"], pool?.["read_only"]], ["Customers", true]);
  const [vm] = await api.all("vms");
  const refused = await api.post(`/api/v1/vms/${vm?.id}/rename`, { name: "other" });
  assert.deepEqual([refused.status, Object(refused.body.error).code], [409, "pool-read-only"]);

  const exported = await api.fetch("/api/v1/config/export", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ password: PASSWORD, passphrase: PASSPHRASE }),
  });
  const file = await exported.text();
  assert.equal(exported.status, 200, file);

  const other = await ApiClient.signIn(two.url, "another password of theirs");
  const given = { password: "another password of theirs", passphrase: PASSPHRASE, file };
  const imported = await other.post("/api/v1/config/import", given);
  assert.equal(imported.status, 200, JSON.stringify(imported.body));
  await until("the old session is over", async () => {
    const answer = await other.fetch("/api/v1/session").catch(() => null);
    await answer?.body?.cancel();
    return answer?.status === 401 ? true : null;
  });
  const moved = await ApiClient.signIn(two.url, PASSWORD);
  const live = await until("the pool is live", async () => {
    const [found] = await moved.all("pools");
    return found?.["state"] === "live" ? found : null;
  });
  assert.deepEqual([live["name"], live["read_only"]], ["Customers", true]);
  const { broken } = await moved.get<{ broken: unknown }>("/api/v1/audit/verify");
  assert.equal(broken, null);
  const { items } = await moved.get<{ items: { what: string }[] }>("/api/v1/audit?what=config.import");
  assert.equal(items.length, 1);
});
