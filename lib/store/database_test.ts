import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir } from "@/tests/api/support.ts";
import { claim, openDatabase, openKv } from "./database.ts";
import { newKey, NO_KEY_OPTIONS } from "./key_source.ts";
import { StoreError } from "./record.ts";

Deno.test("a lock is held until it is closed, and by one only", async () => {
  await withDir(async (dir) => {
    const lock = await claim(dir);
    await assert.rejects(claim(dir), /another Atoll is running on it$/);
    lock.close();
    (await claim(dir)).close();
  });
});

Deno.test("a page damaged in the middle is found at the start, and nothing is written over it", async () => {
  await withDir(async (dir) => {
    const first = await openDatabase(dir);
    for (let n = 0; n < 300; n++) await first.kv.set(["settings", `s${n}`], "x".repeat(200));
    first.close();
    const path = join(dir, "atoll.kv");
    const bytes = await Deno.readFile(path);
    bytes.fill(0xff, 9 * 4096, 9 * 4096 + 500);
    await Deno.writeFile(path, bytes);
    await assert.rejects(openDatabase(dir), (error) => {
      assert(error instanceof StoreError);
      assert.match(
        error.message,
        /^Cannot open the database ".*": the file is damaged .*; restore it from a backup/,
      );
      return true;
    });
    assert.deepEqual(await Deno.readFile(path), bytes);
    await assert.rejects(openKv(path), StoreError);
  });
});

Deno.test("a wrong key stops a start before the database is brought up to date", async () => {
  await withDir(async (dir) => {
    const first = await openDatabase(dir);
    await first.kv.set(["meta", "version"], 1);
    first.close();
    const before = await Deno.readFile(join(dir, "atoll.kv"));
    const secret = newKey().bytes.toBase64();
    await assert.rejects(
      openDatabase(dir, { ...NO_KEY_OPTIONS, secret }),
      /belongs to another data directory/,
    );
    const names = (await Array.fromAsync(Deno.readDir(dir))).map(({ name }) => name).toSorted();
    assert.deepEqual(names, ["atoll.kv", "lock", "secret.key"]);
    assert.deepEqual(await Deno.readFile(join(dir, "atoll.kv")), before);
  });
});

Deno.test("copies that a killed process left go after a day, younger ones stay", async () => {
  await withDir(async (dir) => {
    for (const name of [".check-old", ".check-new", "mine"]) await Deno.mkdir(join(dir, name));
    const old = new Date(Date.now() - 2 * 86_400_000);
    for (const name of [".check-old", "mine"]) await Deno.utime(join(dir, name), old, old);
    (await openDatabase(dir)).close();
    const left = (await Array.fromAsync(Deno.readDir(dir))).filter((entry) => entry.isDirectory);
    assert.deepEqual(left.map(({ name }) => name).toSorted(), [".check-new", "mine"]);
  });
});
