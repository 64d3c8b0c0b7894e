// Wrong input at every door: each a clear message and status, logged without secrets, nothing lost or half-written.
import assert from "node:assert/strict";
import { startSim } from "../processes.ts";
import { withServer } from "./support.ts";

/** Sends a request head as it is and gives the whole answer. */
async function sendRaw(url: string, head: string): Promise<string> {
  const { hostname, port } = new URL(url);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(new TextEncoder().encode(`${head}\r\nconnection: close\r\n\r\n`));
  let text = "";
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(16_384);
  for (let size; (size = await connection.read(buffer)) !== null;) {
    text += decoder.decode(buffer.subarray(0, size));
  }
  return text;
}

Deno.test("bad input is refused plainly and leaves nothing behind", async (t) => {
  await using sim = await startSim(["--vms", "3", "--hosts", "1", "--speed", "50"]);
  await withServer(async (api, server) => {
    const pool = (fields: Record<string, unknown>) =>
      api.post("/api/v1/pools", { address: sim.url, username: "root", password: "atoll", ...fields });
    const says = (
      answer: { status: number; body: Record<string, unknown> },
      status: number,
      text: RegExp,
    ) => {
      const { error } = answer.body as { error?: { code: string; message: string } };
      assert.equal(answer.status, status, JSON.stringify(answer.body));
      assert.match(error?.message ?? "", text);
      assert.match(error?.code ?? "", /^[a-z]+(-[a-z0-9]+)*$/);
    };

    await t.step("a wrong pool password", async () => {
      says(await pool({ password: "hunter2-secret" }), 422, /./);
    });
    await t.step("an unknown address", async () => {
      says(await pool({ address: "http://no-such-host.invalid" }), 422, /no-such-host\.invalid/);
    });
    await t.step("an address where nobody listens", async () => {
      says(await pool({ address: "http://127.0.0.1:9" }), 422, /127\.0\.0\.1/);
    });
    await t.step("a host that speaks no Xen-API", async () => {
      says(await pool({ address: server.url }), 422, /does not speak Xen-API/);
    });
    await t.step("an address that is none", async () => {
      says(await pool({ address: "a b" }), 422, /./);
    });
    await t.step("JSON that is none", async () => {
      const response = await api.fetch("/api/v1/pools", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"address":',
      });
      assert.equal(response.status, 400);
      await response.body?.cancel();
    });
    await t.step("an oversized body, announced and not", async () => {
      const large = "x".repeat(2 * 1024 * 1024);
      for (const path of ["/api/v1/pools", "/theme"]) {
        const type = path.startsWith("/api") ? "application/json" : "application/x-www-form-urlencoded";
        for (const body of [large, new Blob([large]).stream()]) {
          const response = await api.fetch(path, { method: "POST", headers: { "content-type": type }, body });
          assert.equal(response.status, 413, `${path} ${typeof body}`);
          await response.body?.cancel();
        }
      }
    });
    await t.step("a form of another kind", async () => {
      const response = await api.fetch("/theme", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      });
      assert.ok(response.status >= 400 && response.status < 500, String(response.status));
      await response.body?.cancel();
    });
    await t.step("another site's form", async () => {
      const response = await api.fetch("/theme", {
        method: "POST",
        headers: { origin: "http://evil.example", "content-type": "application/x-www-form-urlencoded" },
        body: "theme=dark",
      });
      assert.equal(response.status, 403);
      await response.body?.cancel();
    });
    await t.step("an unknown id", async () => {
      says(await api.post("/api/v1/vms/no-such-vm/start"), 404, /./);
      const page = await api.fetch("/vms/no-such-vm", { headers: { accept: "text/html" } });
      assert.equal(page.status, 404);
      assert.match(await page.text(), /<html/);
    });
    await t.step("a path that climbs", async () => {
      for (
        const path of ["/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/deno.json", "/static/..%5c..%5cdeno.json"]
      ) {
        const response = await api.fetch(path, { headers: { accept: "text/html" } });
        assert.equal(response.status, 404, path);
        assert.doesNotMatch(await response.text(), /root:|"tasks"/);
      }
      // As no browser would write it: fetch() resolves the dots itself.
      const raw = await sendRaw(
        server.url,
        `GET /../../../deno.json HTTP/1.1\r\nhost: x\r\ncookie: ${api.cookie}`,
      );
      assert.match(raw, /^HTTP\/1\.1 40[04]/);
      assert.doesNotMatch(raw, /"tasks"/);
    });
    await t.step("a wrong password of Atoll", async () => {
      const answer = await api.post("/api/v1/session", { username: "admin", password: "wrong-secret" });
      says(answer, 401, /./);
    });
    await t.step("nothing of all that is left, and no secret in the log", async () => {
      assert.deepEqual(await api.all("pools"), []);
      const log = server.lines.join("\n");
      assert.doesNotMatch(log, /hunter2-secret|wrong-secret|correct horse/);
      assert.equal((await pool({})).status, 201, "and a good one is still taken");
    });
  });
});
