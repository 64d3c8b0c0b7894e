import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { type SessionRecord, SessionStore } from "./sessions.ts";

function session(hash: string, userId: string): SessionRecord {
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const now = new Date().toISOString();
  return {
    hash: hash.repeat(64),
    id: crypto.randomUUID(),
    userId,
    created: now,
    used: now,
    idle_until: later,
    ends: later,
  };
}

Deno.test("sessions are found by hash and by user, and deleted from both", async () => {
  await withKv(async (kv) => {
    const sessions = new SessionStore(kv);
    const userId = crypto.randomUUID();
    const one = session("a", userId);
    const two = session("b", userId);
    await sessions.create(one);
    await sessions.create(two);
    await sessions.create(session("c", crypto.randomUUID()));
    assert.deepEqual(await sessions.get(one.hash), one);
    assert.deepEqual(await sessions.listOf(userId), [one, two]);
    await sessions.delete(one);
    assert.equal(await sessions.get(one.hash), null);
    assert.deepEqual(await sessions.listOf(userId), [two]);
  });
});

Deno.test("a deleted session cannot be brought back by a late update", async () => {
  await withKv(async (kv) => {
    const sessions = new SessionStore(kv);
    const one = session("a", crypto.randomUUID());
    await sessions.create(one);
    assert.equal(await sessions.update({ ...one, used: new Date(0).toISOString() }), true);
    assert.equal((await sessions.get(one.hash))?.used, new Date(0).toISOString());
    await sessions.delete(one);
    assert.equal(await sessions.update(one), false);
    assert.equal(await sessions.get(one.hash), null);
  });
});
