import assert from "node:assert/strict";
import { SessionStore } from "@/lib/store/sessions.ts";
import { type UserRecord, UserStore } from "@/lib/store/users.ts";
import { withKv } from "@/tests/api/support.ts";
import { IDLE_MS, LONGEST_MS, Sessions } from "./sessions.ts";

const user: UserRecord = {
  id: crypto.randomUUID(),
  username: "ada",
  password: { algorithm: "scrypt", N: 1024, r: 8, p: 1, salt: "AAAA", hash: "AAAA" },
  created: new Date(0).toISOString(),
  disabled: false,
  groups: [],
  source: "local",
};

function withSessions(
  run: (sessions: Sessions, users: UserStore, clock: { ms: number }, kv: Deno.Kv) => Promise<void>,
): Promise<void> {
  return withKv(async (kv) => {
    const clock = { ms: Date.now() };
    const users = new UserStore(kv);
    await users.create(user);
    await run(new Sessions(new SessionStore(kv), users, () => clock.ms), users, clock, kv);
  });
}

Deno.test("a session that is used lives on, until its longest life is over", async () => {
  await withSessions(async (sessions, _users, clock) => {
    const { cookie, expires } = await sessions.start(user);
    const start = clock.ms;
    assert.equal(expires.getTime(), start + LONGEST_MS);
    while (clock.ms + IDLE_MS / 2 < start + LONGEST_MS) {
      clock.ms += IDLE_MS / 2;
      assert.notEqual(await sessions.verify(cookie), null);
    }
    clock.ms = start + LONGEST_MS;
    assert.equal(await sessions.verify(cookie), null);
  });
});

Deno.test("a session that is not used ends and is taken out of the database", async () => {
  await withSessions(async (sessions, _users, clock, kv) => {
    const { cookie } = await sessions.start(user);
    clock.ms += IDLE_MS;
    assert.equal(await sessions.verify(cookie), null);
    for await (const entry of kv.list({ prefix: ["sessions"] })) assert.fail(String(entry.key));
  });
});

Deno.test("whether a session lasts can be asked without prolonging it", async () => {
  await withSessions(async (sessions, _users, clock) => {
    const { cookie, principal } = await sessions.start(user);
    assert.equal(sessions.lasts("another"), false);
    clock.ms += IDLE_MS - 1;
    assert.equal(sessions.lasts(principal.sessionId), true);
    clock.ms += 1;
    assert.equal(sessions.lasts(principal.sessionId), false);
    assert.equal(await sessions.verify(cookie), null);

    const second = await sessions.start(user);
    clock.ms += IDLE_MS - 1;
    await sessions.verify(second.cookie);
    clock.ms += IDLE_MS - 1;
    assert.equal(sessions.lasts(second.principal.sessionId), true, "using it prolongs it");
    await sessions.end(second.cookie);
    assert.equal(sessions.lasts(second.principal.sessionId), false);
  });
});

Deno.test("a database that cannot be written lets those in who are signed in", async () => {
  await withSessions(async (_sessions, users, clock, kv) => {
    class Full extends SessionStore {
      override update(): Promise<boolean> {
        return Promise.reject(new Error("database or disk is full"));
      }
    }
    const sessions = new Sessions(new Full(kv), users, () => clock.ms);
    const { cookie } = await sessions.start(user);
    clock.ms += IDLE_MS / 2;
    assert.equal((await sessions.verify(cookie))?.username, "ada");
  });
});

Deno.test("only the hash of a cookie is stored", async () => {
  await withSessions(async (sessions, _users, _clock, kv) => {
    const { cookie } = await sessions.start(user);
    let text = "";
    for await (const entry of kv.list({ prefix: [] })) text += JSON.stringify([entry.key, entry.value]);
    assert(text.includes(user.id));
    assert(!text.includes(cookie));
  });
});

Deno.test("malformed, foreign and ended cookies give nobody", async () => {
  await withSessions(async (sessions) => {
    const { cookie } = await sessions.start(user);
    for (const bad of ["", "x", "x".repeat(43), cookie + "x", cookie.slice(1), "../" + cookie.slice(3)]) {
      assert.equal(await sessions.verify(bad), null, bad);
      await sessions.end(bad);
    }
    assert.equal((await sessions.verify(cookie))?.username, "ada");
    await sessions.end(cookie);
    assert.equal(await sessions.verify(cookie), null);
  });
});

Deno.test("a session that ends while it is being read is not remembered", async () => {
  await withSessions(async (sessions, users, clock, kv) => {
    const { cookie } = await sessions.start(user);
    const fresh = new Sessions(new SessionStore(kv), users, () => clock.ms);
    await Promise.all([fresh.verify(cookie), fresh.end(cookie), fresh.verify(cookie)]);
    assert.equal(await fresh.verify(cookie), null);
  });
});

Deno.test("a changed user counts from the next check on once forgotten", async () => {
  await withSessions(async (sessions, users) => {
    const { cookie } = await sessions.start(user);
    await users.rename(user.id, "lovelace");
    sessions.forget(user.id);
    assert.equal((await sessions.verify(cookie))?.username, "lovelace");
    await users.change(user.id, (user) => ({ ...user, disabled: true }));
    sessions.forget(user.id);
    assert.equal(await sessions.verify(cookie), null);
  });
});
