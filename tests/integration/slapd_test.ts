// Sign-in by LDAP against OpenLDAP's slapd, where this machine has one: /usr/sbin/slapd, or the path in SLAPD.
import assert from "node:assert/strict";
import { DirectoryError } from "@/lib/auth/directory.ts";
import { Ldap } from "@/lib/auth/ldap.ts";
import { INITIAL, type LdapSettingsRecord } from "@/lib/store/providers.ts";
import { Authority } from "./authority.ts";

const SLAPD = Deno.env.get("SLAPD") ?? "/usr/sbin/slapd";
const there = await Deno.stat(SLAPD).then(() => true, () => false);
const BASE = "dc=lab,dc=example";
const SCHEMAS = Deno.env.get("SLAPD_SCHEMAS") ?? "/etc/ldap/schema";
const MODULES = Deno.env.get("SLAPD_MODULES") ?? "/usr/lib/ldap";

const ENTRIES = `dn: ${BASE}
objectClass: dcObject
objectClass: organization
dc: lab
o: Lab

dn: cn=atoll,${BASE}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: atoll
userPassword: the one who searches

dn: ou=people,${BASE}
objectClass: organizationalUnit
ou: people

dn: uid=ada,ou=people,${BASE}
objectClass: inetOrgPerson
uid: ada
cn: Ada Lovelace (Countess)
sn: Lovelace
userPassword: ada's own

dn: ou=groups,${BASE}
objectClass: organizationalUnit
ou: groups

dn: cn=Xen Operators,ou=groups,${BASE}
objectClass: groupOfNames
cn: Xen Operators
member: uid=ada,ou=people,${BASE}
`;

interface Slapd extends AsyncDisposable {
  readonly url: string;
  readonly secureUrl: string;
  readonly ca: string;
}

async function startSlapd(): Promise<Slapd> {
  const stack = new AsyncDisposableStack();
  const dir = await Deno.makeTempDir({ prefix: "atoll-slapd-" });
  stack.defer(() => Deno.remove(dir, { recursive: true }));
  const authority = await Authority.make();
  const { cert, key } = await authority.sign("localhost");
  await Deno.mkdir(`${dir}/data`);
  const write = (name: string, text: string) => Deno.writeTextFile(`${dir}/${name}`, text, { mode: 0o600 });
  await write("cert.pem", cert);
  await write("key.pem", key);
  await write("entries.ldif", ENTRIES);
  await write(
    "slapd.conf",
    [
      ...["core", "cosine", "inetorgperson"].map((name) => `include ${SCHEMAS}/${name}.schema`),
      `modulepath ${MODULES}`,
      "moduleload back_mdb",
      `TLSCertificateFile ${dir}/cert.pem`,
      `TLSCertificateKeyFile ${dir}/key.pem`,
      // Passwords only where nobody on the way reads them.
      "security simple_bind=128",
      "database mdb",
      `suffix "${BASE}"`,
      `directory ${dir}/data`,
      "access to attrs=userPassword by anonymous auth by * none",
      `access to * by dn.exact="cn=atoll,${BASE}" read by * none`,
    ].join("\n") + "\n",
  );
  const run = (args: string[]) => new Deno.Command(SLAPD, { args, stdout: "null", stderr: "piped" });
  const added = await run(["-Tadd", "-f", `${dir}/slapd.conf`, "-l", `${dir}/entries.ldif`]).output();
  assert.ok(added.success, new TextDecoder().decode(added.stderr));
  const [plain, secure] = [freePort(), freePort()];
  const urls = `ldap://127.0.0.1:${plain} ldaps://127.0.0.1:${secure}`;
  const child = run(["-h", urls, "-f", `${dir}/slapd.conf`, "-d", "stats"]).spawn();
  stack.defer(async () => {
    child.kill("SIGTERM");
    await child.status;
  });
  await started(child);
  return {
    url: `ldap://localhost:${plain}`,
    secureUrl: `ldaps://localhost:${secure}`,
    ca: authority.pem,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function freePort(): number {
  using listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  return listener.addr.port;
}

/** Waits until its log says that it serves; the rest is read unheard. */
async function started(child: Deno.ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let text = "";
  const log = new WritableStream<string>({
    write(part) {
      text = (text + part).slice(-2_000);
      if (text.includes("slapd starting")) resolve();
    },
    close: () => reject(new Error(`slapd did not start: ${text}`)),
  });
  child.stderr.pipeThrough(new TextDecoderStream()).pipeTo(log).catch(reject);
  await promise;
}

Deno.test({
  name: there
    ? "OpenLDAP's slapd signs people in over LDAPS and StartTLS, and takes no password in clear"
    : "OpenLDAP's slapd signs people in (skipped: there is no slapd here, install it or set SLAPD)",
  ignore: !there,
}, async () => {
  await using slapd = await startSlapd();
  const settings: LdapSettingsRecord = {
    ...INITIAL.ldap,
    enabled: true,
    url: slapd.secureUrl,
    ca: slapd.ca,
    bindDn: `cn=atoll,${BASE}`,
    userBase: `ou=people,${BASE}`,
    groupBase: `ou=groups,${BASE}`,
  };
  const ldap = (change: Partial<LdapSettingsRecord> = {}) =>
    new Ldap({ ...settings, ...change }, "the one who searches");
  for (const url of [slapd.secureUrl, slapd.url]) {
    const identity = await ldap({ url }).signIn("ADA", "ada's own");
    assert.match(identity?.name.subject ?? "", /^[0-9a-f]{8}-[0-9a-f]{4}-/, "its entryUUID");
    assert.deepEqual([identity?.username, identity?.groups], [
      "ada",
      ["Xen Operators", `cn=Xen Operators,ou=groups,${BASE}`],
    ]);
    assert.equal(await ldap({ url }).signIn("ada", "wrong"), null);
  }
  for (const name of ["*", "ada)(cn=*", "Ada Lovelace (Countess)", "ada\u0000"]) {
    assert.equal(await ldap().signIn(name, "ada's own"), null, name);
  }
  const byName = ldap({ userFilter: "(cn={username})" });
  assert.equal((await byName.signIn("Ada Lovelace (Countess)", "ada's own"))?.username, "ada");
  await assert.rejects(ldap({ url: slapd.url, tls: "none" }).find("ada"), DirectoryError);
  await assert.rejects(ldap({ bindDn: "" }).find("ada"), DirectoryError);
});
