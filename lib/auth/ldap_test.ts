import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { INITIAL, type LdapSettingsRecord } from "@/lib/store/providers.ts";
import { Authority } from "@/tests/integration/authority.ts";
import {
  BASE,
  PASSWORD_OF_ADA,
  type RunningDirectory,
  SERVICE,
  startDirectory,
} from "@/tests/integration/ldap_server.ts";
import { DirectoryError } from "./directory.ts";
import { filled, filterFault, Ldap } from "./ldap.ts";

const authority = await Authority.make();
const certificate = await authority.sign("localhost");

async function withLdap(
  change: Partial<LdapSettingsRecord>,
  run: (ldap: Ldap, directory: RunningDirectory) => Promise<void>,
): Promise<void> {
  using directory = await startDirectory(certificate);
  const settings: LdapSettingsRecord = {
    ...INITIAL.ldap,
    enabled: true,
    url: directory.secureUrl,
    ca: authority.pem,
    bindDn: SERVICE.dn,
    userBase: `ou=people,${BASE}`,
    groupBase: `ou=groups,${BASE}`,
    ...change,
  };
  await run(new Ldap(settings, SERVICE.password), directory);
}

const NAME = { source: "ldap", directory: `ou=people,${BASE}`, subject: "11111111-0000" } as const;

Deno.test("a name and a password lead to who they are, with the groups they are in", async () => {
  await withLdap({}, async (ldap) => {
    assert.deepEqual(await ldap.signIn("ada", PASSWORD_OF_ADA), {
      name: NAME,
      username: "ada",
      groups: ["Xen Operators", `cn=Xen Operators,ou=groups,${BASE}`],
    });
    assert.equal(await ldap.signIn("ada", "bob's own"), null);
    assert.equal(await ldap.signIn("nobody", PASSWORD_OF_ADA), null);
  });
});

Deno.test("an empty password is never sent: directories take it for a stranger's and agree", async () => {
  await withLdap({}, async (ldap, { binds }) => {
    assert.equal(await ldap.signIn("ada", ""), null);
    assert.deepEqual(binds, []);
  });
});

Deno.test("what is typed matches itself and is no filter", async () => {
  await withLdap({}, async (ldap, { binds, searches }) => {
    const names = ["*", "a*", "ada)(uid=*", "*)(|(uid=*", "ada\\2a", "\\", "ad\u0000a", "{username}", "ä"];
    for (const name of names) assert.equal(await ldap.signIn(name, PASSWORD_OF_ADA), null, name);
    assert.equal(searches.length, names.length);
    assert.ok(binds.every(({ dn }) => dn === SERVICE.dn));
  });
});

Deno.test("a filter that finds several, and an entry without what it takes, are faults of the directory", async () => {
  await withLdap({ userFilter: "(|(uid={username})(objectClass=person))" }, async (ldap) => {
    await assert.rejects(ldap.find("ada"), /finds more than one entry/);
  });
  for (const change of [{ idAttribute: "employeeNumber" }, { usernameAttribute: "sAMAccountName" }]) {
    await withLdap(change, async (ldap) => {
      await assert.rejects(ldap.find("ada"), (error) => {
        assert.ok(error instanceof DirectoryError);
        assert.match(error.message, /^The entry uid=ada,.* has no (employeeNumber|sAMAccountName)/);
        return true;
      });
    });
  }
});

Deno.test("an id of bytes is told as such, and attributes have no case", async () => {
  for (const idAttribute of ["objectGUID", "OBJECTguid"]) {
    await withLdap({ idAttribute }, async (ldap, { entries }) => {
      const dn = `uid=ada,ou=people,${BASE}`;
      entries.set(dn, { ...entries.get(dn), objectGUID: Buffer.from([0xff, 0, 0x41, 0x80]) });
      assert.equal((await ldap.find("ada"))?.identity.name.subject, "ff004180");
    });
  }
  await withLdap({ idAttribute: "ENTRYuuid" }, async (ldap) => {
    assert.deepEqual((await ldap.find("ada"))?.identity.name, NAME);
  });
});

Deno.test("names in braces are filled in, escaped; others stay", () => {
  assert.equal(
    filled("(a={username})(b={dn})", { username: "x*(y)\\", dn: "cn=a" }),
    "(a=x\\2a\\28y\\29\\5c)(b=cn=a)",
  );
  assert.equal(filled("({constructor})", {}), "({constructor})");
});

Deno.test("a filter that cannot be read is known before it is used", () => {
  assert.equal(filterFault("(&(objectClass=person)(uid={username}))"), null);
  for (const filter of ["(uid={username}", "uid", "(&)("]) assert.notEqual(filterFault(filter), null, filter);
});
