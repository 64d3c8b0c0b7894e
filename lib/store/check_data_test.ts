import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir, withStore } from "@/tests/api/support.ts";
import { checkData } from "./check_data.ts";
import { newKey, NO_KEY_OPTIONS } from "./key_source.ts";
import { StoreError } from "./record.ts";
import { openStore } from "./store.ts";
import { somePool } from "@/tests/api/stored_pool.ts";

Deno.test("a directory in use is checked by a copy, which does not stay", async () => {
  await withStore(async (store, dir) => {
    await store.pools.put(somePool());
    const { records, findings } = await checkData(dir, NO_KEY_OPTIONS);
    assert.deepEqual(findings, []);
    assert(records >= 3);
    const names = (await Array.fromAsync(Deno.readDir(dir))).map(({ name }) => name);
    assert.deepEqual(names.filter((name) => name.startsWith(".")), []);
    await store.check();
  });
});

Deno.test("no database, another key and a damaged file are told in a sentence each", async () => {
  await withDir(async (dir) => {
    const refused = (pattern: RegExp, secret: string | null = null) =>
      assert.rejects(checkData(dir, { ...NO_KEY_OPTIONS, secret }), (error) => {
        assert(error instanceof StoreError);
        assert.match(error.message, pattern);
        return true;
      });
    await refused(/there is no database of Atoll in it$/);
    (await openStore(dir)).close();
    await refused(/^Cannot use the key in ATOLL_KEY: it belongs to another/, newKey().bytes.toBase64());
    await Deno.writeTextFile(join(dir, "atoll.kv"), "this is no database ".repeat(1000));
    await refused(/^The database ".*" is damaged \(file is not a database\); restore it from a backup$/);
  });
});
