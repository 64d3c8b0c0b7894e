// Whether a name and a password fit: Atoll's own passwords first, then the LDAP directory.
import { log } from "@/lib/log.ts";
import { type Store, StoreError } from "@/lib/store/store.ts";
import type { UserRecord } from "@/lib/store/users.ts";
import type { Directories } from "./directories.ts";
import { DirectoryError } from "./directory.ts";
import type { ExternalUsers } from "./external_users.ts";
import { type Hasher, MAX_PASSWORD } from "./password.ts";

/** A directory that did not answer is spoken of for this long (ms). */
const AWAY_MS = 60_000;

export interface CredentialDeps {
  readonly store: Pick<Store, "users">;
  readonly hasher: Hasher;
  readonly directories: Pick<Directories, "ldap">;
  readonly external: ExternalUsers;
  readonly now: () => number;
}

export class Credentials {
  private awayUntil = 0;

  constructor(private readonly deps: CredentialDeps) {}

  /**
   * The user whom a name and a password belong to; null when they fit nobody, or only somebody who is disabled. Throws AtollError
   * 403 where a directory vouches for somebody who may not come in.
   * @param known the user of that name, where there is one
   * @param first before all others that wait for a hash
   */
  async userOf(
    username: string,
    password: string,
    known: UserRecord | null,
    first: boolean,
  ): Promise<UserRecord | null> {
    const { hasher } = this.deps;
    if (password.length > MAX_PASSWORD * 2) return null;
    const usable = known !== null && !known.disabled ? known : null;
    // Hashed even where there is nothing to compare with: the answer takes as long, and floods are as slow.
    const stored = usable?.password ?? null;
    const right = await hasher.verify(password, stored, first);
    if (right && usable !== null && stored !== null) {
      return hasher.outdated(stored) ? await this.renewed(usable, password) : usable;
    }
    // A name of Atoll's own is never asked for elsewhere: its password is nobody else's business.
    if (known !== null && (known.source === "local" || known.disabled)) return null;
    return await this.inDirectory(username, password);
  }

  /** Whether refusals must not tell by their time who is looked for where. */
  async hasDirectory(): Promise<boolean> {
    return await this.deps.directories.ldap() !== null;
  }

  /** The directory did not answer a moment ago: for everybody alike, so that it does not tell whom it knows. */
  get away(): boolean {
    return this.deps.now() < this.awayUntil;
  }

  private async inDirectory(username: string, password: string): Promise<UserRecord | null> {
    const ldap = await this.deps.directories.ldap();
    if (ldap === null) return null;
    try {
      const identity = await ldap.client.signIn(username, password);
      this.awayUntil = 0;
      if (identity === null) return null;
      return (await this.deps.external.userOf(identity, ldap.createUsers)).user;
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      this.awayUntil = this.deps.now() + AWAY_MS;
      log.warn("The directory did not sign anybody in", { reason: error.message });
      return null;
    }
  }

  /**
   * The user with a hash of today's parameters; as they were where that fails. Another sign-in may have renewed the same hash
   * meanwhile, or somebody changed the password: then this one must not, and its password counts if it is right still.
   */
  private async renewed(user: UserRecord, password: string): Promise<UserRecord> {
    const { hasher, store } = this.deps;
    try {
      const hash = await hasher.hash(password);
      const current = await store.users.change(
        user.id,
        (now) => now.password?.hash === user.password?.hash ? { ...now, password: hash } : now,
      );
      const right = current.password?.hash === hash.hash || await hasher.verify(password, current.password);
      return right ? current : user;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      log.warn("Password hash not renewed", { username: user.username, reason: error.message });
      return user;
    }
  }
}
