import assert from "node:assert/strict";
import { INITIAL } from "@/lib/store/providers.ts";
import { withStore } from "@/tests/api/support.ts";
import { Directories } from "./directories.ts";

Deno.test("directories are read once, and again when their settings have changed", async () => {
  await withStore(async ({ providers }) => {
    const directories = new Directories(providers);
    assert.deepEqual([await directories.oidc(), await directories.ldap()], [null, null]);
    const settings = { ...INITIAL.oidc, enabled: true, issuer: "https://login.lab", label: "Lab" };
    await providers.oidc.set({ settings, secret: "" });
    await providers.ldap.set({
      settings: { ...INITIAL.ldap, enabled: true, createUsers: false },
      secret: "",
    });
    assert.equal(await directories.oidc(), null);
    directories.changed();
    assert.deepEqual([(await directories.oidc())?.label, (await directories.ldap())?.createUsers], [
      "Lab",
      false,
    ]);
    assert.equal(await directories.oidc(), await directories.oidc());
  });
});

Deno.test("a failure to read is not kept", async () => {
  await withStore(async ({ providers }) => {
    let failures = 1;
    const ldap = providers.ldap;
    const oidc = Object.create(providers.oidc, {
      get: { value: () => failures-- > 0 ? Promise.reject(new Error("disk")) : providers.oidc.get() },
    });
    const directories = new Directories({ oidc, ldap });
    await assert.rejects(directories.oidc(), /disk/);
    assert.equal(await directories.oidc(), null);
  });
});
