// The database file as what it is, an SQLite file in WAL mode: copied while others write to it, and checked for damage.
// Deno KV has neither; its file is read here only, never written.
import { backup, DatabaseSync } from "node:sqlite";
import { reasonOf } from "./files.ts";
import { StoreError } from "./record.ts";

/** Files that belong to a database file: the journal and its index. */
export const COMPANIONS = ["-wal", "-shm"] as const;

/** In one step: between two, a write by somebody else would begin it all anew. */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Writes a copy of a database as it is at this moment, whatever is written meanwhile: one read transaction, from this or another
 * process; writers do not wait. It blocks this process (50 MB: 0.1 s). The copy is private and has no companions.
 * Throws StoreError when the database cannot be read.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  try {
    // Made here with its mode, for SQLite would let others read it.
    (await Deno.open(to, { createNew: true, write: true, mode: 0o600 })).close();
    // VACUUM INTO would do as well, but needs all permissions there are.
    await using(from, (database) => backup(database, to, { rate: ALL_PAGES }));
  } catch (cause) {
    throw new StoreError(`Cannot copy the database "${from}": ${reasonOf(cause)}`, { cause });
  }
}

/**
 * What is wrong with a database file, in SQLite's words; empty when it is whole.
 * @param how quick: pages and their links (0.4 ms a MB); full: indexes against tables as well
 */
export async function damageOf(path: string, how: "quick" | "full"): Promise<string[]> {
  try {
    return await using(path, (database) => {
      const rows = database.prepare(how === "quick" ? "PRAGMA quick_check(5)" : "PRAGMA integrity_check(20)")
        .all();
      return rows.flatMap((row) => Object.values(row)).map(String).filter((text) => text !== "ok");
    });
  } catch (error) {
    return [reasonOf(error)];
  }
}

/**
 * Takes a journal into its database, so that the one file is all there is: a database that was closed a moment ago may be about to.
 * Throws StoreError while somebody else is in it.
 */
export async function settle(path: string): Promise<void> {
  const done = await using(path, (database) => database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get());
  if (done?.busy !== 0) throw new StoreError(`Cannot settle the database "${path}": it is in use`);
}

async function using<T>(path: string, work: (database: DatabaseSync) => T | Promise<T>): Promise<T> {
  // Not read-only: after a crash the journal has to be taken in, and only a writer may.
  const database = new DatabaseSync(path);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}
