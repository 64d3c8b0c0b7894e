// The store: one Deno KV file and one secret key in a data directory that belongs to this process alone.
import { join } from "node:path";
import { z } from "zod";
import { AuditRepository } from "./audit.ts";
import { FactorStore } from "./factors.ts";
import { keepPrivate, reasonOf } from "./files.ts";
import { GroupStore } from "./groups.ts";
import { GrantStore } from "./grants.ts";
import { IdentityStore } from "./identities.ts";
import { migrate } from "./migrations.ts";
import { PoolRepository } from "./pools.ts";
import { PreferenceStore } from "./preferences.ts";
import { type ProviderStores, providerStores } from "./providers.ts";
import { QuotaStore } from "./quotas.ts";
import { getRecord, StoreError } from "./record.ts";
import { RoleStore } from "./roles.ts";
import { openSecrets } from "./secrets.ts";
import { SessionStore } from "./sessions.ts";
import { SettingsStore } from "./settings.ts";
import { TokenStore } from "./tokens.ts";
import { UserStore } from "./users.ts";

export { StoreError } from "./record.ts";

const KV_FILE = "atoll.kv";
const LOCK_FILE = "lock";
const KEY_ID: Deno.KvKey = ["meta", "key_id"];

export interface Store {
  readonly users: UserStore;
  readonly grants: GrantStore;
  readonly roles: RoleStore;
  readonly quotas: QuotaStore;
  readonly groups: GroupStore;
  readonly sessions: SessionStore;
  readonly tokens: TokenStore;
  readonly preferences: PreferenceStore;
  readonly factors: FactorStore;
  readonly identities: IdentityStore;
  readonly providers: ProviderStores;
  readonly pools: PoolRepository;
  readonly audit: AuditRepository;
  readonly settings: SettingsStore;
  /** Reads something: throws when the database does not answer. */
  check(): Promise<void>;
  /** Closes the database and gives the directory free. */
  close(): void;
}

/**
 * Opens a data directory, making it (mode 0700) when it is missing. Throws StoreError with a sentence for people when it
 * cannot be used: another process has it, no permission, a damaged file, a newer schema, a missing or wrong key.
 */
export async function openStore(dataDir: string): Promise<Store> {
  const lock = await claim(dataDir);
  let kv: Deno.Kv | undefined;
  try {
    kv = await openKv(join(dataDir, KV_FILE));
    await migrate(kv);
    const keyId = await getRecord(kv, z.string(), KEY_ID);
    const secrets = await openSecrets(dataDir, keyId);
    if (keyId === null) await kv.set(KEY_ID, secrets.keyId);
    const opened = kv;
    const grants = new GrantStore(kv);
    return {
      users: new UserStore(kv, grants),
      grants,
      roles: new RoleStore(kv),
      quotas: new QuotaStore(kv),
      groups: new GroupStore(kv),
      sessions: new SessionStore(kv),
      tokens: new TokenStore(kv),
      preferences: new PreferenceStore(kv),
      factors: new FactorStore(kv, secrets),
      identities: new IdentityStore(kv),
      providers: providerStores(kv, secrets),
      pools: new PoolRepository(kv, secrets),
      audit: new AuditRepository(kv),
      settings: new SettingsStore(kv),
      check: async () => {
        await opened.get(KEY_ID);
      },
      close: () => {
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

/** Makes the directory and takes its lock, which the kernel lets go when the process ends, however it ends. */
async function claim(dataDir: string): Promise<Deno.FsFile> {
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

async function openKv(path: string): Promise<Deno.Kv> {
  for (const companion of ["", "-wal", "-shm"]) await keepPrivate(path + companion);
  try {
    // Made here with its mode: the database gives its companions (journal, index) the same one.
    const file = await Deno.open(path, { create: true, append: true, mode: 0o600 });
    file.close();
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
