import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { SessionStore } from "./sessions.ts";

Deno.test("sessions from before clients were noted are read, with nothing noted", async () => {
  await withKv(async (kv) => {
    const sessions = new SessionStore(kv);
    const [now, later] = [new Date(), new Date(Date.now() + 3_600_000)].map((time) => time.toISOString());
    assert(now !== undefined && later !== undefined);
    const before = {
      hash: "a".repeat(64),
      id: crypto.randomUUID(),
      userId: crypto.randomUUID(),
      created: now,
      used: now,
      idle_until: later,
      ends: later,
    };
    await kv.set(["sessions", before.hash], before);
    const read = await sessions.get(before.hash);
    assert.deepEqual(read, { ...before, client: "", agent: "" });
    await sessions.create({ ...read, client: "203.0.113.9", agent: "Firefox on Linux" });
    assert.equal((await sessions.listOf(before.userId))[0]?.agent, "Firefox on Linux");
  });
});
