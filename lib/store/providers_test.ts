import assert from "node:assert/strict";
import { withStore } from "@/tests/api/support.ts";
import { INITIAL } from "./providers.ts";
import { StoreError } from "./store.ts";

Deno.test("settings of a directory are kept, with a secret that is nowhere in the data directory", async () => {
  await withStore(async (store, dir) => {
    const { oidc, ldap } = store.providers;
    assert.deepEqual(await oidc.get(), { settings: INITIAL.oidc, secret: "" });
    const secret = "canary-secret-of-the-provider";
    const settings = { ...INITIAL.oidc, enabled: true, issuer: "https://login.lab" };
    await oidc.set({ settings, secret });
    assert.deepEqual(await oidc.get(), { settings, secret });
    assert.deepEqual(await ldap.get(), { settings: INITIAL.ldap, secret: "" });
    for await (const file of Deno.readDir(dir)) {
      const text = new TextDecoder("latin1").decode(await Deno.readFile(`${dir}/${file.name}`));
      assert.ok(!text.includes(secret), file.name);
    }
    await oidc.set({ settings, secret: "" });
    assert.equal((await oidc.get()).secret, "");
  });
});

Deno.test("what could not be read back is not written", async () => {
  await withStore(async (store) => {
    const settings = { ...INITIAL.ldap, url: "x".repeat(1_000) };
    await assert.rejects(store.providers.ldap.set({ settings, secret: "" }), StoreError);
    assert.deepEqual((await store.providers.ldap.get()).settings, INITIAL.ldap);
  });
});
