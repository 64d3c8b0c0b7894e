// API tokens: secrets for programs, shown once, that speak for a user in the API and nowhere else.
import type { TokenRecord, TokenStore } from "@/lib/store/tokens.ts";
import type { UserRecord, UserStore } from "@/lib/store/users.ts";
import { Bearers, hashOf, newSecret } from "./bearers.ts";

/** So that people, and programs that look for leaked secrets, know one when they see it. No cookie is like it. */
const PREFIX = "atoll_";
const SECRET = /^atoll_[A-Za-z0-9_-]{43}$/;

export class Tokens extends Bearers<TokenRecord> {
  constructor(store: TokenStore, users: UserStore, private readonly clock: () => number) {
    super(
      {
        name: "Token",
        store,
        pattern: SECRET,
        principal: ({ id, scope }, { id: userId, username }) => ({
          userId,
          username,
          sessionId: id,
          token: { id, readOnly: scope === "read-only" },
        }),
        over: ({ expires }, now) => expires !== null && now >= Date.parse(expires),
        usedAt: ({ used }) => used === null ? null : Date.parse(used),
        used: (record, now) => ({ ...record, used: new Date(now).toISOString() }),
      },
      users,
      clock,
    );
  }

  /** Makes a token. The secret is in the answer and nowhere else. */
  async create(
    user: UserRecord,
    token: Pick<TokenRecord, "name" | "scope" | "expires">,
  ): Promise<{ readonly record: TokenRecord; readonly secret: string }> {
    const secret = PREFIX + newSecret();
    const record: TokenRecord = {
      ...token,
      hash: hashOf(secret),
      id: crypto.randomUUID(),
      userId: user.id,
      created: new Date(this.clock()).toISOString(),
      used: null,
    };
    await this.begin(record, user);
    return { record, secret };
  }
}

/**
 * The API token in an Authorization header, right or wrong; null when there is none. What a proxy in front puts there for itself
 * (a password, another's token) is none of ours.
 */
export function readBearer(header: string | null): string | null {
  return /^bearer +(atoll_\S*) *$/i.exec(header ?? "")?.[1] ?? null;
}
