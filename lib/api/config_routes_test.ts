import assert from "node:assert/strict";
import { json, PASSWORD, withWorld } from "@/tests/api/world.ts";

Deno.test("the configuration is exported with the password, planned and imported over the API", async () => {
  await withWorld(async ({ fetch, restarts }, as) => {
    const post = (path: string, body: unknown) => fetch(`/api/v1/config/${path}`, { as, ...json(body) });
    const passphrase = "a long enough passphrase";
    const wrong = await post("export", { password: "wrong", passphrase });
    assert.deepEqual([wrong.status, (await wrong.json()).error.field], [401, "password"]);
    const exported = await post("export", { password: PASSWORD, passphrase });
    assert.equal(exported.status, 200);
    assert.match(exported.headers.get("content-disposition") ?? "", /attachment/);
    const file = await exported.text();
    const plan = await post("plan", { passphrase, file });
    assert.equal(plan.status, 200);
    const { changes } = await plan.json();
    assert.deepEqual(changes.find(({ kind }: { kind: string }) => kind === "users"), {
      kind: "users",
      before: 3,
      after: 3,
      both: 3,
    });
    const other = await post("plan", { passphrase: passphrase + "x", file });
    assert.deepEqual([other.status, (await other.json()).error.field], [422, "passphrase"]);
    assert.equal(restarts.length, 0);
    assert.equal((await post("import", { password: PASSWORD, passphrase, file })).status, 200);
    assert.equal(restarts.length, 1);
  });
});
