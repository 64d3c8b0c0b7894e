// A restore: everything in the backup is checked before anything is replaced, and what is replaced is kept aside.
import { join } from "node:path";
import { z } from "zod";
import { type AskPassphrase, type Manifest, readArchive } from "./archive.ts";
import { claim, KEY_ID, KV_FILE } from "./database.ts";
import { reasonOf } from "./files.ts";
import { KEY_FILE, type KeySource, keySource, parseKeys } from "./key_source.ts";
import { MIGRATIONS, schemaVersion } from "./migrations.ts";
import { noteOperator } from "./operator.ts";
import { getRecord, StoreError } from "./record.ts";
import { keptKey } from "./rotation.ts";
import { damageOf, settle } from "./sqlite.ts";
import { draftDirectory, finishSwap, isThere, removeIfThere, swapIn } from "./swap.ts";
import type { KeyOptions } from "./types.ts";

export interface RestoreOptions {
  readonly file: string;
  readonly dataDir: string;
  readonly key: KeyOptions;
  /** Asked when the backup is encrypted. */
  readonly passphrase: AskPassphrase;
  readonly now?: Date;
}

export interface Restored {
  readonly manifest: Manifest;
  /** Directory of what was there before; null when nothing was. */
  readonly aside: string | null;
}

/**
 * Puts the database of a backup in the place of the one that is there. Nobody is signed in afterwards: sessions that were ended
 * since must not come back. Throws StoreError, with everything as it was, when the directory is in use, the backup is damaged or of a
 * newer Atoll, its passphrase is wrong, or the key that it needs is not at hand.
 */
export async function restore({ file, dataDir, key, passphrase, now }: RestoreOptions): Promise<Restored> {
  if (!await isThere(file)) throw new StoreError(`Cannot find the backup "${file}"`);
  const lock = await claim(dataDir);
  try {
    await finishSwap(dataDir);
    const draft = await draftDirectory(dataDir);
    try {
      const manifest = await readArchive(file, draft, passphrase);
      const path = join(draft, KV_FILE);
      const [damage] = await damageOf(path, "full");
      if (damage !== undefined) {
        throw new StoreError(`Cannot use the backup "${file}": the database in it is damaged (${damage})`);
      }
      const keyId = await prepare(path, manifest.made);
      await settle(path);
      await settleKey(draft, dataDir, await keySource(dataDir, key), keyId);
      const replaces = await isThere(join(dataDir, KV_FILE));
      const aside = await swapIn(dataDir, now);
      return { manifest, aside: replaces ? aside : null };
    } catch (error) {
      await removeIfThere(draft);
      if (error instanceof StoreError) throw error;
      throw new StoreError(`Cannot restore into "${dataDir}": ${reasonOf(error)}`, { cause: error });
    }
  } finally {
    lock.close();
  }
}

/** Refuses a database of a newer Atoll, ends the sessions in it, notes the restore, and gives the id of the key it needs. */
async function prepare(path: string, made: string): Promise<string | null> {
  const kv = await Deno.openKv(path);
  try {
    const schema = await schemaVersion(kv);
    for (const prefix of ["sessions", "user_sessions"]) {
      for await (const { key } of kv.list({ prefix: [prefix] })) await kv.delete(key);
    }
    // Of an older one the audit log may be of another form.
    if (schema === MIGRATIONS.at(-1)?.to) await noteOperator(kv, "data.restore", `The backup of ${made}`);
    return await getRecord(kv, z.string(), KEY_ID);
  } finally {
    kv.close();
  }
}

/**
 * Sees to it that the key of the restored database is where Atoll will look for it: where it is already, or in `secret.key`, from
 * the backup or from what a rotation kept.
 */
async function settleKey(
  draft: string,
  dataDir: string,
  source: KeySource,
  keyId: string | null,
): Promise<void> {
  const brought = join(draft, KEY_FILE);
  const keys = keyId === null ? [] : await source.read().catch((error) => {
    if (error instanceof StoreError) return null;
    throw error;
  });
  if (keyId === null || keys?.some(({ id }) => id === keyId)) return await removeIfThere(brought);
  const usual = join(dataDir, KEY_FILE);
  if (source.file !== usual) {
    throw new StoreError(
      `Cannot restore: ${source.name} is not the key of this backup (${keyId}); give that one` +
        (await isThere(brought)
          ? ", or none: then the key that came with the backup is put into the data directory"
          : ""),
    );
  }
  if (await isThere(brought)) return;
  const kept = keptKey(usual, keyId);
  if (!await isThere(kept)) {
    throw new StoreError(
      `Cannot restore: the secrets in this backup need the key ${keyId}, which is neither in it nor in "${usual}"; ` +
        `put that key there first, or restore a backup that was made with its key`,
    );
  }
  const text = await Deno.readTextFile(kept);
  parseKeys(text, `the key file "${kept}"`);
  await Deno.writeTextFile(brought, text, { mode: 0o600 });
}
