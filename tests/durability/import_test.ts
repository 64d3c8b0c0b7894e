// kill -9 while an imported configuration is put in force: afterwards all of it is, and nothing of what was there before.
import assert from "node:assert/strict";
import { checkData } from "@/lib/store/check_data.ts";
import { NO_KEY_OPTIONS } from "@/lib/store/key_source.ts";
import { openStore } from "@/lib/store/store.ts";
import { somePool } from "@/tests/api/stored_pool.ts";
import { withDir } from "@/tests/api/support.ts";
import { someUser } from "@/tests/api/users.ts";
import { Dice } from "@/tests/chaos/dice.ts";
import { killed, MOMENTS, SEED } from "./killing.ts";

const KILLS = Math.max(2, Math.ceil(MOMENTS / 8));
const RECORDS = 40;

/** Users and pools whose names begin with a mark. */
async function filled(dir: string, mark: string): Promise<void> {
  const store = await openStore(dir);
  for (let n = 0; n < RECORDS; n++) {
    await store.users.create(someUser(`${mark}-${n}`));
    await store.pools.put(somePool({ id: `${mark}-${n}`, name: mark, password: `${mark} ${n}` }));
  }
  store.close();
}

Deno.test(`an import survives ${KILLS} kills: all is old, or all is new`, async () => {
  const dice = new Dice(SEED + 3);
  await withDir(async (parent) => {
    const [one, other] = [`${parent}/one`, `${parent}/other`];
    await filled(one, "first");
    await filled(other, "second");
    const from = await openStore(one);
    const first = await from.config.read();
    from.close();
    const into = await openStore(other);
    const second = await into.config.read();
    into.close();
    for (let moment = 0; moment < KILLS; moment++) {
      const mark = moment % 2 === 0 ? "first" : "second";
      const store = await openStore(other);
      await store.config.stage(await store.config.sealed(mark === "first" ? first : second));
      store.close();
      await killed("tests/durability/opener.ts", [other], dice.whole(150, 500), "start", () => {});
      const after = await openStore(other);
      const names = [
        ...(await after.pools.list()).map(({ password }) => password.split(" ")[0]),
        ...(await after.users.list()).map(({ username }) => username.split("-")[0]),
      ];
      after.close();
      assert.equal(names.length, 2 * RECORDS, `moment ${moment} of seed ${SEED}`);
      assert.deepEqual([...new Set(names)], [mark], `moment ${moment} of seed ${SEED}`);
      assert.deepEqual((await checkData(other, NO_KEY_OPTIONS)).findings, []);
    }
  });
});
