// Which certificates pass, and what is said of those that do not: real handshakes with real certificates.
import { strict as assert } from "node:assert";
import { probeCertificate } from "./certificate.ts";
import { ConnectionError, type ConnectionErrorKind } from "./errors.ts";
import {
  type CertificateName,
  tcpServer,
  testAuthority,
  testCertificate,
  tlsServer,
} from "./testdata/servers.ts";
import { identify, type Trust } from "./trust.ts";

const OWN: Trust = { accepted: [], authority: { pem: testAuthority() } };

async function verdict(name: CertificateName, trust: Trust): Promise<"passes" | ConnectionError> {
  await using server = await tlsServer(name, () => {});
  const { fingerprint } = await probeCertificate(server.endpoint);
  try {
    assert.equal((await identify(server.endpoint, trust)).fingerprint, fingerprint);
    return "passes";
  } catch (error) {
    assert(error instanceof ConnectionError, String(error));
    assert.equal(error.fingerprint, fingerprint, "what was presented comes along");
    return error;
  }
}

Deno.test("a host signed by the pool's own authority passes", async () => {
  assert.equal(await verdict("signed", OWN), "passes");
});

Deno.test("a certificate that signs itself as an authority passes where it is the one that was given", async () => {
  const own = { accepted: [], authority: { pem: testCertificate("own").cert } };
  assert.equal(await verdict("own", own), "passes");
  assert.equal(
    await verdict("own", { ...own, authority: { pem: testAuthority() + own.authority.pem } }),
    "passes",
  );
});

Deno.test("what the authority does not vouch for is refused with its reason", async () => {
  const cases: [CertificateName, Trust, ConnectionErrorKind, RegExp][] = [
    ["expired", OWN, "certificate-expired", /^The certificate of 127\.0\.0\.1:\d+ expired on 2021-01-01$/],
    [
      "elsewhere",
      OWN,
      "certificate-name",
      /is made out to xcp-9\.example\.org, 192\.0\.2\.9, not to 127\.0\.0\.1$/,
    ],
    [
      "alien",
      OWN,
      "certificate-untrusted",
      /is signed by CN=Another authority, not by the pool's own authority$/,
    ],
    ["one", OWN, "certificate-untrusted", /is signed by itself, not by the pool's own authority$/],
    ["signed", { accepted: [], authority: "public" }, "certificate-untrusted", /by no public authority$/],
  ];
  for (const [name, trust, kind, sentence] of cases) {
    const error = await verdict(name, trust);
    assert(error !== "passes", name);
    assert.equal(error.kind, kind, name);
    assert.match(error.message, sentence);
  }
});

Deno.test("an accepted certificate passes whatever the authority says of it, and no other where there is none", async () => {
  await using server = await tlsServer("expired", () => {});
  const { fingerprint } = await probeCertificate(server.endpoint);
  assert.equal(await verdict("expired", { ...OWN, accepted: ["AA", fingerprint.toLowerCase()] }), "passes");
  const changed = await verdict("signed", { accepted: [fingerprint], authority: null });
  assert(changed !== "passes");
  assert.equal(changed.kind, "certificate-changed");
});

Deno.test("a host that does not shake hands is told apart from one that is not to be trusted", async () => {
  await using mute = await tcpServer((socket) => void socket.end("220 mail"), "https:");
  const error = await identify(mute.endpoint, OWN).then(() => undefined, (error: unknown) => error);
  assert(error instanceof ConnectionError);
  assert.equal(error.kind, "not-xapi");
});
