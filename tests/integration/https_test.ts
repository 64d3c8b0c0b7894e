// HTTPS by the server itself: a certificate made at the first start and kept, one that is given and renewed, and no plain http where
// other machines can reach unless it is asked for.
import assert from "node:assert/strict";
import { connect as connectHttp2 } from "node:http2";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connect } from "node:tls";
import { type Running, startServer } from "../processes.ts";
import { PASSWORD, withData } from "./support.ts";

const pem = (name: string, kind: "cert" | "key") =>
  fileURLToPath(new URL(`../../lib/xapi/testdata/${name}.${kind}.pem`, import.meta.url));

/** SHA-256 and protocol of a new connection, whoever signed. */
function met(url: string): Promise<{ fingerprint: string; protocol: string | false | null }> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const options = {
      host: "127.0.0.1",
      port: Number(port),
      rejectUnauthorized: false,
      ALPNProtocols: ["h2", "http/1.1"],
    };
    const socket = connect(options, () => {
      resolve({ fingerprint: socket.getPeerCertificate().fingerprint256, protocol: socket.alpnProtocol });
      socket.end();
    });
    socket.once("error", reject);
  });
}

interface Answer {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly cookies: string;
}

/** Signs in over HTTP/2, trusting this certificate alone. */
async function signIn(url: string, ca: string): Promise<Answer> {
  const session = connectHttp2(url, { ca });
  try {
    return await new Promise<Answer>((resolve, reject) => {
      session.once("error", reject);
      const request = session.request({
        ":method": "POST",
        ":path": "/api/v1/session",
        "content-type": "application/json",
      });
      request.once("error", reject);
      request.once("response", (headers) => {
        resolve({ headers: { ...headers }, cookies: String(headers["set-cookie"]) });
      });
      request.resume();
      request.end(JSON.stringify({ username: "admin", password: PASSWORD }));
    });
  } finally {
    session.close();
  }
}

const printed = ({ lines }: Running) =>
  lines.flatMap((line) => /fingerprint (\S+)$/.exec(line)?.[1] ?? [])[0];

Deno.test("a first start makes a certificate, prints its fingerprint, and the next one keeps it", async () => {
  await withData(async (data) => {
    const prints: (string | undefined)[] = [];
    for (let start = 0; start < 2; start++) {
      await using server = await startServer(data, PASSWORD, ["--tls", "self-signed"]);
      assert.match(server.url, /^https:/);
      await server.line(/fingerprint/);
      const { fingerprint, protocol } = await met(server.url);
      assert.deepEqual([fingerprint, protocol], [printed(server), "h2"]);
      prints.push(fingerprint);
      const { headers, cookies } = await signIn(server.url, await Deno.readTextFile(join(data, "tls.crt")));
      assert.equal(headers[":status"], 200);
      assert.match(cookies, /__Host-atoll=[^;]+;.*Secure/);
      assert.match(String(headers["strict-transport-security"]), /^max-age=31536000/);
    }
    assert.equal(prints[0], prints[1]);
    assert.equal(((await Deno.stat(join(data, "tls.key"))).mode ?? 0) & 0o777, 0o600);
  });
});

Deno.test("a certificate that is renewed is served while the server goes on", async () => {
  await withData(async (data) => {
    const files = { cert: join(data, "cert.pem"), key: join(data, "key.pem") };
    await Deno.copyFile(pem("one", "cert"), files.cert);
    await Deno.copyFile(pem("one", "key"), files.key);
    await using server = await startServer(data, PASSWORD, [
      "--tls-cert",
      files.cert,
      "--tls-key",
      files.key,
    ]);
    const before = (await met(server.url)).fingerprint;
    await Deno.copyFile(pem("two", "cert"), files.cert);
    await Deno.copyFile(pem("two", "key"), files.key);
    await server.line(/The certificate was renewed/);
    const after = (await met(server.url)).fingerprint;
    assert.notEqual(after, before);
    assert.ok(server.lines.some((line) => line.includes(after)), "the log says which");
  });
});

Deno.test("where other machines can reach, plain http has to be asked for by name", async () => {
  await withData(async (data) => {
    const everywhere = ["--listen", "0.0.0.0:0"];
    await assert.rejects(
      startServer(data, PASSWORD, [...everywhere, "--tls", "off"]),
      /insist with --insecure-http/,
    );
    {
      await using server = await startServer(data, PASSWORD, everywhere);
      assert.match(server.url, /^https:/);
    }
    await using server = await startServer(data, PASSWORD, [...everywhere, "--insecure-http"]);
    assert.match(server.url, /^http:/);
    const answer = await fetch(`${server.url}/healthz`);
    await answer.body?.cancel();
    assert.equal(answer.status, 200);
  });
});
