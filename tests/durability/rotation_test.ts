// kill -9 in the middle of a change of keys, and of a restore: the next start ends it, and every secret opens.
import assert from "node:assert/strict";
import { join } from "node:path";
import { backup } from "@/lib/store/backup.ts";
import { checkData } from "@/lib/store/check_data.ts";
import { keySource, newKey, NO_KEY_OPTIONS, writeKeys } from "@/lib/store/key_source.ts";
import { restore } from "@/lib/store/restore.ts";
import { openStore } from "@/lib/store/store.ts";
import { withDir } from "@/tests/api/support.ts";
import { Dice } from "@/tests/chaos/dice.ts";
import { killed, MOMENTS, SEED } from "./killing.ts";
import { somePool } from "@/tests/api/stored_pool.ts";

/** Kills of each kind: they are slower, and there is less that can be interrupted. */
const KILLS = Math.max(2, Math.ceil(MOMENTS / 8));
/** Pools with a secret each, so that a change of keys takes a while. */
const POOLS = 60;

async function filled(dir: string, mark: string): Promise<void> {
  const store = await openStore(dir);
  for (let n = 0; n < POOLS; n++) {
    await store.pools.put(somePool({ id: `pool-${n}`, password: `${mark} ${n}` }));
  }
  store.close();
}

/** The mark of all passwords; fails when they are not of one mark, or one does not open. */
async function markOf(dir: string): Promise<string> {
  const store = await openStore(dir);
  const pools = await store.pools.list();
  store.close();
  assert.equal(pools.length, POOLS, "every password opens");
  const marks = new Set(pools.map(({ password }) => password.split(" ")[0] ?? ""));
  assert.equal(marks.size, 1);
  assert.deepEqual((await checkData(dir, NO_KEY_OPTIONS)).findings, []);
  return [...marks][0] ?? "";
}

Deno.test(`a change of keys survives ${KILLS} kills`, async () => {
  const dice = new Dice(SEED);
  await withDir(async (dir) => {
    await filled(dir, "first");
    for (let moment = 0; moment < KILLS; moment++) {
      const after = dice.whole(150, 600);
      await killed("manage.ts", ["rotate-key", "--data", dir], after, "start", () => {});
      assert.equal(await markOf(dir), "first", `moment ${moment} of seed ${SEED}`);
    }
  });
});

Deno.test("a change of keys by the start of the server goes on where it was killed", async () => {
  const dice = new Dice(SEED + 1);
  await withDir(async (dir) => {
    await filled(dir, "first");
    const file = join(dir, "secret.key");
    for (let moment = 0; moment < KILLS; moment++) {
      // What whoever keeps the key elsewhere does: the new one goes before the old one.
      await writeKeys(file, [newKey(), ...(await (await keySource(dir)).read() ?? []).slice(0, 1)]);
      await killed("tests/durability/opener.ts", [dir], dice.whole(150, 500), "start", () => {});
      assert.equal(await markOf(dir), "first", `moment ${moment} of seed ${SEED}`);
    }
  });
});

Deno.test(`a restore survives ${KILLS} kills: all is old, or all is new`, async () => {
  const dice = new Dice(SEED + 2);
  await withDir(async (parent) => {
    const dir = join(parent, "data");
    const file = join(parent, "backup");
    const passphrase = join(parent, "passphrase");
    await Deno.writeTextFile(passphrase, "correct horse\n");
    const second = join(parent, "second");
    await filled(dir, "first");
    await filled(second, "second");
    await backup({
      dataDir: dir,
      file,
      withKey: { passphrase: "correct horse", key: NO_KEY_OPTIONS, cost: 10 },
    });
    for (let moment = 0; moment < KILLS; moment++) {
      // Another key and other passwords: a mixture of the two would not open.
      await Deno.remove(dir, { recursive: true });
      await Deno.mkdir(dir);
      for (const name of ["atoll.kv", "secret.key"]) await Deno.copyFile(join(second, name), join(dir, name));
      const args = ["restore", file, "--data", dir, "--passphrase-file", passphrase];
      await killed("manage.ts", args, dice.whole(300, 1500), "start", () => {});
      assert.match(await markOf(dir), /^(first|second)$/, `moment ${moment} of seed ${SEED}`);
    }
    const asked = () => Promise.resolve("correct horse");
    await restore({ file, dataDir: dir, key: NO_KEY_OPTIONS, passphrase: asked });
    assert.equal(await markOf(dir), "first");
  });
});
