// A check of a whole data directory, in use or not: of a copy as it is at one moment, so that nothing is held up or changed.
import { join } from "node:path";
import { z } from "zod";
import { KEY_ID, KV_FILE } from "./database.ts";
import { reasonOf } from "./files.ts";
import { keySource, openSecrets } from "./key_source.ts";
import { schemaVersion } from "./migrations.ts";
import { getRecord, StoreError } from "./record.ts";
import { type Checked, checkEverything } from "./records_check.ts";
import { copyDatabase, damageOf } from "./sqlite.ts";
import { isThere } from "./swap.ts";
import type { KeyOptions } from "./types.ts";

/** Throws StoreError when there is no database, it is damaged beyond reading, of a newer Atoll, or the key is wrong. */
export async function checkData(dataDir: string, key: KeyOptions): Promise<Checked> {
  const path = join(dataDir, KV_FILE);
  if (!await isThere(path)) {
    throw new StoreError(`Cannot check "${dataDir}": there is no database of Atoll in it`);
  }
  const [damage] = await damageOf(path, "full");
  if (damage !== undefined) {
    throw new StoreError(`The database "${path}" is damaged (${damage}); restore it from a backup`);
  }
  const draft = await Deno.makeTempDir({ dir: dataDir, prefix: ".check-" });
  try {
    const copy = join(draft, KV_FILE);
    await copyDatabase(path, copy);
    const kv = await Deno.openKv(copy);
    try {
      await schemaVersion(kv);
      const secrets = await openSecrets(
        await keySource(dataDir, key),
        await getRecord(kv, z.string(), KEY_ID),
        dataDir,
      );
      return await checkEverything(kv, secrets);
    } finally {
      kv.close();
    }
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(`Cannot check "${dataDir}": ${reasonOf(error)}`, { cause: error });
  } finally {
    await Deno.remove(draft, { recursive: true });
  }
}
