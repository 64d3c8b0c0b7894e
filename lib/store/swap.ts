// Puts a restored database in the place of the one that is there, which is kept aside. It takes several renames, so it is prepared
// in a directory of its own and carried out, or gone on with after a crash, by the name of that directory alone.
import { join } from "node:path";
import { moveWhole, reasonOf, syncDirectory } from "./files.ts";
import { StoreError } from "./record.ts";
import { COMPANIONS } from "./sqlite.ts";

/** What may be swapped, in the order it is done: a key without its database does no harm. */
const FILES = ["secret.key", "atoll.kv"] as const;
const DRAFT = "restoring";
const READY = /^restored-(\d{8}T\d{6}Z)$/;

/** An empty directory to prepare files in. What an earlier try left is removed. */
export async function draftDirectory(dataDir: string): Promise<string> {
  const path = join(dataDir, DRAFT);
  await removeIfThere(path);
  await Deno.mkdir(path, { mode: 0o700 });
  return path;
}

/** Puts what was prepared in force; gives where the files went that were there before. The directory must be locked. */
export async function swapIn(dataDir: string, now: Date = new Date()): Promise<string> {
  await syncDirectory(join(dataDir, DRAFT));
  await moveWhole(join(dataDir, DRAFT), join(dataDir, `restored-${stampOf(now)}`));
  return await finishSwap(dataDir) ?? dataDir;
}

/**
 * Ends a swap that was begun, which a crash may have stopped anywhere; null when there is none. Gives the directory of the files
 * that were there before. Throws StoreError.
 */
export async function finishSwap(dataDir: string): Promise<string | null> {
  const ready = (await Array.fromAsync(Deno.readDir(dataDir))).find(({ name }) => READY.test(name));
  const stamp = READY.exec(ready?.name ?? "")?.[1];
  if (stamp === undefined) return null;
  const from = join(dataDir, `restored-${stamp}`);
  const aside = join(dataDir, `before-restore-${stamp}`);
  try {
    for (const name of FILES) {
      // As long as the new one waits, what has its name here is the old one.
      if (!await isThere(join(from, name))) continue;
      const companions = name === "atoll.kv" ? COMPANIONS.map((end) => name + end) : [];
      for (const old of [...companions, name]) {
        if (!await isThere(join(dataDir, old))) continue;
        await Deno.mkdir(aside, { recursive: true, mode: 0o700 });
        await moveWhole(join(dataDir, old), join(aside, old));
      }
      await moveWhole(join(from, name), join(dataDir, name));
    }
    await Deno.remove(from, { recursive: true });
    await syncDirectory(dataDir);
  } catch (cause) {
    throw new StoreError(`Cannot finish the restore in "${dataDir}": ${reasonOf(cause)}`, { cause });
  }
  return aside;
}

/** `20261123T190000Z` */
export function stampOf(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, "");
}

export async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

export async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
