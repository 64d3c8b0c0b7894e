// Sessions: a random cookie, of which only the hash is kept, and a small memory that makes checking one cheap.
import { createHash, randomBytes } from "node:crypto";
import { log } from "@/lib/log.ts";
import type { SessionRecord, SessionStore } from "@/lib/store/sessions.ts";
import type { UserRecord, UserStore } from "@/lib/store/users.ts";
import type { Principal, SignedIn } from "./types.ts";

const HOUR = 3_600_000;
/** A session ends when it is not used for this long. */
export const IDLE_MS = 12 * HOUR;
/** And at the latest after this long. */
export const LONGEST_MS = 7 * 24 * HOUR;
/** Uses closer together than this are not written down. */
const TOUCH_MS = 5 * 60_000;
const REMEMBERED = 10_000;
/** 256 bits in base64url. */
const COOKIE = /^[A-Za-z0-9_-]{43}$/;

interface Known {
  readonly principal: Principal;
  record: SessionRecord;
}

const hashOf = (cookie: string) => createHash("sha256").update(cookie).digest("hex");

/** Starts, checks and ends sessions. The memory answers for the database as long as every change goes through here. */
export class Sessions {
  private readonly memory = new Map<string, Known>();
  /** The same by the session's id. */
  private readonly byId = new Map<string, Known>();
  /** Counts endings: a check that was reading the database meanwhile must not remember what it read. */
  private endings = 0;

  constructor(
    private readonly sessions: SessionStore,
    private readonly users: UserStore,
    private readonly now: () => number,
  ) {}

  async start(user: UserRecord): Promise<Omit<SignedIn, "device">> {
    const cookie = randomBytes(32).toString("base64url");
    const now = this.now();
    const record: SessionRecord = {
      hash: hashOf(cookie),
      id: crypto.randomUUID(),
      userId: user.id,
      created: iso(now),
      used: iso(now),
      idle_until: iso(now + IDLE_MS),
      ends: iso(now + LONGEST_MS),
    };
    await this.sessions.create(record);
    const { principal } = this.remember(record, user);
    return { principal, cookie, expires: new Date(now + LONGEST_MS) };
  }

  /** The principal of a cookie; null when it is unknown, over, or its user is gone or disabled. */
  async verify(cookie: string): Promise<Principal | null> {
    if (!COOKIE.test(cookie)) return null;
    const hash = hashOf(cookie);
    const known = this.memory.get(hash) ?? await this.load(hash);
    if (known === null) return null;
    const now = this.now();
    const { record } = known;
    if (isOver(record, now)) {
      this.drop(hash);
      await this.sessions.delete(record);
      return null;
    }
    if (now - Date.parse(record.used) >= TOUCH_MS) {
      known.record = { ...record, used: iso(now), idle_until: iso(now + IDLE_MS) };
      // A full disk must not keep anybody from looking.
      await this.sessions.update(known.record).catch((error) =>
        log.error("Session not prolonged", { error })
      );
    }
    return known.principal;
  }

  /**
   * Whether a session that was verified still lasts; asking does not prolong it. False as well for one that had to be
   * forgotten: whoever holds on to it (an open stream) shows the cookie again.
   */
  lasts(id: string): boolean {
    const known = this.byId.get(id);
    return known !== undefined && !isOver(known.record, this.now());
  }

  async end(cookie: string): Promise<void> {
    if (!COOKIE.test(cookie)) return;
    const hash = hashOf(cookie);
    const record = await this.sessions.get(hash);
    if (record !== null) await this.sessions.delete(record);
    this.drop(hash);
    this.endings++;
  }

  /** Forgets what is remembered of a user, whose name or state has changed: the next check reads it anew. */
  forget(userId: string): void {
    this.endings++;
    for (const [hash, known] of this.memory) {
      if (known.principal.userId === userId) this.drop(hash);
    }
  }

  private async load(hash: string): Promise<Known | null> {
    const before = this.endings;
    const record = await this.sessions.get(hash);
    if (record === null) return null;
    const user = await this.users.get(record.userId);
    if (user === null || user.disabled) return null;
    return before === this.endings ? this.remember(record, user) : knownOf(record, user);
  }

  private drop(hash: string): void {
    const known = this.memory.get(hash);
    if (known === undefined) return;
    this.memory.delete(hash);
    this.byId.delete(known.record.id);
  }

  private remember(record: SessionRecord, user: UserRecord): Known {
    const known = knownOf(record, user);
    this.memory.set(record.hash, known);
    this.byId.set(record.id, known);
    if (this.memory.size > REMEMBERED) {
      const oldest = this.memory.keys().next();
      if (!oldest.done) this.drop(oldest.value);
    }
    return known;
  }
}

function knownOf(record: SessionRecord, { id: userId, username }: UserRecord): Known {
  return { principal: { userId, username, sessionId: record.id, token: null }, record };
}

function isOver(record: SessionRecord, now: number): boolean {
  return now >= Date.parse(record.idle_until) || now >= Date.parse(record.ends);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
