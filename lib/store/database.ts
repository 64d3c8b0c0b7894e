// A data directory as its one process has it open: the lock, the database, the key. All or nothing.
import { join } from "node:path";
import { z } from "zod";
import { log } from "@/lib/log.ts";
import { putStagedInForce } from "./config_records.ts";
import { keepPrivate, reasonOf } from "./files.ts";
import { keySource, NO_KEY_OPTIONS, openSecrets } from "./key_source.ts";
import { schemaVersion } from "./migrations.ts";
import { getRecord, StoreError } from "./record.ts";
import { checkAtStart } from "./records_check.ts";
import { sealAnew } from "./sealed_values.ts";
import type { Secrets } from "./secrets.ts";
import { COMPANIONS, damageOf } from "./sqlite.ts";
import { finishSwap, removeIfThere } from "./swap.ts";
import type { KeyOptions } from "./types.ts";
import { upgrade } from "./upgrade.ts";

export const KV_FILE = "atoll.kv";
const LOCK_FILE = "lock";
/** Names the key that everything is sealed with. */
export const KEY_ID: Deno.KvKey = ["meta", "key_id"];
/** Bytes up to which a database is looked through at each start (0.1 s from memory, seconds from a slow disk). */
const QUICKLY_CHECKED = 256 * 2 ** 20;

/** Faults of records that a start tells one by one. */
const TOLD = 20;
/** Directories of copies, and the age (ms) from which nobody works in them any more. */
const LEFTOVER = /^\.(check|before-schema|atoll-backup)-/;
const LEFT = 24 * 3_600_000;

export interface Database {
  readonly kv: Deno.Kv;
  readonly secrets: Secrets;
  /** Reads something: throws when the database does not answer. */
  check(): Promise<void>;
  /** Closes the database and gives the directory free. */
  close(): void;
}

/**
 * Opens a data directory, making it (mode 0700) when it is missing. Throws StoreError with a sentence for people when it
 * cannot be used: another process has it, no permission, a damaged file, a newer schema, a missing or wrong key. The key is
 * looked at before anything is changed.
 */
export async function openDatabase(
  dataDir: string,
  key: KeyOptions = NO_KEY_OPTIONS,
): Promise<Database> {
  const lock = await claim(dataDir);
  let kv: Deno.Kv | undefined;
  try {
    await finishSwap(dataDir);
    const path = join(dataDir, KV_FILE);
    kv = await openKv(path);
    await schemaVersion(kv);
    const keyId = await getRecord(kv, z.string(), KEY_ID);
    const secrets = await openSecrets(await keySource(dataDir, key), keyId, dataDir);
    // Before an upgrade: it was written for the schema that is there.
    if (await putStagedInForce(kv)) log.warn("An imported configuration is in force");
    await upgrade(kv, path, dataDir, keyId);
    if (secrets.hasOlder) await endRotation(kv, secrets);
    if (keyId !== secrets.keyId) await kv.set(KEY_ID, secrets.keyId);
    await tellFaults(kv);
    await sweep(dataDir);
    const opened = kv;
    return {
      kv,
      secrets,
      async check() {
        await opened.get(KEY_ID);
      },
      close() {
        opened.close();
        lock.close();
      },
    };
  } catch (error) {
    kv?.close();
    lock.close();
    throw error;
  }
}

/** What can be read is served all the same: whoever is locked out by a fault needs the others. */
async function tellFaults(kv: Deno.Kv): Promise<void> {
  const { findings } = await checkAtStart(kv);
  for (const { record, what } of findings.slice(0, TOLD)) log.error("Broken record", { record, what });
  if (findings.length > TOLD) {
    log.error("More records are broken: check-data names them", { all: findings.length });
  }
}

/** Takes away what processes left that were killed while they made a copy. */
async function sweep(dataDir: string): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(dataDir)) {
    const path = join(dataDir, name);
    if (!isDirectory || !LEFTOVER.test(name)) continue;
    const { mtime } = await Deno.stat(path);
    if (Date.now() - (mtime?.getTime() ?? 0) > LEFT) await removeIfThere(path);
  }
}

/** More keys than one are given while one is rotated out. */
async function endRotation(kv: Deno.Kv, secrets: Secrets): Promise<void> {
  const { count, unreadable } = await sealAnew(kv, secrets);
  if (unreadable.length > 0) log.error("Sealed with a key that is not at hand", { unreadable });
  else log.info("Everything is sealed with the first key: the others can be taken away", { resealed: count });
}

/**
 * Makes the directory and takes its lock, which the kernel lets go when the process ends, however it ends; close it to give
 * it free. Throws StoreError.
 */
export async function claim(dataDir: string): Promise<Deno.FsFile> {
  let lock: Deno.FsFile;
  try {
    await Deno.mkdir(dataDir, { recursive: true, mode: 0o700 });
    lock = await Deno.open(join(dataDir, LOCK_FILE), { create: true, write: true, mode: 0o600 });
  } catch (cause) {
    throw new StoreError(`Cannot use the data directory "${dataDir}": ${reasonOf(cause)}`, { cause });
  }
  if (!await lock.tryLock(true)) {
    lock.close();
    throw new StoreError(`Cannot use the data directory "${dataDir}": another Atoll is running on it`);
  }
  return lock;
}

/** Opens a database file, making it when it is missing. Throws StoreError when it is damaged; it is left as it is then. */
export async function openKv(path: string): Promise<Deno.Kv> {
  for (const companion of ["", ...COMPANIONS]) await keepPrivate(path + companion);
  try {
    // Made here with its mode: the database gives its companions (journal, index) the same one.
    const file = await Deno.open(path, { create: true, append: true, mode: 0o600 });
    const { size } = await file.stat();
    file.close();
    if (size > 0 && size <= QUICKLY_CHECKED) {
      const [damage] = await damageOf(path, "quick");
      if (damage !== undefined) throw new Error(`the file is damaged (${damage})`);
    }
    const kv = await Deno.openKv(path);
    await kv.get(KEY_ID);
    return kv;
  } catch (cause) {
    throw new StoreError(
      `Cannot open the database "${path}": ${
        reasonOf(cause)
      }; restore it from a backup or take it away to start anew`,
      { cause },
    );
  }
}
