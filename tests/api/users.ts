// A user, and a database with one in it, for tests of what is kept for users.
import { type UserRecord, UserStore } from "@/lib/store/users.ts";
import { withKv } from "./support.ts";

/** A user of Atoll's own, whose password nobody knows. */
export function someUser(username: string, change: Partial<UserRecord> = {}): UserRecord {
  return {
    id: crypto.randomUUID(),
    username,
    password: { algorithm: "scrypt", N: 1024, r: 8, p: 1, salt: "AAAA", hash: "AAAA" },
    created: new Date(0).toISOString(),
    disabled: false,
    groups: [],
    source: "local",
    ...change,
  };
}

/** What a test of something kept for a user works with. */
export interface Bench {
  readonly kv: Deno.Kv;
  readonly users: UserStore;
  /** The only user there is. */
  readonly user: UserRecord;
  /** Stands still until it is moved. */
  readonly clock: { ms: number };
  /** Everything the database holds, as text. */
  stored(): Promise<string>;
}

/** Runs with a database in memory, and one user in it. */
export function withBench(run: (bench: Bench) => Promise<void>): Promise<void> {
  return withKv(async (kv) => {
    const users = new UserStore(kv);
    const user = someUser("ada");
    await users.create(user);
    await run({
      kv,
      users,
      user,
      clock: { ms: Date.now() },
      async stored() {
        let text = "";
        for await (const entry of kv.list({ prefix: [] })) text += JSON.stringify([entry.key, entry.value]);
        return text;
      },
    });
  });
}
