// Databases of every version there was open, with everything in them: those of releases as they were dumped from them
// (testdata/schema_N.ndjson: the key, then one record a line), those between as the steps from there made them.
import assert from "node:assert/strict";
import { join } from "node:path";
import { z } from "zod";
import { withDir } from "@/tests/api/support.ts";
import { checkData } from "./check_data.ts";
import { NO_KEY_OPTIONS } from "./key_source.ts";
import { migrate, MIGRATIONS } from "./migrations.ts";
import { openStore } from "./store.ts";

const NEWEST = MIGRATIONS.at(-1)?.to ?? 0;
const keyPart = z.union([z.string(), z.number(), z.boolean()]);
const dumped = z.tuple([z.array(keyPart), z.unknown()]);

/** Writes the data directory that an Atoll of a version left. */
async function left(dir: string, version: number): Promise<void> {
  const { records, from } = await dumpOf(version);
  const [head = "", ...lines] = records;
  const { key } = z.object({ key: z.string() }).parse(JSON.parse(head));
  await Deno.writeTextFile(join(dir, "secret.key"), key + "\n", { mode: 0o600 });
  const kv = await Deno.openKv(join(dir, "atoll.kv"));
  for (const line of lines) {
    const [key, value] = dumped.parse(JSON.parse(line));
    await kv.set(key, value);
  }
  if (from < version) await migrate(kv, MIGRATIONS.filter(({ to }) => to <= version));
  kv.close();
}

/** The dump of a version, or of the latest before it that there is one of. */
async function dumpOf(version: number): Promise<{ records: string[]; from: number }> {
  for (let from = version; from > 0; from--) {
    try {
      const text = await Deno.readTextFile(new URL(`testdata/schema_${from}.ndjson`, import.meta.url));
      return { records: text.trim().split("\n"), from };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  throw new Error(`There is no dump of a version up to ${version}`);
}

for (let version = 1; version <= NEWEST; version++) {
  Deno.test(`a database of schema ${version} opens whole, and stays to go back to`, async () => {
    await withDir(async (dir) => {
      await left(dir, version);
      const store = await openStore(dir);
      try {
        const [ada, bob] = [await store.users.byName("ada"), await store.users.byName("BOB")];
        assert.equal(ada?.username, "Ada");
        assert.equal(ada.password?.N, 1024);
        assert.equal(bob?.source, "local");
        assert.equal(await store.users.isSetUp(), true);
        const roles = (await store.grants.list()).map((
          { subject, role, scope },
        ) => [subject.id, role, scope.kind]);
        assert.deepEqual(
          new Set(roles.map(String)),
          new Set([[ada.id, "administrator", "all"].join(), [bob.id, "viewer", "all"].join()]),
        );
        const pools = await store.pools.list();
        assert.deepEqual(pools.map(({ password }) => password).toSorted(), [
          "hunter2 of 11111111-1111-4111-8111-111111111111",
          "hunter2 of 22222222-2222-4222-8222-222222222222",
        ]);
        assert(pools.every(({ members }) => members[0]?.address === "xen.lab"));
        const { broken, entries } = await store.audit.verify();
        assert.equal(broken, null);
        assert.equal(entries, 6);
      } finally {
        store.close();
      }
      assert.deepEqual((await checkData(dir, NO_KEY_OPTIONS)).findings, []);
      const copies = (await Array.fromAsync(Deno.readDir(dir))).filter(({ name }) =>
        name.startsWith("before-schema-")
      );
      assert.equal(copies.length, version < NEWEST ? 1 : 0);
    });
  });
}
