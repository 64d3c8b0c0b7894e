// Shared by tests of store, auth, actions and API: a real store in a directory that goes afterwards.
import { openStore, type Store } from "@/lib/store/store.ts";

/** Runs with a fresh data directory, taken away afterwards. */
export async function withDir(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir({ prefix: "atoll-test-" });
  try {
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

/** Runs with a fresh store, closed and taken away afterwards. */
export function withStore(run: (store: Store, dir: string) => Promise<void>): Promise<void> {
  return withDir(async (dir) => {
    const store = await openStore(dir);
    try {
      await run(store, dir);
    } finally {
      store.close();
    }
  });
}

/** Runs with a database in memory. */
export async function withKv(run: (kv: Deno.Kv) => Promise<void>): Promise<void> {
  const kv = await Deno.openKv(":memory:");
  try {
    await run(kv);
  } finally {
    kv.close();
  }
}
