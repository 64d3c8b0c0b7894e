import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir, withStore } from "@/tests/api/support.ts";
import { keySource, newKey, NO_KEY_OPTIONS, writeKeys } from "./key_source.ts";
import { rotateKey } from "./rotation.ts";
import { openStore } from "./store.ts";
import { somePool } from "@/tests/api/stored_pool.ts";

Deno.test("after a change of keys everything opens with the new one alone, and the old one is kept", async () => {
  await withDir(async (dir) => {
    const first = await openStore(dir);
    await first.pools.put(somePool());
    await first.providers.oidc.set({ ...await first.providers.oidc.get(), secret: "of the directory" });
    first.close();
    const before = await Deno.readTextFile(join(dir, "secret.key"));

    const done = await rotateKey(dir, NO_KEY_OPTIONS);
    assert.equal(done.count, 2);
    assert.deepEqual(done.unreadable, []);
    assert.equal(await Deno.readTextFile(done.kept), before);
    const keys = await (await keySource(dir)).read();
    assert.deepEqual(keys?.map(({ id }) => id), [done.keyId]);
    for (const path of [join(dir, "secret.key"), done.kept]) {
      assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
    }
    const again = await openStore(dir);
    assert.deepEqual(await again.pools.list(), [somePool()]);
    assert.equal((await again.providers.oidc.get()).secret, "of the directory");
    assert.deepEqual((await again.audit.list()).map(({ what, who }) => [what, who.username]), [
      ["data.rotate-key", "(console)"],
    ]);
    again.close();
  });
});

Deno.test("whoever keeps the key elsewhere puts the new one before the old one, and starts", async () => {
  await withDir(async (dir) => {
    const [old, made] = [newKey(), newKey()];
    const text = (...keys: { bytes: Uint8Array }[]) => keys.map(({ bytes }) => bytes.toBase64()).join(" ");
    const given = (secret: string) => ({ ...NO_KEY_OPTIONS, secret });
    const first = await openStore(dir, given(text(old)));
    await first.pools.put(somePool());
    first.close();

    await assert.rejects(rotateKey(dir, given(text(old))), /put a new key before the old one there/);
    await assert.rejects(openStore(dir, given(text(made))), /belongs to another data directory/);
    (await openStore(dir, given(text(made, old)))).close();
    const after = await openStore(dir, given(text(made)));
    assert.deepEqual(await after.pools.list(), [somePool()]);
    after.close();
    await assert.rejects(openStore(dir, given(text(old))), /belongs to another data directory/);
  });
});

Deno.test("keys of a directory in use are not changed", async () => {
  await withStore(async (_store, dir) => {
    const before = await Deno.readTextFile(join(dir, "secret.key"));
    await assert.rejects(rotateKey(dir, NO_KEY_OPTIONS), /another Atoll is running on it$/);
    assert.equal(await Deno.readTextFile(join(dir, "secret.key")), before);
  });
});

Deno.test("a change of keys that stopped after each of its steps is ended by the next start", async () => {
  await withDir(async (dir) => {
    const file = join(dir, "secret.key");
    const first = await openStore(dir);
    for (let n = 0; n < 5; n++) await first.pools.put(somePool({ id: `p${n}` }));
    first.close();
    for (let round = 0; round < 3; round++) {
      // Both keys are in the file: that is where every stop leaves it, until all is sealed anew.
      const keys = await (await keySource(dir)).read() ?? [];
      await writeKeys(file, [newKey(), ...keys.slice(0, 1)]);
      const store = await openStore(dir);
      assert.equal((await store.pools.list()).length, 5);
      store.close();
    }
  });
});
