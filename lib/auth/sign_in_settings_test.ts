import assert from "node:assert/strict";
import { INITIAL } from "@/lib/store/providers.ts";
import { codeOf, type Town, withTown } from "@/tests/api/people.ts";
import { redirectUriOf, SignInSettings } from "./sign_in_settings.ts";

const OIDC = { ...INITIAL.oidc, enabled: true, issuer: "https://login.lab", clientId: "atoll" };
const LDAP = { ...INITIAL.ldap, enabled: true, url: "ldaps://ldap.lab", userBase: "dc=lab", bindDn: "cn=a" };

const settingsOf = ({ store, auth, rights }: Town) =>
  new SignInSettings({ store, directories: auth.directories, rights });

Deno.test("only who manages settings sees, changes or tries them", async () => {
  await withTown(async (town) => {
    const settings = settingsOf(town);
    const ada = await town.make("ada");
    for (
      const attempt of [
        () => settings.readOidc(ada),
        () => settings.readLdap(ada),
        () => settings.writeOidc(ada, OIDC),
        () => settings.writeLdap(ada, LDAP),
        () => settings.checkOidc(ada, OIDC),
        () => settings.checkLdap(ada, LDAP, "ada"),
      ]
    ) assert.equal(await codeOf(attempt()), "403 forbidden");
    assert.equal((await settings.readOidc(town.admin)).enabled, false);
  });
});

Deno.test("a change is in force at once, and in the audit log", async () => {
  await withTown(async (town) => {
    const settings = settingsOf(town);
    assert.deepEqual(await town.auth.signIns.ways(), { oidc: null });
    await settings.writeOidc(town.admin, { ...OIDC, label: "Lab login", clientSecret: "s" });
    assert.deepEqual(await town.auth.signIns.ways(), { oidc: "Lab login" });
    await settings.writeOidc(town.admin, { ...OIDC, enabled: false });
    assert.deepEqual(await town.auth.signIns.ways(), { oidc: null });
    const noted = (await town.store.audit.list()).slice(0, 2);
    assert.deepEqual(noted.map(({ what, who }) => [what, who.username]), [
      ["settings.oidc", "admin"],
      ["settings.oidc", "admin"],
    ]);
  });
});

Deno.test("a secret is kept where it is not given, goes where it is empty, and follows no change of the address", async () => {
  await withTown(async (town) => {
    const settings = settingsOf(town);
    const has = async () => (await settings.readOidc(town.admin)).hasSecret;
    await settings.writeOidc(town.admin, { ...OIDC, clientSecret: "s" });
    await settings.writeOidc(town.admin, { ...OIDC, label: "other" });
    assert.equal(await has(), true);
    const elsewhere = { ...OIDC, issuer: "https://evil.example" };
    assert.equal(await codeOf(settings.writeOidc(town.admin, elsewhere)), "422 secret-needed clientSecret");
    assert.equal(await codeOf(settings.checkOidc(town.admin, elsewhere)), "422 secret-needed clientSecret");
    await settings.writeOidc(town.admin, { ...OIDC, clientSecret: "" });
    assert.equal(await has(), false);
    await settings.writeOidc(town.admin, elsewhere);

    await settings.writeLdap(town.admin, { ...LDAP, bindPassword: "s" });
    for (const change of [{ url: "ldaps://evil.example" }, { url: "ldap://ldap.lab" }]) {
      const refused = settings.writeLdap(town.admin, { ...LDAP, ...change });
      assert.equal(await codeOf(refused), "422 secret-needed bindPassword");
    }
    assert.equal((await settings.readLdap(town.admin)).hasPassword, true);
  });
});

Deno.test("what is not filled in yet is told before anything is tried, switched on or not", async () => {
  await withTown(async (town) => {
    const settings = settingsOf(town);
    const { oidc, ldap } = INITIAL;
    assert.equal(await codeOf(settings.checkOidc(town.admin, oidc)), "422 bad-setting issuer");
    assert.equal(await codeOf(settings.checkLdap(town.admin, ldap, "")), "422 bad-setting url");
    const addressed = { ...ldap, url: "ldaps://ldap.lab" };
    assert.equal(await codeOf(settings.checkLdap(town.admin, addressed, "")), "422 bad-setting userBase");
  });
});

Deno.test("people come back to Atoll's own address", () => {
  assert.equal(redirectUriOf("https://atoll.lab"), "https://atoll.lab/sign-in/oidc/callback");
});
