// The store: one Deno KV file and one secret key in a data directory that belongs to this process alone.
import { AcknowledgedStore } from "./acknowledged.ts";
import { AuditRepository } from "./audit.ts";
import { ConfigRecords } from "./config_records.ts";
import { openDatabase } from "./database.ts";
import { FactorStore } from "./factors.ts";
import { GroupStore } from "./groups.ts";
import { GrantStore } from "./grants.ts";
import { IdentityStore } from "./identities.ts";
import { PoolRepository } from "./pools.ts";
import { PreferenceStore } from "./preferences.ts";
import { type ProviderStores, providerStores } from "./providers.ts";
import { QuotaStore } from "./quotas.ts";
import { RoleStore } from "./roles.ts";
import { SessionStore } from "./sessions.ts";
import { SettingsStore } from "./settings.ts";
import { TokenStore } from "./tokens.ts";
import type { KeyOptions } from "./types.ts";
import { UserStore } from "./users.ts";

export { StoreError } from "./record.ts";

export interface Store {
  readonly users: UserStore;
  readonly grants: GrantStore;
  readonly roles: RoleStore;
  readonly quotas: QuotaStore;
  readonly groups: GroupStore;
  readonly sessions: SessionStore;
  readonly tokens: TokenStore;
  readonly preferences: PreferenceStore;
  readonly acknowledged: AcknowledgedStore;
  readonly factors: FactorStore;
  readonly identities: IdentityStore;
  readonly providers: ProviderStores;
  readonly pools: PoolRepository;
  readonly audit: AuditRepository;
  readonly settings: SettingsStore;
  /** All of it as records: for exports and imports. */
  readonly config: ConfigRecords;
  /** Reads something: throws when the database does not answer. */
  check(): Promise<void>;
  /** Closes the database and gives the directory free. */
  close(): void;
}

/**
 * Opens a data directory, making it (mode 0700) when it is missing. Throws StoreError with a sentence for people when it
 * cannot be used: another process has it, no permission, a damaged file, a newer schema, a missing or wrong key.
 * @param key where the key is, unless in the directory itself
 */
export async function openStore(dataDir: string, key?: KeyOptions): Promise<Store> {
  const { kv, secrets, check, close } = await openDatabase(dataDir, key);
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
    acknowledged: new AcknowledgedStore(kv),
    factors: new FactorStore(kv, secrets),
    identities: new IdentityStore(kv),
    providers: providerStores(kv, secrets),
    pools: new PoolRepository(kv, secrets),
    audit: new AuditRepository(kv),
    settings: new SettingsStore(kv),
    config: new ConfigRecords(kv, secrets),
    check,
    close,
  };
}
