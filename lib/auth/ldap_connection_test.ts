import assert from "node:assert/strict";
import { Authority } from "@/tests/integration/authority.ts";
import { BASE, SERVICE, startDirectory } from "@/tests/integration/ldap_server.ts";
import { DirectoryError } from "./directory.ts";
import { LdapConnection, LdapRefusedError } from "./ldap_connection.ts";

const authority = await Authority.make();
const certificate = await authority.sign("localhost");

async function open(url: string, ca = authority.pem): Promise<string> {
  try {
    await using connection = await LdapConnection.open({ url, tls: "starttls", ca });
    await connection.bind(SERVICE.dn, SERVICE.password);
    return "open";
  } catch (error) {
    assert.ok(error instanceof DirectoryError);
    return error.message;
  }
}

Deno.test("nothing is said before the connection is encrypted by a certificate that counts", async () => {
  using directory = await startDirectory(certificate);
  const other = (await Authority.make()).pem;
  for (const url of [directory.secureUrl, directory.startTlsUrl]) {
    assert.match(await open(url, ""), /^Cannot connect to ldaps?:\/\/localhost:\d+: .*certificate/);
    assert.match(await open(url, other), /^Cannot connect to /);
    assert.match(
      await open(url.replace("localhost", "127.0.0.1")),
      /^Cannot connect to .*does not match certificate/,
    );
  }
  // A server without StartTLS is not spoken to in clear instead.
  assert.match(await open(directory.url), /^Cannot connect to /);
  assert.deepEqual(directory.binds, []);
  for (const url of [directory.secureUrl, directory.startTlsUrl]) assert.equal(await open(url), "open");
  assert.equal(directory.binds.length, 2);
});

Deno.test("a server that is away is told of", async () => {
  assert.match(await open("ldaps://localhost:1"), /^Cannot connect to ldaps:\/\/localhost:1: /);
});

Deno.test("a lost connection stays lost: the next password is not said on one that is not encrypted", async () => {
  using directory = await startDirectory(certificate);
  await using connection = await LdapConnection.open({
    url: directory.startTlsUrl,
    tls: "starttls",
    ca: authority.pem,
  });
  directory.drop();
  await assert.rejects(connection.bind(SERVICE.dn, SERVICE.password), DirectoryError);
  await assert.rejects(connection.bind(SERVICE.dn, SERVICE.password), /closed the connection/);
  assert.deepEqual(directory.binds, []);
});

Deno.test("wrong credentials are told from other failures, and a name without a password is no credential", async () => {
  using directory = await startDirectory(certificate);
  await using connection = await LdapConnection.open({
    url: directory.secureUrl,
    tls: "starttls",
    ca: authority.pem,
  });
  await assert.rejects(connection.bind(SERVICE.dn, "wrong"), LdapRefusedError);
  await assert.rejects(connection.bind(SERVICE.dn, ""), LdapRefusedError);
  await assert.rejects(
    connection.search("dc=elsewhere", "(uid=ada)", ["uid"], { limit: 1 }),
    (error) => error instanceof DirectoryError && !(error instanceof LdapRefusedError),
  );
  assert.deepEqual(await connection.search(BASE, "(uid=nobody)", ["uid"], { limit: 1 }), []);
});
