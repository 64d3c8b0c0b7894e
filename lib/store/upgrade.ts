// Brings a database to the newest schema, after a copy of it was kept: with that one, and the Atoll that wrote it, one can go back.
import { join } from "node:path";
import { z } from "zod";
import { log } from "@/lib/log.ts";
import { writeArchive } from "./archive.ts";
import { migrate, type Migration, MIGRATIONS, schemaVersion } from "./migrations.ts";
import { getRecord } from "./record.ts";
import { copyDatabase } from "./sqlite.ts";
import { stampOf } from "./swap.ts";

/** Set while steps run: a start after a crash must not take the half-migrated database for the one to go back to. */
const RUNNING: Deno.KvKey = ["meta", "migrating"];
const KEPT = /^before-schema-\d+-\d{8}T\d{6}Z\.tar\.gz$/;
/** Copies of earlier upgrades that stay. */
const COPIES = 3;

/**
 * Migrates, with a backup (without the key) `before-schema-N-….tar.gz` made in the data directory first; the latest three stay.
 * Throws StoreError when the database is newer, or no copy can be made: then nothing was changed.
 * @param path of the database file that `kv` is open on
 */
export async function upgrade(
  kv: Deno.Kv,
  path: string,
  dataDir: string,
  key: string | null,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const schema = await schemaVersion(kv, migrations);
  const newest = migrations.at(-1)?.to ?? 0;
  if (schema === newest) return;
  if (schema > 0 && await getRecord(kv, z.boolean(), RUNNING) === null) {
    const now = new Date();
    const draft = await Deno.makeTempDir({ dir: dataDir, prefix: ".before-schema-" });
    const file = join(dataDir, `before-schema-${newest}-${stampOf(now)}.tar.gz`);
    try {
      await copyDatabase(path, join(draft, "atoll.kv"));
      await writeArchive(file, draft, ["atoll.kv"], { made: now.toISOString(), schema, key }, null);
    } finally {
      await Deno.remove(draft, { recursive: true });
    }
    log.info("Database is brought up to date; to go back, restore the copy with the former Atoll", {
      from: schema,
      to: newest,
      copy: file,
    });
    await prune(dataDir);
  }
  await kv.set(RUNNING, true);
  await migrate(kv, migrations);
  await kv.delete(RUNNING);
}

async function prune(dataDir: string): Promise<void> {
  const kept = (await Array.fromAsync(Deno.readDir(dataDir))).map(({ name }) => name).filter((name) =>
    KEPT.test(name)
  );
  // By their date, which their schema says nothing against.
  const latest = kept.toSorted((a, b) => a.slice(-24) < b.slice(-24) ? 1 : -1);
  for (const name of latest.slice(COPIES)) await Deno.remove(join(dataDir, name));
}
