// The door of Atoll: puts together what signs people in, and makes the first administrator.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import { administratorGrant } from "@/lib/store/grants.ts";
import type { Store } from "@/lib/store/store.ts";
import type { UserRecord } from "@/lib/store/users.ts";
import { Credentials } from "./credentials.ts";
import { type Devices, openDevices } from "./device.ts";
import { Directories } from "./directories.ts";
import { ExternalUsers, type Keeping } from "./external_users.ts";
import { noteOwn } from "./factor_audit.ts";
import type { FactorsService } from "./factor_types.ts";
import { OwnFactorsService } from "./factors.ts";
import { checkNewPassword, Hasher } from "./password.ts";
import { Recent } from "./recent.ts";
import { SecondStep } from "./second_step.ts";
import { Sessions } from "./sessions.ts";
import { SignIns } from "./sign_ins.ts";
import { Throttle } from "./throttle.ts";
import { Tickets } from "./ticket.ts";
import { Tokens } from "./tokens.ts";
import type { AuthService, Principal, SignedIn } from "./types.ts";
import { checkUsername } from "./username.ts";

export interface AuthOptions {
  /** scrypt work factor of new password hashes; 2^17 unless told (tests use less). */
  readonly cost?: number;
  /** Milliseconds since 1970; tests move it. */
  readonly now?: () => number;
  /** What keeps the last administrator in the groups that make one, whatever a directory says. */
  readonly keeping?: Keeping;
  /** With a directory no refusal comes sooner than this; 1,000 ms unless told. */
  readonly refusalMs?: number;
}

/** What ensureAdmin found. */
export type EnsureAdmin = "created" | "unchanged" | "differs" | "other-users";

const sha256 = (text: string) => createHash("sha256").update(text).digest();

/** The set-up token lives in memory, one a process: nothing to steal at rest, and a restart prints a new link. */
export class Auth implements AuthService {
  readonly hasher: Hasher;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly directories: Directories;
  /** The ways in, and the second step. */
  readonly signIns: SignIns;
  /** Users' own second factors. */
  readonly factors: FactorsService;
  private readonly now: () => number;
  private readonly token = randomBytes(32).toString("base64url");
  private readonly throttle: Throttle;
  private devices: Promise<Devices> | undefined;

  constructor(
    private readonly store: Store,
    { cost, now = Date.now, keeping, refusalMs = 1_000 }: AuthOptions = {},
  ) {
    this.now = now;
    const hasher = this.hasher = new Hasher(cost);
    const sessions = this.sessions = new Sessions(store.sessions, store.users, now);
    this.tokens = new Tokens(store.tokens, store.users, now);
    const throttle = this.throttle = new Throttle(now);
    const directories = this.directories = new Directories(store.providers);
    const external = new ExternalUsers(store, now, keeping ?? null);
    const tickets = new Tickets(now);
    const recent = new Recent(now);
    const signIns = this.signIns = new SignIns({
      store,
      credentials: new Credentials({ store, hasher, directories, external, now }),
      directories,
      external,
      second: new SecondStep(store.factors, tickets, now),
      sessions,
      devices: () => this.openedDevices(),
      throttle,
      tickets,
      recent,
      now,
      refusalMs,
    });
    this.factors = new OwnFactorsService({
      store,
      recent,
      throttle,
      checkOwnPassword: (principal, password) => signIns.checkOwnPassword(principal, password),
      now,
    });
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
    const tried = this.throttle.stranger(client);
    tried.begin();
    if (!timingSafeEqual(sha256(token), sha256(this.token))) {
      throw new AtollError(
        403,
        "wrong-setup-token",
        "This set-up link is not valid: use the one printed at the last start",
      );
    }
    tried.succeeded();
    const user = await this.newAdministrator(username, password);
    if (!await this.store.users.createFirst(user, administratorGrant(user.id, user.created))) {
      throw new AtollError(409, "already-set-up", "Atoll is set up already: sign in instead");
    }
    await noteOwn(this.store, user, "setup.complete");
    return await this.signIns.complete(user, { client, device: null }, "");
  }

  signIn(
    username: string,
    password: string,
    client: string,
    device: string | null = null,
  ): Promise<SignedIn> {
    return this.signIns.password(username, password, { client, device });
  }

  async signOut(cookie: string): Promise<void> {
    const principal = await this.verify(cookie);
    await this.sessions.endOfCookie(cookie);
    if (principal === null) return;
    const { userId: id, username } = principal;
    await noteOwn(this.store, { id, username }, "session.sign-out");
    log.info("Signed out", { username });
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
        await checkNewPassword(password, "admin");
      } catch (error) {
        if (!(error instanceof AtollError)) throw error;
        log.warn("ATOLL_ADMIN_PASSWORD is weak, change it before others can reach Atoll", {
          reason: error.message,
        });
      }
      const user = await this.administrator("admin", password);
      if (await this.store.users.createFirst(user, administratorGrant(user.id, user.created))) {
        await noteOwn(this.store, user, "setup.complete");
        return "created";
      }
    }
    const admin = await this.store.users.byName("admin");
    if (admin === null) return "other-users";
    if (await this.hasher.verify(password, admin.password)) return "unchanged";
    log.warn("The password of admin was changed since: ATOLL_ADMIN_PASSWORD is ignored and can be removed");
    return "differs";
  }

  private async newAdministrator(username: string, password: string): Promise<UserRecord> {
    const name = checkUsername(username);
    await checkNewPassword(password, name);
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
}
