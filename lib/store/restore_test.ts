import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir } from "@/tests/api/support.ts";
import { someUser } from "@/tests/api/users.ts";
import { backup } from "./backup.ts";
import { newKey, NO_KEY_OPTIONS, writeKeys } from "./key_source.ts";
import { restore } from "./restore.ts";
import { rotateKey } from "./rotation.ts";
import { openStore, type Store, StoreError } from "./store.ts";
import { somePool } from "@/tests/api/stored_pool.ts";

const PASSPHRASE = "correct horse";
const nobody = () => Promise.resolve(null);
const key = NO_KEY_OPTIONS;

async function withFilled(run: (dir: string, parent: string) => Promise<void>): Promise<void> {
  await withDir(async (parent) => {
    const dir = join(parent, "data");
    await inStore(dir, (store) => store.pools.put(somePool()));
    await run(dir, parent);
  });
}

async function inStore<T>(dir: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(dir);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

const namesOf = (dir: string) =>
  inStore(dir, async ({ pools }) => (await pools.list()).map(({ name }) => name));

/** Everything in a directory, to see that nothing has changed. */
async function contents(dir: string): Promise<string> {
  const all: string[] = [];
  for await (const { name, isFile } of Deno.readDir(dir)) {
    all.push(isFile ? `${name} ${new Uint8Array(await Deno.readFile(join(dir, name))).toBase64()}` : name);
  }
  return all.toSorted().join("\n");
}

Deno.test("a backup comes back, and what was there is kept aside", async () => {
  await withFilled(async (dir, parent) => {
    const file = join(parent, "backup");
    await backup({ dataDir: dir, file, withKey: null });
    await inStore(dir, (store) => store.pools.put(somePool({ id: "p2", name: "later" })));
    const { aside, manifest } = await restore({ file, dataDir: dir, key, passphrase: nobody });
    assert.equal(manifest.files.length, 1);
    assert.deepEqual(await namesOf(dir), ["lab"]);
    await inStore(dir, async ({ audit }) => {
      const [entry] = await audit.list();
      assert.equal(entry?.what, "data.restore");
      assert.equal(entry.message, `The backup of ${manifest.made}`);
      assert.equal((await audit.verify()).broken, null);
    });
    assert(aside !== null);
    await Deno.copyFile(join(dir, "secret.key"), join(aside, "secret.key"));
    assert.deepEqual(await namesOf(aside), ["lab", "later"]);
  });
});

Deno.test("with its key a backup makes a whole new machine", async () => {
  await withFilled(async (dir, parent) => {
    const file = join(parent, "backup");
    await backup({ dataDir: dir, file, withKey: { passphrase: PASSPHRASE, key, cost: 10 } });
    const there = join(parent, "new machine");
    await assert.rejects(
      restore({ file, dataDir: there, key, passphrase: nobody }),
      /it needs its passphrase$/,
    );
    const wrong = () => Promise.resolve("wrong horse");
    await assert.rejects(
      restore({ file, dataDir: there, key, passphrase: wrong }),
      /^StoreError: The passphrase is not that/,
    );
    const right = () => Promise.resolve(PASSPHRASE);
    assert.equal((await restore({ file, dataDir: there, key, passphrase: right })).aside, null);
    assert.equal(((await Deno.stat(join(there, "secret.key"))).mode ?? 0) & 0o777, 0o600);
    assert.deepEqual(await namesOf(there), ["lab"]);
  });
});

Deno.test("nobody is signed in after a restore: ended sessions must not come back", async () => {
  await withFilled(async (dir, parent) => {
    const file = join(parent, "backup");
    const user = someUser("ada");
    const later = new Date(Date.now() + 1e6).toISOString();
    const session = {
      hash: "0".repeat(64),
      id: crypto.randomUUID(),
      userId: user.id,
      created: later,
      used: later,
      idle_until: later,
      ends: later,
      client: "",
      agent: "",
    };
    await inStore(dir, async (store) => {
      await store.users.create(user);
      await store.sessions.create(session);
    });
    await backup({ dataDir: dir, file, withKey: null });
    await restore({ file, dataDir: dir, key, passphrase: nobody });
    await inStore(dir, async (store) => {
      assert.equal((await store.users.byName("ada"))?.id, user.id);
      assert.deepEqual(await store.sessions.listOf(user.id), []);
      assert.equal(await store.sessions.get(session.hash), null);
    });
  });
});

Deno.test("a directory in use, and a backup that is damaged anywhere, change nothing", async () => {
  await withFilled(async (dir, parent) => {
    const file = join(parent, "backup");
    await backup({ dataDir: dir, file, withKey: null });
    const sealed = join(parent, "sealed");
    await backup({ dataDir: dir, file: sealed, withKey: { passphrase: PASSPHRASE, key, cost: 10 } });
    const store = await openStore(dir);
    await assert.rejects(
      restore({ file, dataDir: dir, key, passphrase: nobody }),
      /another Atoll is running on it$/,
    );
    store.close();

    const before = await contents(dir);
    const refused = async (bytes: Uint8Array, what: string) => {
      const broken = join(parent, "broken");
      await Deno.writeFile(broken, bytes);
      await assert.rejects(
        restore({ file: broken, dataDir: dir, key, passphrase: () => Promise.resolve(PASSPHRASE) }),
        (error) => {
          assert(error instanceof StoreError, what);
          assert.match(error.message, /^(Cannot use the backup|The passphrase is not)/, what);
          return true;
        },
      );
      assert.equal(await contents(dir), before, what);
    };
    for (const path of [file, sealed]) {
      const bytes = await Deno.readFile(path);
      for (let n = 1; n < 8; n++) {
        const at = Math.floor(bytes.length * n / 8);
        await refused(bytes.slice(0, at), `${path} cut off at ${at}`);
        const flipped = bytes.slice();
        flipped[at] = (flipped[at] ?? 0) ^ 0x10;
        await refused(flipped, `${path} changed at ${at}`);
      }
    }
    await refused(new Uint8Array(), "an empty file");
    await refused(new TextEncoder().encode("no backup at all"), "another file");
    await assert.rejects(
      restore({ file: join(parent, "nothing"), dataDir: dir, key, passphrase: nobody }),
      /^StoreError: Cannot find the backup/,
    );
  });
});

Deno.test("a backup from before a change of keys finds the old one, kept by the change", async () => {
  await withFilled(async (dir, parent) => {
    const file = join(parent, "backup");
    await backup({ dataDir: dir, file, withKey: null });
    const { kept } = await rotateKey(dir, key);
    await restore({ file, dataDir: dir, key, passphrase: nobody });
    assert.deepEqual(await namesOf(dir), ["lab"]);

    await rotateKey(dir, key);
    await Deno.remove(kept);
    const before = await contents(dir);
    await assert.rejects(
      restore({ file, dataDir: dir, key, passphrase: nobody }),
      /need the key [0-9a-f]{16}, which is neither in it nor in ".*secret\.key"/,
    );
    assert.equal(await contents(dir), before);
  });
});

Deno.test("a key that is kept elsewhere must be the right one, or stand back", async () => {
  await withFilled(async (dir, parent) => {
    const file = join(parent, "backup");
    await backup({ dataDir: dir, file, withKey: { passphrase: PASSPHRASE, key, cost: 10 } });
    const elsewhere = join(parent, "elsewhere.key");
    await writeKeys(elsewhere, [newKey()]);
    const there = join(parent, "there");
    const passphrase = () => Promise.resolve(PASSPHRASE);
    const given = { ...key, file: elsewhere };
    await assert.rejects(
      restore({ file, dataDir: there, key: given, passphrase }),
      /is not the key of this backup .*give that one, or none: then the key that came with the backup/,
    );
    await Deno.copyFile(join(dir, "secret.key"), elsewhere);
    await restore({ file, dataDir: there, key: given, passphrase });
    const names = (await Array.fromAsync(Deno.readDir(there))).map(({ name }) => name);
    assert(!names.includes("secret.key"), "it is where Atoll looks for it already");
  });
});
