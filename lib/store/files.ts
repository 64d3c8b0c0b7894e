// Files of the data directory: private to their owner, written whole, and errors told without noise.
import { dirname } from "node:path";
import { StoreError } from "./record.ts";

/**
 * Takes a file from everybody but its owner: copies and backups that come back seldom keep the mode. A file that is not there
 * is fine. Throws StoreError when others may read it and that cannot be changed.
 */
export async function keepPrivate(path: string): Promise<void> {
  try {
    const { mode } = await Deno.stat(path);
    if (mode !== null && (mode & 0o077) !== 0) await Deno.chmod(path, 0o600);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return;
    throw new StoreError(`Cannot keep "${path}" from other users: ${reasonOf(cause)}`, { cause });
  }
}

/** Writes a private file so that it is there whole or not at all, whenever the process dies. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = path + ".new";
  const file = await Deno.open(draft, { write: true, create: true, truncate: true, mode: 0o600 });
  try {
    await file.write(new TextEncoder().encode(text));
    await file.sync();
  } finally {
    file.close();
  }
  await moveWhole(draft, path);
}

/** Renames a file, over one that may be there, so that a power cut afterwards does not undo it. */
export async function moveWhole(from: string, to: string): Promise<void> {
  await Deno.rename(from, to);
  await syncDirectory(dirname(to));
}

/** Makes sure that what was made, renamed and removed in a directory is on the disk. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await Deno.open(path);
  try {
    await directory.sync();
  } finally {
    directory.close();
  }
}

/** The reason of a system error without the noise around it. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/ \(os error \d+\).*$/, "");
}
