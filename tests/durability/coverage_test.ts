// Nothing is forgotten: every repository is written to by the durability test, every record is of a kind that a check knows, and
// everything sealed is found by a change of keys.
import assert from "node:assert/strict";
import { join } from "node:path";
import { CATALOGUE } from "@/lib/store/catalogue.ts";
import { NO_KEY_OPTIONS } from "@/lib/store/key_source.ts";
import { rotateKey } from "@/lib/store/rotation.ts";
import { sealedIn } from "@/lib/store/sealed_values.ts";
import { openStore } from "@/lib/store/store.ts";
import { withDir } from "@/tests/api/support.ts";
import { Dice } from "@/tests/chaos/dice.ts";
import { LANES } from "./lanes.ts";

/** What a store has beside its repositories; `config` is written to by import_test.ts, for it replaces all the others. */
const OTHERS = ["check", "close", "config"];

/** Runs the lanes for a while; gives the names of the repositories they took. */
async function write(dir: string, steps: number): Promise<{ used: Set<string>; there: string[] }> {
  const store = await openStore(dir);
  const used = new Set<string>();
  const watched = new Proxy(store, {
    get(target, name, receiver) {
      used.add(String(name));
      return Reflect.get(target, name, receiver);
    },
  });
  for (const [index, lane] of Object.values(LANES).entries()) {
    for (const { run } of lane(watched, new Dice(index)).take(steps)) await run();
  }
  store.close();
  return { used, there: Object.keys(store) };
}

/** Whatever holds something like an initialisation vector. */
function looksSealed(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = "iv" in value && "data" in value ? 1 : 0;
  return own + Object.values(value).reduce((sum: number, part) => sum + looksSealed(part), 0);
}

Deno.test("every repository, every kind of record and everything sealed is covered", async () => {
  await withDir(async (dir) => {
    const { used, there } = await write(dir, 40);
    const repositories = there.filter((name) => !OTHERS.includes(name));
    assert.deepEqual(repositories.filter((name) => !used.has(name)), [], "a lane has to write to these");

    const { keyId, count } = await rotateKey(dir, NO_KEY_OPTIONS);
    const kv = await Deno.openKv(join(dir, "atoll.kv"));
    const [kinds, sealedKinds] = [new Set<string>(), new Set<string>()];
    let found = 0;
    for await (const { key, value } of kv.list({ prefix: [] })) {
      const kind = String(key[0]);
      kinds.add(kind);
      const sealed = [...sealedIn(key, value)];
      assert.equal(
        sealed.length,
        looksSealed(value),
        `${key.join("/")} holds what no change of keys would find`,
      );
      for (const { value: { key: sealedWith }, place } of sealed) {
        sealedKinds.add(kind);
        found++;
        assert.equal(sealedWith, keyId, place);
      }
    }
    kv.close();
    assert.deepEqual(
      [...kinds].filter((kind) => !Object.hasOwn(CATALOGUE, kind)),
      [],
      "a check has to know these",
    );
    assert.equal(found, count);
    assert.deepEqual([...sealedKinds].toSorted(), ["factors", "pools", "providers"]);
  });
});

Deno.test("no secret stands in a file of the data directory in clear", async () => {
  await withDir(async (dir) => {
    await write(dir, 60);
    let bytes = 0;
    for await (const { name } of Deno.readDir(dir)) {
      const text = new TextDecoder("latin1").decode(await Deno.readFile(join(dir, name)));
      bytes += text.length;
      // What lanes seal: passwords of pools, TOTP secrets, secrets of directories.
      assert.doesNotMatch(text, /password \d+ of|SECRET\d|secret \d/, name);
    }
    assert(bytes > 50_000);
  });
});
