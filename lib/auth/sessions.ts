// Sessions: what a cookie stands for, from signing in to signing out.
import { requestContext } from "@/lib/request_context.ts";
import type { SessionRecord, SessionStore } from "@/lib/store/sessions.ts";
import type { UserRecord, UserStore } from "@/lib/store/users.ts";
import { Bearers, hashOf, newSecret } from "./bearers.ts";
import type { SignedIn } from "./types.ts";

const HOUR = 3_600_000;
/** A session ends when it is not used for this long. */
export const IDLE_MS = 12 * HOUR;
/** And at the latest after this long. */
export const LONGEST_MS = 7 * 24 * HOUR;
/** 256 bits in base64url: no API token, which is longer. */
const COOKIE = /^[A-Za-z0-9_-]{43}$/;

/** Starts, checks and ends sessions. */
export class Sessions extends Bearers<SessionRecord> {
  constructor(store: SessionStore, users: UserStore, private readonly clock: () => number) {
    super(
      {
        name: "Session",
        store,
        pattern: COOKIE,
        principal: ({ id: sessionId }, { id: userId, username }) => ({
          userId,
          username,
          sessionId,
          token: null,
        }),
        over: ({ idle_until, ends }, now) => now >= Date.parse(idle_until) || now >= Date.parse(ends),
        usedAt: ({ used }) => Date.parse(used),
        used: (record, now) => ({ ...record, used: iso(now), idle_until: iso(now + IDLE_MS) }),
      },
      users,
      clock,
    );
  }

  /**
   * Starts a session, always with a cookie of its own: one that a browser brought along is never taken over.
   * @param user as they were when they proved who they are
   * @param client address of the client
   */
  async start(user: UserRecord, client: string): Promise<Omit<SignedIn, "device">> {
    const cookie = newSecret();
    const now = this.clock();
    const record: SessionRecord = {
      hash: hashOf(cookie),
      id: crypto.randomUUID(),
      userId: user.id,
      created: iso(now),
      used: iso(now),
      idle_until: iso(now + IDLE_MS),
      ends: iso(now + LONGEST_MS),
      client: client.slice(0, 64),
      agent: requestContext()?.agent ?? "",
    };
    const principal = await this.begin(record, user);
    return { principal, cookie, expires: new Date(now + LONGEST_MS) };
  }

  /** Ends the session of a cookie; gives whose it was, null when there was none. */
  async endOfCookie(cookie: string): Promise<SessionRecord | null> {
    const record = await this.find(cookie);
    if (record !== null) await this.end(record);
    return record;
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
