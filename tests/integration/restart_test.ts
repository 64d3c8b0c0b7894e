// The server killed in the middle of things: user, pool and pinned certificate are there again, and it connects by itself.
import assert from "node:assert/strict";
import { ApiClient } from "../client.ts";
import { startServer, startSim } from "../processes.ts";
import { PASSWORD, until, withData } from "./support.ts";

Deno.test("a pool survives kill -9 with its user and pin, and connects by itself", async () => {
  await using sim = await startSim(["--vms", "5", "--hosts", "1", "--tls"]);
  await withData(async (data) => {
    let server = await startServer(data, PASSWORD);
    try {
      const api = await ApiClient.signIn(server.url, PASSWORD);
      const asked = await api.post("/api/v1/pools", {
        address: sim.url,
        username: "root",
        password: "atoll",
      });
      assert.equal(asked.status, 422, "without an accepted certificate no password goes out");
      const fingerprint = /(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/.exec(JSON.stringify(asked.body))?.[0];
      assert.ok(fingerprint, JSON.stringify(asked.body));
      const added = await api.post("/api/v1/pools", {
        address: sim.url,
        username: "root",
        password: "atoll",
        fingerprint,
      });
      assert.equal(added.status, 201, JSON.stringify(added.body));
      const id = String(added.body.id);
      await server.stop("SIGKILL");

      server = await startServer(data, "another password, which changes nothing");
      const again = await ApiClient.signIn(server.url, PASSWORD);
      const pool = await until(again, `/api/v1/pools/${id}`, ({ state }) => state === "live");
      assert.equal(pool.fingerprint, fingerprint);
      assert.equal((await again.all("vms")).length, 5);
      // The cookie of before the kill is still good: sessions are kept as well.
      const kept = await fetch(new URL("/api/v1/pools", server.url), { headers: { cookie: api.cookie } });
      assert.equal(kept.status, 200);
      await kept.body?.cancel();
      assert.equal(await server.stop(), 0);
      for (const line of server.lines) {
        assert.doesNotMatch(line, /"atoll"|correct horse/, "no password in the log");
      }
    } finally {
      await server.stop("SIGKILL");
    }
  });
});
