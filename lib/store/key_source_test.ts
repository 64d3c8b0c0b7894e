import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir } from "@/tests/api/support.ts";
import { keySource, newKey, NO_KEY_OPTIONS, openSecrets, parseKeys, writeKeys } from "./key_source.ts";
import { StoreError } from "./record.ts";
import { openStore } from "./store.ts";
import type { KeyOptions } from "./types.ts";

const modeOf = async (path: string) => ((await Deno.stat(path)).mode ?? 0) & 0o777;
const given = (change: Partial<KeyOptions>): KeyOptions => ({ ...NO_KEY_OPTIONS, ...change });
const pool = {
  id: "p1",
  name: "lab",
  label: "",
  disabled: false,
  readOnly: false,
  address: "xen.lab",
  members: [],
  username: "root",
  password: "hunter2 hunter2",
  fingerprint: null,
  accepted: {},
  ca: null,
  dialect: null,
};

Deno.test("the key file is made once, private, and read afterwards", async () => {
  await withDir(async (dir) => {
    const first = await openSecrets(await keySource(dir), null, dir);
    assert.equal(await modeOf(join(dir, "secret.key")), 0o600);
    await Deno.chmod(join(dir, "secret.key"), 0o644);
    const second = await openSecrets(await keySource(dir), first.keyId, dir);
    assert.equal(await modeOf(join(dir, "secret.key")), 0o600);
    assert.equal(await second.open(await first.seal("x", "y"), "y"), "x");
  });
});

Deno.test("the key comes from another file, from the environment or from a systemd credential", async () => {
  await withDir(async (dir) => {
    const key = newKey();
    const file = join(dir, "elsewhere.key");
    await writeKeys(file, [key]);
    await Deno.mkdir(join(dir, "credentials"));
    await writeKeys(join(dir, "credentials", "atoll.key"), [key]);
    // As systemd hands credentials over: nobody may change them.
    await Deno.chmod(join(dir, "credentials", "atoll.key"), 0o440);
    const ways: KeyOptions[] = [
      given({ file }),
      given({ secret: key.bytes.toBase64() }),
      given({ credentials: join(dir, "credentials") }),
    ];
    const data = join(dir, "data");
    for (const way of ways) {
      const store = await openStore(data, way);
      await store.pools.put(pool);
      assert.deepEqual(await store.pools.list(), [pool]);
      store.close();
    }
    const names = (await Array.fromAsync(Deno.readDir(data))).map(({ name }) => name);
    assert(!names.includes("secret.key"), "no key was made beside the database");
    assert.equal(await modeOf(join(dir, "credentials", "atoll.key")), 0o440);
    await assert.rejects(openStore(data), /Cannot find the key file .*secret\.key/);
  });
});

Deno.test("credentials of other services do not count", async () => {
  await withDir(async (dir) => {
    const source = await keySource(dir, given({ credentials: dir }));
    assert.equal(source.file, join(dir, "secret.key"));
  });
});

Deno.test("two places for the key are refused: nobody could tell which is meant", async () => {
  await withDir(async (dir) => {
    const key = newKey();
    const file = join(dir, "a.key");
    await writeKeys(join(dir, "atoll.key"), [key]);
    const secret = key.bytes.toBase64();
    for (const both of [{ file, secret }, { file, credentials: dir }, { secret, credentials: dir }]) {
      await assert.rejects(keySource(dir, given(both)), (error) => {
        assert(error instanceof StoreError);
        assert.match(error.message, /^Cannot choose between the .+ and the .+: give one of them only/);
        assert(!error.message.includes(secret));
        return true;
      });
    }
  });
});

Deno.test("a start with a wrong key, or none, changes nothing: with the right one all is there", async () => {
  await withDir(async (dir) => {
    const data = join(dir, "data");
    const first = await openStore(data);
    await first.pools.put(pool);
    first.close();
    const kept = await Deno.readTextFile(join(data, "secret.key"));
    const wrong = newKey().bytes.toBase64();

    await assert.rejects(openStore(data, given({ secret: wrong })), (error) => {
      assert(error instanceof StoreError);
      assert.match(error.message, /^Cannot use the key in ATOLL_KEY: it belongs to another data directory/);
      assert.match(
        error.message,
        /nothing is lost, give the right one: the key file ".*secret\.key" holds it$/,
      );
      assert(!error.message.includes(wrong));
      return true;
    });
    for (const text of ["", "not base64!", btoa("short")]) {
      await assert.rejects(openStore(data, given({ secret: text })), /does not hold 32 bytes in base64/);
    }
    await assert.rejects(openStore(data, given({ file: join(dir, "nothing") })), /Cannot find the key file/);
    assert.equal(await Deno.readTextFile(join(data, "secret.key")), kept);

    const again = await openStore(data);
    assert.deepEqual(await again.pools.list(), [pool]);
    again.close();
  });
});

Deno.test("several keys are one after the other, and neither too many nor none", () => {
  const keys = [newKey(), newKey()];
  const text = keys.map(({ bytes }) => bytes.toBase64()).join(" \n\t");
  assert.deepEqual(parseKeys(text, "it"), keys);
  for (const wrong of ["", " \n", Array.from({ length: 5 }, () => newKey().bytes.toBase64()).join(" ")]) {
    assert.throws(() => parseKeys(wrong, "it"), /Cannot use it: it does not hold 32 bytes/);
  }
});
