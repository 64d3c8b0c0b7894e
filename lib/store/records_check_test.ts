import assert from "node:assert/strict";
import { someUser } from "@/tests/api/users.ts";
import { withKv } from "@/tests/api/support.ts";
import { PoolRepository } from "./pools.ts";
import { checkAtStart, checkEverything } from "./records_check.ts";
import { Secrets } from "./secrets.ts";
import { SessionStore } from "./sessions.ts";
import { somePool } from "@/tests/api/stored_pool.ts";
import { UserStore } from "./users.ts";

const secretsOf = (fill: number) => Secrets.of(new Uint8Array(32).fill(fill));

Deno.test("what is broken, or does not agree, is named; a whole database has nothing", async () => {
  await withKv(async (kv) => {
    const secrets = await secretsOf(1);
    const users = new UserStore(kv);
    const [ada, bob] = [someUser("Ada"), someUser("bob")];
    await users.create(ada);
    await users.create(bob);
    await new PoolRepository(kv, secrets).put(somePool());
    await new PoolRepository(kv, await secretsOf(2)).put(somePool({ id: "p2" }));
    const lost = `pools/p2/password`;
    assert.deepEqual((await checkAtStart(kv)).findings, []);
    assert.deepEqual((await checkEverything(kv, secrets)).findings.map(({ record }) => record), [lost]);
    await kv.delete(["pools", "p2"]);
    assert.deepEqual(await checkEverything(kv, secrets), { records: 5, findings: [] });

    await kv.delete(["user_names", "ada"]);
    await kv.set(["user_names", "eve"], bob.id);
    await kv.set(["user_names", "nobody"], crypto.randomUUID());
    await kv.set(["users", "broken"], { username: "her secret" });
    await kv.set(["preferences", "gone"], { columns: {}, views: [] });
    await kv.set(["meta", "set_up"], 7);
    const found = (await checkAtStart(kv)).findings.map(({ record, what }) => `${record}: ${what}`);
    assert.deepEqual(
      found.toSorted().map((text) => text.replace(/Cannot be read: .*/, "Cannot be read")),
      [
        "meta/set_up: Cannot be read",
        "preferences/gone: Belongs to no user",
        `user_names/eve: Is the name of something that is called otherwise`,
        "user_names/nobody: Names nothing that there is",
        "users/broken: Cannot be read",
        `users/${ada.id}: Is not found by its name`,
      ].toSorted(),
    );
    assert(!found.join().includes("her secret"), "values are not quoted");
  });
});

Deno.test("a full check knows every kind, sessions with their index, and the chain of the audit log", async () => {
  await withKv(async (kv) => {
    const user = someUser("ada");
    await new UserStore(kv).create(user);
    const later = new Date(Date.now() + 1e6).toISOString();
    const hash = "ab".repeat(32);
    await new SessionStore(kv).create({
      hash,
      id: crypto.randomUUID(),
      userId: user.id,
      created: later,
      used: later,
      idle_until: later,
      ends: later,
      client: "",
      agent: "",
    });
    const secrets = await secretsOf(1);
    assert.deepEqual((await checkEverything(kv, secrets)).findings, []);
    await kv.delete(["user_sessions", user.id, hash]);
    await kv.set(["mystery", 1n], 1);
    await kv.set(["audit_entries", 1], ["{}", "00".repeat(32)]);
    const found = (await checkEverything(kv, secrets)).findings.map(({ record }) => record).toSorted();
    assert.deepEqual(found, ["audit_entries/1", "mystery/1", `sessions/${hash}`]);
    assert.deepEqual((await checkAtStart(kv)).findings, [], "a start looks at neither");
  });
});
