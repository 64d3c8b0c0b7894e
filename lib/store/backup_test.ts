import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir, withStore } from "@/tests/api/support.ts";
import { backup } from "./backup.ts";
import { NO_KEY_OPTIONS } from "./key_source.ts";
import { StoreError } from "./record.ts";
import { somePool } from "@/tests/api/stored_pool.ts";

Deno.test("a backup is made while Atoll runs: one private file that any tar opens, without the key", async () => {
  await withStore(async (store, dir) => {
    await store.pools.put(somePool());
    const file = join(dir, "backup.tar.gz");
    const made = await backup({ dataDir: dir, file, withKey: null });
    assert.equal(((await Deno.stat(file)).mode ?? 0) & 0o777, 0o600);
    assert.deepEqual(made.files.map(({ name }) => name), ["atoll.kv"]);
    const { stdout, success } = await new Deno.Command("tar", { args: ["tzf", file] }).output();
    assert(success);
    assert.equal(new TextDecoder().decode(stdout), "manifest.json\natoll.kv\n");
    const left = (await Array.fromAsync(Deno.readDir(dir))).map(({ name }) => name).filter((name) =>
      name.includes("backup")
    );
    assert.deepEqual(left, ["backup.tar.gz"], "nothing else stays");
    await assert.rejects(
      backup({ dataDir: dir, file, withKey: null }),
      /there is a file of this name already$/,
    );
  });
});

Deno.test("with the key all of it is encrypted, by age's own format", async () => {
  await withStore(async (store, dir) => {
    await store.pools.put(somePool());
    const file = join(dir, "backup.age");
    const withKey = { passphrase: "correct horse", key: NO_KEY_OPTIONS, cost: 10 };
    const made = await backup({ dataDir: dir, file, withKey });
    assert.deepEqual(made.files.map(({ name }) => name), ["atoll.kv", "secret.key"]);
    const text = new TextDecoder("latin1").decode(await Deno.readFile(file));
    assert(text.startsWith("age-encryption.org/v1\n-> scrypt "));
    const key = (await Deno.readTextFile(join(dir, "secret.key"))).trim();
    for (const telling of [key, "manifest", "xen.lab", "correct horse"]) {
      assert(!text.includes(telling), telling);
    }
  });
});

Deno.test("what cannot be backed up is refused in a sentence, and leaves nothing", async () => {
  await withDir(async (dir) => {
    const file = join(dir, "backup");
    const refused = (dataDir: string, pattern: RegExp, to = file) =>
      assert.rejects(backup({ dataDir, file: to, withKey: null }), (error) => {
        assert(error instanceof StoreError);
        assert.match(error.message, pattern);
        return true;
      });
    await refused(join(dir, "nothing"), /there is no database of Atoll in it$/);
    await Deno.mkdir(join(dir, "data"));
    await Deno.writeTextFile(join(dir, "data", "atoll.kv"), "this is no database ".repeat(1000));
    await refused(join(dir, "data"), /^Cannot copy the database .*: file is not a database$/);
    await refused(
      join(dir, "data"),
      /^Cannot write the backup .*: No such file or directory$/,
      join(dir, "no", "where"),
    );
    assert.deepEqual((await Array.fromAsync(Deno.readDir(dir))).map(({ name }) => name), ["data"]);
  });
});
