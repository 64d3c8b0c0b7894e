// Sessions and tokens as their owners, and those who manage people, see and end them: a part of PeopleService.
import { AtollError } from "@/lib/errors.ts";
import type { HashedRecord } from "@/lib/store/hashed.ts";
import type { SessionRecord } from "@/lib/store/sessions.ts";
import type { TokenRecord } from "@/lib/store/tokens.ts";
import type { UserRecord } from "@/lib/store/users.ts";
import type { Bearers } from "./bearers.ts";
import { type PeopleContext, userThing } from "./people_context.ts";
import { checkInput, tokenInput } from "./people_input.ts";
import type { PeopleService, SessionInfo, TokenInfo } from "./people_types.ts";
import { IDLE_MS } from "./sessions.ts";
import type { Principal } from "./types.ts";

type SessionsPart = Pick<
  PeopleService,
  "sessions" | "endSession" | "endSessionsOf" | "tokens" | "createToken" | "revokeToken"
>;

/** Nobody keeps track of more. */
const MAX_TOKENS = 100;

export function sessionsPart(context: PeopleContext): SessionsPart {
  const { sessions, tokens, store: { users } } = context.deps;

  /** A record of somebody's own, or of anybody for who manages people. Throws AtollError 404 where there is none for them. */
  async function found<R extends HashedRecord>(
    bearers: Bearers<R>,
    principal: Principal,
    id: string,
    noun: "session" | "token",
  ): Promise<R> {
    const all = context.manages(principal) ? null : principal.userId;
    const record = (await bearers.list(all)).find((one) => one.id === id);
    if (record === undefined) throw new AtollError(404, `unknown-${noun}`, `There is no such ${noun}`);
    return record;
  }

  /** Throws AtollError 403 for another's who may not, 404 for nobody's. */
  async function needsOwner(principal: Principal, userId: string): Promise<void> {
    context.needsSelfOrManager(principal, userId);
    await context.user(userId);
  }

  async function ownerOf({ userId }: HashedRecord): Promise<UserRecord | { id: string; username: string }> {
    return await users.get(userId) ?? { id: userId, username: "" };
  }

  /** Throws AtollError 403 when somebody who is no administrator would end what another one works with. */
  async function needsRankOver(principal: Principal, owner: { id: string; groups?: readonly string[] }) {
    if (owner.id !== principal.userId) {
      await context.needsRank(principal, { id: owner.id, groups: owner.groups ?? [] });
    }
  }

  return {
    async sessions(principal, userId) {
      if (userId === null) context.needsManager(principal);
      else await needsOwner(principal, userId);
      return (await sessions.list(userId)).map((record) => sessionInfo(record, principal));
    },

    async endSession(principal, id) {
      context.needsWriter(principal);
      const record = await found(sessions, principal, id, "session");
      const owner = await ownerOf(record);
      await context.noted(principal, "session.end", userThing(owner), async (tell) => {
        await needsRankOver(principal, owner);
        tell([record.agent, record.client].filter((text) => text !== "").join(", "));
        await sessions.end(record);
      });
    },

    async endSessionsOf(principal, userId) {
      context.needsWriter(principal);
      context.needsSelfOrManager(principal, userId);
      const user = await context.user(userId);
      await context.noted(
        principal,
        "session.end-all",
        userThing(user),
        async () => {
          await needsRankOver(principal, user);
          await sessions.endOf(userId, principal.userId === userId ? principal.sessionId : null);
        },
      );
    },

    async tokens(principal, userId) {
      await needsOwner(principal, userId);
      return (await tokens.list(userId)).map(tokenInfo);
    },

    async createToken(principal, token) {
      const user = await context.user(principal.userId);
      return await context.noted(principal, "token.create", userThing(user), async (tell) => {
        context.needsSession(principal);
        context.needsProof(principal);
        const input = checkInput(tokenInput(context.now()), token);
        if ((await tokens.list(user.id)).length >= MAX_TOKENS) {
          throw new AtollError(
            409,
            "too-many-tokens",
            `There are ${MAX_TOKENS} tokens already: revoke some first`,
          );
        }
        tell(
          `${input.name}, ${input.scope}, ${
            input.expires === null ? "without end" : `until ${input.expires}`
          }`,
        );
        const { record, secret } = await tokens.create(user, input);
        return { info: tokenInfo(record), secret };
      });
    },

    async revokeToken(principal, id) {
      context.needsWriter(principal);
      const record = await found(tokens, principal, id, "token");
      const owner = await ownerOf(record);
      await context.noted(principal, "token.revoke", userThing(owner), async (tell) => {
        await needsRankOver(principal, owner);
        tell(record.name);
        await tokens.end(record);
      });
    },
  };
}

function sessionInfo(record: SessionRecord, principal: Principal): SessionInfo {
  const { id, userId, created, used, client, agent } = record;
  // As it is written down; using it within the last minutes may have moved it on.
  const ends = new Date(Math.min(Date.parse(used) + IDLE_MS, Date.parse(record.ends))).toISOString();
  return { id, userId, created, used, ends, client, agent, current: id === principal.sessionId };
}

function tokenInfo({ id, userId, name, scope, created, expires, used }: TokenRecord): TokenInfo {
  return { id, userId, name, scope, created, expires, used };
}
