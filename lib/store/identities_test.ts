import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { type IdentityName, IdentityStore } from "./identities.ts";

const ADA: IdentityName = { source: "oidc", directory: "https://login.lab", subject: "1" };

Deno.test("an identity stands for one user, and only for its own source, directory and subject", async () => {
  await withKv(async (kv) => {
    const identities = new IdentityStore(kv);
    const id = crypto.randomUUID();
    assert.equal(await identities.find(ADA), null);
    assert.equal(await identities.claim(ADA, id, null), true);
    assert.equal(await identities.find(ADA), id);
    const others: Partial<IdentityName>[] = [
      { source: "ldap" },
      { directory: "https://login.lab/" },
      { subject: "2" },
      { directory: "https://login.lab1", subject: "" },
    ];
    for (const other of others) assert.equal(await identities.find({ ...ADA, ...other }), null);
    for await (const { key, value } of kv.list({ prefix: [] })) {
      assert.ok(
        !JSON.stringify([key, value]).includes("login.lab"),
        "what a directory calls people is not kept",
      );
    }
  });
});

Deno.test("of two who claim the same identity one is told so", async () => {
  await withKv(async (kv) => {
    const identities = new IdentityStore(kv);
    const ids = [crypto.randomUUID(), crypto.randomUUID()];
    const won = await Promise.all(ids.map((id) => identities.claim(ADA, id, null)));
    assert.equal(won.filter(Boolean).length, 1);
    const owner = await identities.find(ADA);
    assert.equal(owner, ids[won.indexOf(true)]);
    assert.equal(await identities.claim(ADA, crypto.randomUUID(), null), false);
    assert.equal(await identities.claim(ADA, crypto.randomUUID(), owner), true);
    await identities.forget(await identities.find(ADA) ?? "");
    assert.equal(await identities.find(ADA), null);
  });
});
