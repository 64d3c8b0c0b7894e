// What the durability test holds to be true of a store: each fact has a name and a value, null where the thing must not be there.
import { z } from "zod";
import { AUDIT_RETENTION } from "@/lib/store/audit.ts";
import type { Store } from "@/lib/store/store.ts";

/** `user/ID`, `pool/ID`, `audit/LANE/N`, … → the record as the repository gives it. */
export type Facts = Readonly<Record<string, unknown>>;

/** Somebody whom a directory vouches for: they are found by name only, so there are but a few. */
export const SUBJECTS = ["a", "b", "c", "d"] as const;
export const nameOf = (subject: string) =>
  ({ source: "oidc", directory: "https://id.lab", subject }) as const;

/** One line of the writer: what a write will make true, or that the one before is acknowledged. */
export const line = z.discriminatedUnion("say", [
  z.object({ say: z.literal("trying"), lane: z.string(), facts: z.record(z.string(), z.unknown()) }),
  z.object({ say: z.literal("done"), lane: z.string() }),
]);
export type Line = z.infer<typeof line>;

/** The value that a store has for a fact, as it went over the writer's pipe; null when there is nothing. */
export type Read = (fact: string) => unknown;

/** Everything a store holds, read through its repositories once. */
export async function factsOf(store: Store): Promise<Read> {
  const facts = new Map<string, unknown>();
  const add = (kind: string, id: string, value: unknown) => {
    facts.set(`${kind}/${id}`, JSON.parse(JSON.stringify(value)));
  };
  for (const user of await store.users.list()) {
    add("user", user.id, user);
    // By the name, too: the index is what sign-in goes by.
    add("user by name", user.id, await store.users.byName(user.username));
    add("preferences", user.id, await store.preferences.get(user.id));
    const acknowledged = await store.acknowledged.get(user.id);
    if (acknowledged.length > 0) add("acknowledged", user.id, acknowledged);
    add("totp", user.id, (await store.factors.get(user.id)).totp?.secret ?? null);
    for (const session of await store.sessions.listOf(user.id)) add("session", session.hash, session);
    for (const token of await store.tokens.listOf(user.id)) add("token", token.hash, token);
  }
  for (const group of await store.groups.list()) add("group", group.id, group);
  for (const grant of await store.grants.list()) add("grant", grant.id, grant);
  for (const role of await store.roles.list()) add("role", role.id, role);
  for (const quota of await store.quotas.list()) add("quota", quota.group, quota);
  for (const pool of await store.pools.list()) add("pool", pool.id, pool);
  add("provider", "oidc", await store.providers.oidc.get());
  add("setting", "audit-retention", await store.settings.get(AUDIT_RETENTION));
  for (const subject of SUBJECTS) add("identity", subject, await store.identities.find(nameOf(subject)));
  for await (const text of store.audit.lines({})) {
    for (const entry of text.split("\n").filter((entry) => entry !== "")) {
      const { message } = z.object({ message: z.string() }).parse(JSON.parse(entry));
      add("audit", message, true);
    }
  }
  return (fact) => facts.get(fact) ?? null;
}
