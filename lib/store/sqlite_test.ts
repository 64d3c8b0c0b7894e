import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir } from "@/tests/api/support.ts";
import { StoreError } from "./record.ts";
import { copyDatabase, damageOf, settle } from "./sqlite.ts";

const countOf = async (kv: Deno.Kv, prefix: string) =>
  (await Array.fromAsync(kv.list({ prefix: [prefix] }))).length;

Deno.test("a copy is of one moment, whatever is written meanwhile, and private", async () => {
  await withDir(async (dir) => {
    const path = join(dir, "atoll.kv");
    const kv = await Deno.openKv(path);
    let writing = true;
    let written = 0;
    const writer = (async () => {
      while (writing) {
        await kv.atomic().set(["one", written], "x".repeat(500)).set(["two", written], written).commit();
        written++;
      }
    })();
    for (let n = 0; n < 5; n++) {
      const before = written;
      while (written < before + 20) await kv.get(["one", 0]);
      const copy = join(dir, `copy ${n}'s`);
      await copyDatabase(path, copy);
      assert.equal(((await Deno.stat(copy)).mode ?? 0) & 0o777, 0o600);
      assert.deepEqual(await damageOf(copy, "full"), []);
      const copied = await Deno.openKv(copy);
      const [one, two] = [await countOf(copied, "one"), await countOf(copied, "two")];
      copied.close();
      assert.equal(one, two);
      assert(one >= before + 20, "what was acknowledged before is in it");
    }
    writing = false;
    await writer;
    kv.close();
  });
});

Deno.test("what was written last is in the copy, though it stands in the journal only", async () => {
  await withDir(async (dir) => {
    const path = join(dir, "atoll.kv");
    const kv = await Deno.openKv(path);
    await kv.set(["last"], "words");
    await copyDatabase(path, join(dir, "copy"));
    kv.close();
    const copied = await Deno.openKv(join(dir, "copy"));
    assert.equal((await copied.get(["last"])).value, "words");
    copied.close();
  });
});

Deno.test("once settled, the one file holds everything", async () => {
  await withDir(async (dir) => {
    const path = join(dir, "atoll.kv");
    const kv = await Deno.openKv(path);
    await kv.set(["last"], "words");
    assert((await Deno.stat(path + "-wal")).size > 0);
    await settle(path);
    assert.equal((await Deno.stat(path + "-wal")).size, 0);
    await Deno.copyFile(path, join(dir, "alone"));
    kv.close();
    const alone = await Deno.openKv(join(dir, "alone"));
    assert.equal((await alone.get(["last"])).value, "words");
    alone.close();
  });
});

Deno.test("damage is found, and told in SQLite's words", async () => {
  await withDir(async (dir) => {
    const path = join(dir, "atoll.kv");
    const kv = await Deno.openKv(path);
    for (let n = 0; n < 200; n++) await kv.set(["record", n], "x".repeat(200));
    kv.close();
    assert.deepEqual(await damageOf(path, "quick"), []);
    const bytes = await Deno.readFile(path);
    // A page of the table, blotted out in the middle.
    bytes.fill(0xff, 8 * 4096, 8 * 4096 + 400);
    await Deno.writeFile(path, bytes);
    assert.notDeepEqual(await damageOf(path, "quick"), []);
    assert.match(
      (await damageOf(join(dir, "nothing", "here"), "full")).join(),
      /^unable to open database file/,
    );
    await assert.rejects(copyDatabase(join(dir, "nothing", "here"), join(dir, "copy")), StoreError);
  });
});
