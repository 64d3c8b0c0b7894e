// The certificate Atoll makes for itself: usable by browsers, kept, private, and renewed when it must be.
import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { connect } from "node:http2";
import { hostname } from "node:os";
import { join } from "node:path";
import { fingerprintOf, namesOf, ownCertificate } from "./own_certificate.ts";
import { pairProblem } from "./tls.ts";

async function withDir(run: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir({ prefix: "atoll-own-" });
  try {
    await run(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

const modeOf = async (directory: string) =>
  ((await Deno.stat(join(directory, "tls.key"))).mode ?? 0o777) & 0o777;

Deno.test("a first start makes a certificate for a server, the next ones keep it", async () => {
  await withDir(async (directory) => {
    const made = await ownCertificate(directory, "0.0.0.0");
    assert.equal(pairProblem(made), null);
    const certificate = new X509Certificate(made.cert);
    assert.equal(certificate.ca, false);
    assert.equal(certificate.publicKey.asymmetricKeyDetails?.namedCurve, "prime256v1");
    assert.equal(certificate.verify(certificate.publicKey), true, "it signs itself");
    for (const address of ["127.0.0.1", "::1"]) assert.ok(certificate.checkIP(address), address);
    for (const name of ["localhost", hostname()]) assert.ok(certificate.checkHost(name), name);
    const days = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000;
    assert.ok(days <= 825 && days > 800, String(days));
    assert.ok(Date.parse(certificate.validFrom) < Date.now() - 3_600_000, "clocks may be an hour off");

    assert.deepEqual(await ownCertificate(directory, "0.0.0.0"), made);
    assert.equal(await modeOf(directory), 0o600);
    assert.match(fingerprintOf(made.cert), /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });
});

Deno.test("a key that others may read is taken from them at the next start", async () => {
  await withDir(async (directory) => {
    const made = await ownCertificate(directory, "127.0.0.1");
    await Deno.chmod(join(directory, "tls.key"), 0o644);
    assert.deepEqual(await ownCertificate(directory, "127.0.0.1"), made);
    assert.equal(await modeOf(directory), 0o600);
  });
});

Deno.test("one that is damaged, incomplete or made out to another host is made anew", async () => {
  await withDir(async (directory) => {
    const first = await ownCertificate(directory, "atoll.example");
    await Deno.writeTextFile(join(directory, "tls.crt"), "nonsense");
    const second = await ownCertificate(directory, "atoll.example");
    assert.notEqual(second.cert, first.cert);
    await Deno.remove(join(directory, "tls.key"));
    const third = await ownCertificate(directory, "atoll.example");
    assert.notEqual(third.key, second.key);
    const other = await ownCertificate(directory, "other.example");
    assert.ok(new X509Certificate(other.cert).checkHost("other.example"));
    assert.equal(new X509Certificate(other.cert).checkHost("atoll.example"), undefined);
  });
});

Deno.test("it is made out to what is listened on, and nowhere else but here", () => {
  assert.deepEqual(namesOf("192.0.2.1"), ["192.0.2.1", "localhost", "127.0.0.1", "::1"]);
  assert.deepEqual(namesOf("::1"), ["::1", "localhost", "127.0.0.1"]);
  assert.equal(namesOf("::")[0], hostname().toLowerCase());
});

Deno.test("a browser's library takes it over HTTP/2", async () => {
  await withDir(async (directory) => {
    const { cert, key } = await ownCertificate(directory, "127.0.0.1");
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, cert, key, onListen: () => {} },
      () => new Response("over TLS"),
    );
    const session = connect(`https://127.0.0.1:${server.addr.port}`, { ca: cert });
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    session.once("error", reject);
    const request = session.request({ ":path": "/" });
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.once("end", () => resolve(text));
    request.end();
    assert.equal(await promise, "over TLS");
    await new Promise<void>((closed) => session.close(closed));
    await server.shutdown();
  });
});
