// Sign-in, sign-out and the first administrator: the door of Atoll.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { AuditEntry } from "@/lib/store/audit.ts";
import { administratorGrant } from "@/lib/store/grants.ts";
import { type Store, StoreError } from "@/lib/store/store.ts";
import { foldName, type UserRecord } from "@/lib/store/users.ts";
import { clientKey, Limiter, TooManyTriesError } from "./limiter.ts";
import { type Devices, openDevices } from "./device.ts";
import { checkNewPassword, Hasher, MAX_PASSWORD } from "./password.ts";
import { Sessions } from "./sessions.ts";
import { Tokens } from "./tokens.ts";
import type { AuthService, Principal, SignedIn } from "./types.ts";
import { checkUsername } from "./username.ts";

export interface AuthOptions {
  /** scrypt work factor of new password hashes; 2^17 unless told (tests use less). */
  readonly cost?: number;
  /** Milliseconds since 1970; tests move it. */
  readonly now?: () => number;
}

/** What ensureAdmin found. */
export type EnsureAdmin = "created" | "unchanged" | "differs" | "other-users";

const MAX_USERNAME = 64;
/** (user name, client) pairs that signed in before, remembered at most. */
const KNOWN = 1_000;

const sha256 = (text: string) => createHash("sha256").update(text).digest();

/** The set-up token lives in memory, one a process: nothing to steal at rest, and a restart prints a new link. */
export class Auth implements AuthService {
  readonly hasher: Hasher;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  private readonly now: () => number;
  private readonly token = randomBytes(32).toString("base64url");
  private readonly byClient = new Limiter();
  private readonly byUser = new Limiter({ longest: 60 });
  private readonly byDevice = new Limiter();
  private devices: Promise<Devices> | undefined;
  /** Who signed in from where since the start: programs keep no mark as browsers do. */
  private readonly known = new Set<string>();

  constructor(private readonly store: Store, { cost, now = Date.now }: AuthOptions = {}) {
    this.hasher = new Hasher(cost);
    this.now = now;
    this.sessions = new Sessions(store.sessions, store.users, now);
    this.tokens = new Tokens(store.tokens, store.users, now);
  }

  async needsSetup(): Promise<boolean> {
    return !await this.store.users.isSetUp();
  }

  async setupToken(): Promise<string | null> {
    return await this.needsSetup() ? this.token : null;
  }

  async setUp(token: string, username: string, password: string, client: string): Promise<SignedIn> {
    if (!await this.needsSetup()) {
      throw new AtollError(409, "already-set-up", "Atoll is set up already: sign in instead");
    }
    const key = clientKey(client);
    this.mayTry(this.byClient, key);
    this.byClient.began(key, this.now());
    if (!timingSafeEqual(sha256(token), sha256(this.token))) {
      throw new AtollError(
        403,
        "wrong-setup-token",
        "This set-up link is not valid: use the one printed at the last start",
      );
    }
    this.byClient.succeeded(key);
    const user = await this.newAdministrator(username, password);
    if (!await this.store.users.createFirst(user, administratorGrant(user.id, user.created))) {
      throw new AtollError(409, "already-set-up", "Atoll is set up already: sign in instead");
    }
    await this.note(user, "setup.complete");
    return await this.signedIn(user, client);
  }

  /**
   * Strangers are counted by their address and by the name they guess at, and can so bar the way of whoever shares the two.
   * A browser that the user signed in from before is counted by itself, a known address without the name.
   */
  async signIn(
    username: string,
    password: string,
    client: string,
    device: string | null = null,
  ): Promise<SignedIn> {
    const from = clientKey(client);
    const folded = foldName(username);
    const name = folded.slice(0, MAX_USERNAME);
    const pair = `${name}\n${from}`;
    // Folding can make a name eighteen times longer, beyond what a key of the database may hold.
    const user = folded.length <= MAX_USERNAME ? await this.store.users.byName(username) : null;
    const usable = user !== null && !user.disabled ? user : null;
    const deviceId = user === null ? null : (await this.openedDevices()).idOf(device, user.id);
    const counts: readonly (readonly [Limiter, string])[] = deviceId !== null
      ? [[this.byDevice, deviceId]]
      : this.known.has(pair)
      ? [[this.byClient, from]]
      : [[this.byClient, from], [this.byUser, name]];
    // Nothing is awaited from here to `began`: of tries sent at the same moment each sees the ones before.
    for (const [limiter, key] of counts) this.mayTry(limiter, key);
    for (const [limiter, key] of counts) limiter.began(key, this.now());

    const right = password.length <= MAX_PASSWORD * 2 &&
      await this.hasher.verify(password, usable?.password ?? null, deviceId !== null);
    if (usable === null || !right) {
      // An unknown name is not logged: it may be a password typed into the wrong field.
      log.warn("Sign-in refused", { username: user?.username ?? "(unknown)", client });
      throw new AtollError(401, "wrong-credentials", "Wrong user name or password");
    }
    for (const [limiter, key] of counts) limiter.succeeded(key);
    this.remember(pair);
    const current = usable.password !== null && this.hasher.outdated(usable.password)
      ? await this.renewed(usable, password)
      : usable;
    return await this.signedIn(current, client, deviceId === null ? null : device);
  }

  async signOut(cookie: string): Promise<void> {
    const principal = await this.verify(cookie);
    await this.sessions.endOfCookie(cookie);
    if (principal !== null) log.info("Signed out", { username: principal.username });
  }

  verify(cookie: string): Promise<Principal | null> {
    return this.sessions.verify(cookie);
  }

  verifyToken(token: string): Promise<Principal | null> {
    return this.tokens.verify(token);
  }

  lasts({ sessionId, token }: Principal): boolean {
    return token === null ? this.sessions.lasts(sessionId) : this.tokens.lasts(token.id);
  }

  /**
   * Creates the administrator `admin` in an empty store (ATOLL_ADMIN_PASSWORD) and never changes an existing password: the
   * variable may linger in a unit file long after the password was changed. "differs" says that it no longer fits. A weak
   * one is taken, with a warning: whoever sets the process's environment owns the machine (labs, tests, the demo).
   */
  async ensureAdmin(password: string): Promise<EnsureAdmin> {
    if (await this.needsSetup()) {
      try {
        checkNewPassword(password, "admin");
      } catch (error) {
        if (!(error instanceof AtollError)) throw error;
        log.warn("ATOLL_ADMIN_PASSWORD is weak, change it before others can reach Atoll", {
          reason: error.message,
        });
      }
      const user = await this.administrator("admin", password);
      if (await this.store.users.createFirst(user, administratorGrant(user.id, user.created))) {
        await this.note(user, "setup.complete");
        return "created";
      }
    }
    const admin = await this.store.users.byName("admin");
    if (admin === null) return "other-users";
    if (await this.hasher.verify(password, admin.password)) return "unchanged";
    log.warn("The password of admin was changed since: ATOLL_ADMIN_PASSWORD is ignored and can be removed");
    return "differs";
  }

  /**
   * The user with a hash of today's parameters; as they were where that fails. Another sign-in may have renewed the same hash
   * meanwhile, or somebody changed the password: then this one must not, and its password counts if it is right still.
   */
  private async renewed(user: UserRecord, password: string): Promise<UserRecord> {
    try {
      const hash = await this.hasher.hash(password);
      const current = await this.store.users.change(
        user.id,
        (now) => now.password?.hash === user.password?.hash ? { ...now, password: hash } : now,
      );
      const right = current.password?.hash === hash.hash ||
        await this.hasher.verify(password, current.password);
      return right ? current : user;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      log.warn("Password hash not renewed", { username: user.username, reason: error.message });
      return user;
    }
  }

  private mayTry(limiter: Limiter, key: string): void {
    const wait = limiter.wait(key, this.now());
    if (wait > 0) throw new TooManyTriesError(wait);
  }

  private remember(pair: string): void {
    this.known.delete(pair);
    this.known.add(pair);
    if (this.known.size <= KNOWN) return;
    const oldest = this.known.values().next();
    if (!oldest.done) this.known.delete(oldest.value);
  }

  private async newAdministrator(username: string, password: string): Promise<UserRecord> {
    const name = checkUsername(username);
    checkNewPassword(password, name);
    return await this.administrator(name, password);
  }

  private async administrator(username: string, password: string): Promise<UserRecord> {
    return {
      id: crypto.randomUUID(),
      username,
      password: await this.hasher.hash(password),
      created: new Date(this.now()).toISOString(),
      disabled: false,
      groups: [],
      source: "local",
    };
  }

  private openedDevices(): Promise<Devices> {
    return this.devices ??= openDevices(this.store.settings).catch((error) => {
      this.devices = undefined; // the next sign-in tries again
      throw error;
    });
  }

  /** @param device the browser's mark, where it has one already */
  private async signedIn(user: UserRecord, client: string, device: string | null = null): Promise<SignedIn> {
    const started = await this.sessions.start(user, client);
    const result = { ...started, device: device ?? (await this.openedDevices()).mark(user.id) };
    await this.note(user, "session.sign-in");
    log.info("Signed in", { username: user.username, client });
    return result;
  }

  private note(user: UserRecord, what: string): Promise<void> {
    const entry: AuditEntry = {
      who: { userId: user.id, username: user.username },
      what,
      object: null,
      result: "done",
      message: "",
      task: null,
    };
    return this.store.audit.append(entry);
  }
}
