import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir } from "@/tests/api/support.ts";
import { draftDirectory, finishSwap, stampOf, swapIn } from "./swap.ts";

const NOW = new Date("2026-01-02T03:04:05.678Z");
const OLD = ["atoll.kv", "atoll.kv-wal", "secret.key"];

async function texts(dir: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { name, isFile } of Deno.readDir(dir)) {
    if (isFile) found[name] = await Deno.readTextFile(join(dir, name));
  }
  return found;
}

async function prepared(dir: string): Promise<void> {
  for (const name of OLD) await Deno.writeTextFile(join(dir, name), "old");
  const draft = await draftDirectory(dir);
  for (const name of ["atoll.kv", "secret.key"]) await Deno.writeTextFile(join(draft, name), "new");
}

Deno.test("what was prepared is in force, and what was there is aside, its journal with it", async () => {
  await withDir(async (dir) => {
    await prepared(dir);
    const aside = await swapIn(dir, NOW);
    assert.equal(aside, join(dir, "before-restore-20260102T030405Z"));
    assert.deepEqual(await texts(dir), { "atoll.kv": "new", "secret.key": "new" });
    assert.deepEqual(await texts(aside), { "atoll.kv": "old", "atoll.kv-wal": "old", "secret.key": "old" });
    assert.equal(await finishSwap(dir), null);
  });
});

Deno.test("without a key among what was prepared, the one that is there stays", async () => {
  await withDir(async (dir) => {
    await prepared(dir);
    await Deno.remove(join(dir, "restoring", "secret.key"));
    await swapIn(dir, NOW);
    assert.deepEqual(await texts(dir), { "atoll.kv": "new", "secret.key": "old" });
  });
});

Deno.test("a draft that was not finished is nothing, and goes with the next", async () => {
  await withDir(async (dir) => {
    await prepared(dir);
    assert.equal(await finishSwap(dir), null);
    assert.equal((await texts(dir))["atoll.kv"], "old");
    assert.deepEqual(await texts(await draftDirectory(dir)), {});
  });
});

Deno.test("stopped after any of its steps, a swap ends as if it had not been", async () => {
  const steps: [from: string, to: string][] = [
    ["secret.key", "before-restore-20260102T030405Z/secret.key"],
    ["restored-20260102T030405Z/secret.key", "secret.key"],
    ["atoll.kv-wal", "before-restore-20260102T030405Z/atoll.kv-wal"],
    ["atoll.kv", "before-restore-20260102T030405Z/atoll.kv"],
    ["restored-20260102T030405Z/atoll.kv", "atoll.kv"],
  ];
  for (let done = 0; done <= steps.length; done++) {
    await withDir(async (dir) => {
      await prepared(dir);
      await Deno.rename(join(dir, "restoring"), join(dir, `restored-${stampOf(NOW)}`));
      if (done > 0) await Deno.mkdir(join(dir, "before-restore-20260102T030405Z"));
      for (const [from, to] of steps.slice(0, done)) await Deno.rename(join(dir, from), join(dir, to));
      const aside = await finishSwap(dir);
      assert(aside !== null);
      assert.deepEqual(await texts(dir), { "atoll.kv": "new", "secret.key": "new" }, `after ${done}`);
      assert.deepEqual(Object.keys(await texts(aside)).toSorted(), OLD, `after ${done}`);
    });
  }
});
