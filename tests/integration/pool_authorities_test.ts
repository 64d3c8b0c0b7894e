// A pool held to its own certificate authorities: given while adding, kept over a restart, changed and taken back.
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CertificateName, testAuthority, testCertificate } from "@/lib/xapi/testdata/servers.ts";
import { ApiClient } from "../client.ts";
import { type Running, startScript, startServer, startSim } from "../processes.ts";
import { PASSWORD, until, withData } from "./support.ts";

/** A simulator that presents a test certificate. */
function startWith(name: CertificateName, listen = "127.0.0.1:0"): Promise<Running> {
  const file = (kind: string) =>
    fileURLToPath(new URL(`../../lib/xapi/testdata/${name}.${kind}.pem`, import.meta.url));
  const tls = ["--tls-cert", file("cert"), "--tls-key", file("key")];
  return startSim([
    "--vms",
    "2",
    "--hosts",
    "1",
    "--seed",
    "5",
    "--speed",
    "100",
    ...tls,
    "--listen",
    listen,
  ]);
}

/** Sends a form of the pools page as a browser without script does; gives status and page. */
async function send(api: ApiClient, fields: Record<string, string>): Promise<[number, string]> {
  const response = await api.fetch("/pools", { method: "POST", body: new URLSearchParams(fields) });
  return [response.status, await response.text()];
}

/** Everything that a server keeps. */
async function kept(data: string): Promise<string> {
  let text = "";
  for await (const { name, isFile } of Deno.readDir(data)) {
    if (isFile) text += new TextDecoder("latin1").decode(await Deno.readFile(join(data, name)));
  }
  return text;
}

Deno.test("a pool is held to its own authorities, and a key pasted by mistake goes nowhere", async (t) => {
  let sim = await startWith("signed");
  const { host } = new URL(sim.url);
  const pool = { address: sim.url, username: "root", password: "atoll" };
  const { key, cert } = testCertificate("signed");
  const secret = key.split("\n")[1] ?? assert.fail();
  await withData(async (data) => {
    let server = await startServer(data, PASSWORD);
    let api = await ApiClient.signIn(server.url, PASSWORD);
    let id = "";
    const path = () => `/api/v1/pools/${id}`;
    try {
      await t.step("what is no authority, or another one, is refused in words and adds nothing", async () => {
        const cases: [string, string, RegExp][] = [
          [cert + key, "bad-authority", /private key/],
          ["hello", "bad-authority", /no certificate/],
          [cert, "bad-authority", /paste the one it is signed by, CN=Lab authority/],
          [testCertificate("own").cert, "certificate-untrusted", /not by the pool's own authority/],
        ];
        for (const [ca, code, message] of cases) {
          const { status, body } = await api.post("/api/v1/pools", { ...pool, ca });
          assert.deepEqual([status, body.error], [422, { ...body.error as object, code, field: "ca" }]);
          assert.match(JSON.stringify(body), message);
          assert.ok(!JSON.stringify(body).includes(secret));
        }
        const [status, html] = await send(api, { action: "add", ...pool, ca: cert + key });
        assert.equal(status, 422);
        assert.match(html, /private key, which nobody else may have/);
        assert.ok(!html.includes(secret));
        assert.deepEqual(await api.all("pools"), []);
      });

      await t.step("the right one needs no fingerprint, and is there after a restart", async () => {
        const fields = { action: "add", ...pool, fingerprint: "", ca: `our CA\n${testAuthority()}` };
        const [status] = await send(api, fields);
        assert.equal(status, 303);
        const [added] = await api.all("pools");
        id = added?.id ?? "";
        assert.match(
          String(added?.authorities),
          /^CN=Lab authority, O=Atoll tests \(until \d{4}-\d\d-\d\d\)$/,
        );
        await server.stop("SIGKILL");
        server = await startServer(data, PASSWORD);
        api = await ApiClient.signIn(server.url, PASSWORD);
        const live = await until(api, path(), ({ state }) => state === "live");
        assert.deepEqual(live.authorities, added?.authorities);
      });

      await t.step(
        "a host that it does not vouch for gets no password, until a renewed one is there",
        async () => {
          await sim.stop();
          sim = await startWith("expired", host);
          const expired = await until(api, path(), ({ cause }) => cause === "certificate-expired");
          assert.match(String(expired.reason), /expired on 2021-01-01$/);
          await sim.stop();
          sim = await startWith("signed", host);
          await until(api, path(), ({ state }) => state === "live");
        },
      );

      await t.step("another authority is refused before anything is changed", async () => {
        const other = testCertificate("own").cert;
        const { status, body } = await api.post(`${path()}/authorities`, { ca: other });
        assert.equal(status, 422);
        assert.match(JSON.stringify(body), /not by the pool's own authority/);
        const [formStatus, html] = await send(api, { action: "authorities", id, ca: other });
        assert.equal(formStatus, 422);
        assert.ok(html.includes(other.split("\n")[1] ?? "?"), "what was typed is kept");
        const [keyStatus, page] = await send(api, { action: "authorities", id, ca: key });
        assert.equal(keyStatus, 422);
        assert.ok(!page.includes(secret));
        assert.equal((await api.get(path())).state, "live");
      });

      await t.step("without authorities the certificate known now is what counts", async () => {
        assert.equal((await api.post(`${path()}/authorities`, { ca: null })).status, 200);
        const live = await until(api, path(), ({ state }) => state === "live");
        assert.deepEqual(live.authorities, []);
        await sim.stop();
        sim = await startWith("alien", host);
        const changed = await until(api, path(), ({ cause }) => cause === "certificate-changed");
        assert.equal(changed.fingerprint, live.fingerprint);
      });
    } finally {
      await server.stop();
      await sim.stop();
    }
    const everything = await kept(data) + server.lines.join("\n");
    assert.ok(!everything.includes(secret), "the key is nowhere");
  });
});

Deno.test("a host that a public authority vouches for is not held to one certificate, unless that is wanted", async () => {
  const sim = await startWith("signed");
  const authority = fileURLToPath(new URL("../../lib/xapi/testdata/authority.cert.pem", import.meta.url));
  await withData(async (data) => {
    // Makes the test's authority a public one for this process.
    const env = { ATOLL_ADMIN_PASSWORD: PASSWORD, DENO_CERT: authority };
    await using server = await startScript("start.ts", ["--listen", "127.0.0.1:0", "--data", data], {
      ready: /^Atoll ready at /,
      env,
    });
    const api = await ApiClient.signIn(server.url, PASSWORD);
    const { body } = await api.post("/api/v1/pools/probe", { address: sim.url });
    const { fingerprint, vouched } = body.certificate as { fingerprint: string; vouched: boolean };
    assert.equal(vouched, true);
    const [, asked] = await send(api, { action: "probe", address: sim.url });
    assert.match(asked, /A public authority vouches for it/);
    const fields = {
      action: "add",
      address: sim.url,
      username: "root",
      fingerprint,
      vouched: "yes",
      trust: "public",
    };
    const [refused, again] = await send(api, { ...fields, password: "" });
    assert.equal(refused, 422);
    assert.match(again, /A public authority vouches for it/, "the choice is still there");
    assert.equal((await send(api, { ...fields, password: "atoll" }))[0], 303);
    const [pool] = await api.all("pools");
    assert.equal(pool?.fingerprint, fingerprint, "what is presented is shown");
    // Another certificate of the same authorities would pass; one that nobody vouches for does not.
    const { host } = new URL(sim.url);
    await sim.stop();
    const other = await startWith("alien", host);
    const lost = await until(
      api,
      `/api/v1/pools/${pool?.id}`,
      ({ cause }) => cause === "certificate-untrusted",
    );
    assert.match(String(lost.reason), /by no public authority$/);
    await other.stop();
  });
});
