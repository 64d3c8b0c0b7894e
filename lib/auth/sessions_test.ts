import assert from "node:assert/strict";
import { inRequest } from "@/lib/request_context.ts";
import { SessionStore } from "@/lib/store/sessions.ts";
import { IDLE_MS, LONGEST_MS, Sessions } from "./sessions.ts";
import { type Bench, withBench } from "@/tests/api/users.ts";

const open = ({ kv, users, clock }: Bench) => new Sessions(new SessionStore(kv), users, () => clock.ms);

Deno.test("a session that is used lives on, until its longest life is over", async () => {
  await withBench(async (bench) => {
    const { user, clock } = bench;
    const sessions = open(bench);
    const { cookie, expires } = await sessions.start(user, "c");
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
  await withBench(async (bench) => {
    const sessions = open(bench);
    const { cookie } = await sessions.start(bench.user, "c");
    bench.clock.ms += IDLE_MS;
    assert.deepEqual(await sessions.list(null), []);
    assert.equal(await sessions.verify(cookie), null);
    assert.deepEqual((await bench.stored()).match(/sessions/g), null);
  });
});

Deno.test("whether a session lasts can be asked without prolonging it", async () => {
  await withBench(async (bench) => {
    const { user, clock } = bench;
    const sessions = open(bench);
    const { cookie, principal } = await sessions.start(user, "c");
    assert.equal(sessions.lasts("another"), false);
    clock.ms += IDLE_MS - 1;
    assert.equal(sessions.lasts(principal.sessionId), true);
    clock.ms += 1;
    assert.equal(sessions.lasts(principal.sessionId), false);
    assert.equal(await sessions.verify(cookie), null);

    const second = await sessions.start(user, "c");
    clock.ms += IDLE_MS - 1;
    await sessions.verify(second.cookie);
    clock.ms += IDLE_MS - 1;
    assert.equal(sessions.lasts(second.principal.sessionId), true, "using it prolongs it");
    assert.equal((await sessions.endOfCookie(second.cookie))?.userId, user.id);
    assert.equal(sessions.lasts(second.principal.sessionId), false);
    assert.equal(await sessions.endOfCookie(second.cookie), null);
  });
});

Deno.test("only the hash of a cookie is stored, with where and by what it was started", async () => {
  await withBench(async (bench) => {
    const sessions = open(bench);
    const { cookie } = await inRequest("ignored", () => sessions.start(bench.user, "203.0.113.9"), "curl");
    const [record] = await sessions.list(bench.user.id);
    assert.deepEqual([record?.client, record?.agent], ["203.0.113.9", "curl"]);
    const stored = await bench.stored();
    assert(stored.includes(bench.user.id));
    assert(!stored.includes(cookie));
  });
});

Deno.test("malformed and foreign cookies give nobody", async () => {
  await withBench(async (bench) => {
    const sessions = open(bench);
    const { cookie } = await sessions.start(bench.user, "c");
    const token = `atoll_${cookie}`;
    for (
      const bad of ["", "x", "x".repeat(43), cookie + "x", cookie.slice(1), "../" + cookie.slice(3), token]
    ) {
      assert.equal(await sessions.verify(bad), null, bad);
      await sessions.endOfCookie(bad);
    }
    assert.equal((await sessions.verify(cookie))?.username, "ada");
  });
});
