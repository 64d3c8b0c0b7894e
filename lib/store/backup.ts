// A backup: the database as it is at one moment, in one file, made while the server writes. With the key only when a passphrase
// encrypts it all; without the key the pools' passwords in it can be read by nobody who has not the key as well.
import { dirname, join } from "node:path";
import { z } from "zod";
import { type Lock, type Manifest, readArchive, writeArchive } from "./archive.ts";
import { KEY_ID, KV_FILE } from "./database.ts";
import { reasonOf } from "./files.ts";
import { keySource, writeKeys } from "./key_source.ts";
import { schemaVersion } from "./migrations.ts";
import { getRecord, StoreError } from "./record.ts";
import { copyDatabase, damageOf, settle } from "./sqlite.ts";
import { isThere } from "./swap.ts";
import type { KeyOptions } from "./types.ts";

export interface BackupOptions {
  readonly dataDir: string;
  /** Must not be there yet. */
  readonly file: string;
  /** Puts the key in and encrypts everything; null leaves the key out. */
  readonly withKey: Lock & { readonly key: KeyOptions } | null;
  readonly now?: Date;
}

/**
 * Backs a data directory up, in use or not, and reads the backup again from end to end. Throws StoreError: no directory, a
 * damaged database, a file that is there already.
 */
export async function backup({ dataDir, file, withKey, now = new Date() }: BackupOptions): Promise<Manifest> {
  if (await isThere(file)) {
    throw new StoreError(`Cannot write the backup "${file}": there is a file of this name already`);
  }
  if (!await isThere(join(dataDir, KV_FILE))) {
    throw new StoreError(`Cannot back up "${dataDir}": there is no database of Atoll in it`);
  }
  const draft = await draftBeside(file);
  try {
    const copy = join(draft, KV_FILE);
    await copyDatabase(join(dataDir, KV_FILE), copy);
    const [damage] = await damageOf(copy, "full");
    if (damage !== undefined) {
      throw new StoreError(
        `Cannot back up "${dataDir}": its database is damaged (${damage}); see what a restore of an older backup brings`,
      );
    }
    const about = { made: now.toISOString(), ...await stateOf(copy) };
    await settle(copy);
    if (withKey !== null) await bringKey(draft, dataDir, withKey.key, about.key);
    const names = withKey === null ? [KV_FILE] as const : [KV_FILE, "secret.key"] as const;
    await writeArchive(file, draft, names, about, withKey);
    return await readArchive(file, null, () => Promise.resolve(withKey?.passphrase ?? null));
  } finally {
    await Deno.remove(draft, { recursive: true });
  }
}

/** What the manifest tells of a database. */
async function stateOf(path: string): Promise<{ schema: number; key: string | null }> {
  const kv = await Deno.openKv(path);
  try {
    return { schema: await schemaVersion(kv), key: await getRecord(kv, z.string(), KEY_ID) };
  } finally {
    kv.close();
  }
}

async function bringKey(
  draft: string,
  dataDir: string,
  given: KeyOptions,
  keyId: string | null,
): Promise<void> {
  const source = await keySource(dataDir, given);
  const keys = await source.read();
  if (keys === null || (keyId !== null && !keys.some(({ id }) => id === keyId))) {
    throw new StoreError(
      `Cannot back up the key: ${source.name} is not the one that "${dataDir}" needs (${keyId})`,
    );
  }
  await writeKeys(join(draft, "secret.key"), keys);
}

/** On the same disk as the backup, which has to have room for it. */
async function draftBeside(file: string): Promise<string> {
  try {
    return await Deno.makeTempDir({ dir: dirname(file), prefix: ".atoll-backup-" });
  } catch (cause) {
    throw new StoreError(`Cannot write the backup "${file}": ${reasonOf(cause)}`, { cause });
  }
}
