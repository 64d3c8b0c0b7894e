// A pool that goes away, comes back, or comes back as somebody else.
import assert from "node:assert/strict";
import { startSim } from "../processes.ts";
import { until, withServer, XmlClient } from "./support.ts";

Deno.test("a stopped pool is stale at once, and equal to the pool when it is back", async () => {
  const size = ["--vms", "12", "--hosts", "2"];
  const first = await startSim(size);
  await withServer(async (api) => {
    const id = await api.addPool(first.url);
    const path = `/api/v1/pools/${id}`;
    const names = (await api.all("vms")).map(({ name }) => name).sort();
    const stopped = performance.now();
    await first.stop("SIGKILL");
    const stale = await until(api, path, ({ state }) => state === "stale", 2000);
    assert.ok(performance.now() - stopped < 1500, "noticed at once");
    assert.ok(Math.abs(Date.parse(String(stale.since)) - Date.now()) < 3000, String(stale.since));
    assert.match(String(stale.reason), /127\.0\.0\.1/);
    assert.deepEqual(
      (await api.all("vms")).map(({ name }) => name).sort(),
      names,
      "the last known state stays",
    );

    const again = await startSim([...size, "--listen", new URL(first.url).host]);
    try {
      const xen = await XmlClient.login(again.url);
      const [vm] = await api.all("vms");
      assert.ok(vm);
      await xen.call("VM.set_name_label", await xen.call("VM.get_by_uuid", vm.id), "changed while away");
      const live = await until(api, path, ({ state }) => state === "live");
      assert.equal(live.reason, null);
      assert.equal((await until(api, `/api/v1/vms/${vm.id}`, () => true)).name, "changed while away");
    } finally {
      await again.stop();
    }
  });
});

Deno.test("a changed certificate stops the connection until a person accepts it", async () => {
  const first = await startSim(["--vms", "3", "--hosts", "1", "--tls"]);
  await withServer(async (api) => {
    const probe = await api.post("/api/v1/pools", {
      address: first.url,
      username: "root",
      password: "atoll",
    });
    const fingerprint = /(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/.exec(JSON.stringify(probe.body))?.[0];
    const added = await api.post("/api/v1/pools", {
      address: first.url,
      username: "root",
      password: "atoll",
      fingerprint,
    });
    assert.equal(added.status, 201, JSON.stringify(added.body));
    const path = `/api/v1/pools/${added.body.id}`;
    await first.stop();
    await until(api, path, ({ state }) => state === "stale");
    const second = await startSim([
      "--vms",
      "3",
      "--hosts",
      "1",
      "--tls",
      "--listen",
      new URL(first.url).host,
    ]);
    try {
      const changed = await until(api, path, ({ state }) => state === "certificate-changed");
      assert.equal(changed.fingerprint, fingerprint);
      assert.notEqual(changed.offered_fingerprint, fingerprint);
      assert.equal(changed.cause, "certificate-changed");
      const accepted = await api.post(`${path}/certificate`, { fingerprint: changed.offered_fingerprint });
      assert.ok(accepted.status < 300, `${accepted.status} ${JSON.stringify(accepted.body)}`);
      const live = await until(api, path, ({ state }) => state === "live");
      assert.equal(live.fingerprint, changed.offered_fingerprint);
    } finally {
      await second.stop();
    }
  });
});
