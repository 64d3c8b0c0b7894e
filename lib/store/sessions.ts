// Sessions: found by the hash of their cookie (the cookie itself is never stored) and by user.
import { z } from "zod";
import { checked, commit, getRecord, listRecords } from "./record.ts";

export const sessionRecord = z.object({
  /** SHA-256 of the cookie, hex. */
  hash: z.hex().length(64),
  /** Names the session in lists and logs. */
  id: z.uuid(),
  userId: z.uuid(),
  created: z.iso.datetime(),
  /** Last use, to within some minutes. */
  used: z.iso.datetime(),
  /** Over when not used until then, and at `ends` in any case. */
  idle_until: z.iso.datetime(),
  ends: z.iso.datetime(),
});
export type SessionRecord = z.infer<typeof sessionRecord>;

const keyOf = (hash: string): Deno.KvKey => ["sessions", hash];
const userKey = (session: SessionRecord): Deno.KvKey => ["user_sessions", session.userId, session.hash];

export class SessionStore {
  constructor(private readonly kv: Deno.Kv) {}

  /** Adds a session. KV drops it some time after its end; whoever reads it checks the times all the same. */
  async create(session: SessionRecord): Promise<void> {
    const key = keyOf(session.hash);
    const options = expiry(session);
    await commit(
      this.kv.atomic()
        .set(key, checked(sessionRecord, key, session), options)
        .set(userKey(session), session.hash, options),
      "start the session",
    );
  }

  /** Replaces a session that still exists; false when it has been deleted meanwhile (it must not come back). */
  async update(session: SessionRecord): Promise<boolean> {
    const key = keyOf(session.hash);
    const entry = await this.kv.get(key);
    if (entry.value === null) return false;
    const value = checked(sessionRecord, key, session);
    return (await this.kv.atomic().check(entry).set(key, value, expiry(session)).commit()).ok;
  }

  get(hash: string): Promise<SessionRecord | null> {
    return getRecord(this.kv, sessionRecord, keyOf(hash));
  }

  async listOf(userId: string): Promise<SessionRecord[]> {
    const sessions: SessionRecord[] = [];
    for await (const { value } of listRecords(this.kv, z.string(), { prefix: ["user_sessions", userId] })) {
      const session = await this.get(value);
      if (session !== null) sessions.push(session);
    }
    return sessions;
  }

  async delete(session: SessionRecord): Promise<void> {
    await commit(this.kv.atomic().delete(keyOf(session.hash)).delete(userKey(session)), "end the session");
  }
}

function expiry(session: SessionRecord): { expireIn: number } {
  return { expireIn: Math.max(1, Date.parse(session.ends) - Date.now()) };
}
