import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir } from "@/tests/api/support.ts";
import { readArchive } from "./archive.ts";
import { migrate, type Migration } from "./migrations.ts";
import { upgrade } from "./upgrade.ts";

const steps = (count: number, run: (to: number, kv: Deno.Kv) => Promise<void>): Migration[] =>
  Array.from({ length: count }, (_, index) => ({
    to: index + 1,
    what: `step ${index + 1}`,
    run: (kv) => run(index + 1, kv),
  }));
const write = (to: number, kv: Deno.Kv) => kv.set(["step", to], to).then(() => {});

async function copies(dir: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(dir))).map(({ name }) => name).filter((name) =>
    name.startsWith("before-schema-")
  );
}

async function withDatabase(run: (kv: Deno.Kv, path: string, dir: string) => Promise<void>): Promise<void> {
  await withDir(async (dir) => {
    const path = join(dir, "atoll.kv");
    const kv = await Deno.openKv(path);
    try {
      await run(kv, path, dir);
    } finally {
      kv.close();
    }
  });
}

Deno.test("the database is kept as it was before its steps, once, and a new one needs no copy", async () => {
  await withDatabase(async (kv, path, dir) => {
    await upgrade(kv, path, dir, null, steps(1, write));
    assert.deepEqual(await copies(dir), []);
    await upgrade(kv, path, dir, "k", steps(3, write));
    const [copy = "", ...more] = await copies(dir);
    assert.deepEqual(more, []);
    assert.match(copy, /^before-schema-3-\d{8}T\d{6}Z\.tar\.gz$/);
    await Deno.mkdir(join(dir, "out"));
    const { schema, key } = await readArchive(join(dir, copy), join(dir, "out"), () => Promise.resolve(null));
    assert.deepEqual({ schema, key }, { schema: 1, key: "k" });
    const old = await Deno.openKv(join(dir, "out", "atoll.kv"));
    assert.deepEqual((await Array.fromAsync(old.list({ prefix: ["step"] }))).map(({ value }) => value), [1]);
    assert.equal(await migrate(old, steps(1, write)), 1, "the former Atoll goes on with it");
    old.close();
    await upgrade(kv, path, dir, "k", steps(3, write));
    assert.equal((await copies(dir)).length, 1);
  });
});

Deno.test("what a crash left half done is not taken for what to go back to", async () => {
  await withDatabase(async (kv, path, dir) => {
    await upgrade(kv, path, dir, null, steps(1, write));
    const failing = steps(3, (to, kv) => to === 3 ? Promise.reject(new Error("power cut")) : write(to, kv));
    await assert.rejects(upgrade(kv, path, dir, null, failing), /power cut/);
    const kept = await copies(dir);
    assert.equal(kept.length, 1);
    await upgrade(kv, path, dir, null, steps(3, write));
    assert.deepEqual(await copies(dir), kept);
    assert.equal(await migrate(kv, steps(3, write)), 3);
  });
});

Deno.test("the copies of the latest three upgrades stay", async () => {
  await withDatabase(async (kv, path, dir) => {
    await upgrade(kv, path, dir, null, steps(1, write));
    for (const day of ["01", "02", "03", "04"]) {
      await Deno.writeTextFile(join(dir, `before-schema-1-202001${day}T000000Z.tar.gz`), "");
    }
    await upgrade(kv, path, dir, null, steps(2, write));
    const left = (await copies(dir)).toSorted();
    assert.equal(left.length, 3);
    assert.deepEqual(left.slice(0, 2), [
      "before-schema-1-20200103T000000Z.tar.gz",
      "before-schema-1-20200104T000000Z.tar.gz",
    ]);
  });
});
