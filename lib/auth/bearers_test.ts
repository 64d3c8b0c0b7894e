import assert from "node:assert/strict";
import fc from "fast-check";
import { AtollError } from "@/lib/errors.ts";
import { type SessionRecord, SessionStore } from "@/lib/store/sessions.ts";
import { Sessions } from "./sessions.ts";
import { type Bench, withBench } from "@/tests/api/users.ts";

// By way of sessions, which add nothing but their times.
const open = ({ kv, users, clock }: Bench, store = new SessionStore(kv)) =>
  new Sessions(store, users, () => clock.ms);

Deno.test("a restart knows whoever was signed in", async () => {
  await withBench(async (bench) => {
    const { cookie, principal } = await open(bench).start(bench.user, "c");
    assert.deepEqual(await open(bench).verify(cookie), principal);
  });
});

Deno.test("what ends while it is being read is not remembered", async () => {
  await withBench(async (bench) => {
    const { cookie } = await open(bench).start(bench.user, "c");
    const fresh = open(bench);
    await Promise.all([fresh.verify(cookie), fresh.endOfCookie(cookie), fresh.verify(cookie)]);
    assert.equal(await fresh.verify(cookie), null);
  });
});

Deno.test("what ends while its use is written down lets nobody in", async () => {
  await withBench(async (bench) => {
    const store = new SessionStore(bench.kv);
    const sessions = open(bench, store);
    const { cookie, principal } = await sessions.start(bench.user, "c");
    bench.clock.ms += 10 * 60_000;
    const update = store.update.bind(store);
    store.update = async (record) => {
      await sessions.endOfCookie(cookie);
      return await update(record);
    };
    assert.equal(await sessions.verify(cookie), null);
    assert.equal(sessions.lasts(principal.sessionId), false);
  });
});

Deno.test("what ends while it is being read lets nobody in", async () => {
  await withBench(async (bench) => {
    const { cookie, principal } = await open(bench).start(bench.user, "c");
    const fresh = open(bench);
    const get = bench.users.get.bind(bench.users);
    const [record] = await fresh.list(null);
    assert.equal(record?.id, principal.sessionId);
    bench.users.get = async (id) => {
      bench.users.get = get;
      if (record !== undefined) await fresh.end(record);
      return await get(id);
    };
    assert.equal(await fresh.verify(cookie), null);
  });
});

Deno.test("a changed user counts at once: renamed, disabled, enabled, deleted", async () => {
  await withBench(async (bench) => {
    const { users, user } = bench;
    const sessions = open(bench);
    const ended: string[] = [];
    sessions.onEnd((id) => ended.push(id));
    const { cookie, principal } = await sessions.start(user, "c");
    await users.rename(user.id, "grace");
    assert.equal((await sessions.verify(cookie))?.username, "grace");
    assert.deepEqual(ended, []);
    await users.change(user.id, (now) => ({ ...now, disabled: true }));
    assert.deepEqual(ended, [principal.sessionId]);
    assert.equal(sessions.lasts(principal.sessionId), false);
    assert.equal(await sessions.verify(cookie), null);
    await users.change(user.id, (now) => ({ ...now, disabled: false }));
    assert.equal((await sessions.verify(cookie))?.username, "grace");
    await users.delete(user.id);
    assert.equal(await sessions.verify(cookie), null);
    assert.equal(ended.length, 2);
  });
});

Deno.test("who was disabled, deleted or given another password while signing in is not let in", async () => {
  for (const change of ["disable", "delete", "password"] as const) {
    await withBench(async (bench) => {
      const { users, user } = bench;
      const sessions = open(bench);
      if (change === "delete") await users.delete(user.id);
      if (change === "disable") await users.change(user.id, (now) => ({ ...now, disabled: true }));
      if (change === "password") {
        const other = { algorithm: "scrypt" as const, N: 1024, r: 8, p: 1, salt: "AAAA", hash: "BBBB" };
        await users.change(user.id, (now) => ({ ...now, password: other }));
      }
      await assert.rejects(
        sessions.start(user, "c"),
        (error) => error instanceof AtollError && error.status === 401 && error.code === "user-changed",
      );
      assert.deepEqual(await sessions.list(null), [], change);
    });
  }
});

Deno.test("all of a user end but the one to keep, each told of once", async () => {
  await withBench(async (bench) => {
    const sessions = open(bench);
    const started = await Promise.all(
      Array.from({ length: 5 }, (_, n) => sessions.start(bench.user, `client ${n}`)),
    );
    const ids = started.map(({ principal }) => principal.sessionId);
    const ended: string[] = [];
    sessions.onEnd((id) => ended.push(id));
    await sessions.endOf(bench.user.id, ids[2]);
    assert.deepEqual(ended.toSorted(), ids.filter((_, n) => n !== 2).toSorted());
    assert.deepEqual((await sessions.list(null)).map(({ id }) => id), [ids[2]]);
    for (const [n, { cookie }] of started.entries()) {
      assert.equal((await sessions.verify(cookie)) !== null, n === 2);
    }
  });
});

Deno.test("a use is noted once in a while, with the user, and in lists at once", async () => {
  await withBench(async (bench) => {
    const { users, user, clock, kv } = bench;
    let writes = 0;
    class Counting extends SessionStore {
      override update(record: SessionRecord): Promise<boolean> {
        writes++;
        return super.update(record);
      }
    }
    const sessions = open(bench, new Counting(kv));
    const { cookie } = await sessions.start(user, "c");
    for (let minute = 0; minute < 12; minute++) {
      await Promise.all([sessions.verify(cookie), sessions.verify(cookie)]);
      clock.ms += 60_000;
    }
    assert.equal(writes, 2);
    assert.equal(await users.seen(user.id), new Date(clock.ms - 2 * 60_000).toISOString());
    assert.equal((await sessions.list(user.id))[0]?.used, await users.seen(user.id));
  });
});

Deno.test("a database that cannot be written lets those in who are signed in", async () => {
  await withBench(async (bench) => {
    class Full extends SessionStore {
      override update(): Promise<boolean> {
        return Promise.reject(new Error("database or disk is full"));
      }
    }
    const sessions = open(bench, new Full(bench.kv));
    const { cookie } = await sessions.start(bench.user, "c");
    bench.clock.ms += 3_600_000;
    assert.equal((await sessions.verify(cookie))?.username, "ada");
  });
});

Deno.test("law: however starts, checks, ends and restarts mix, a secret counts exactly while it was not ended", async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom("start", "restart", "endAll"), which: fc.constant(0) }),
    fc.record({ kind: fc.constantFrom("verify", "end"), which: fc.nat(5) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      await withBench(async (bench) => {
        let sessions = open(bench);
        const cookies: { cookie: string; ended: boolean }[] = [];
        for (const { kind, which } of steps) {
          const at = cookies[which];
          if (kind === "start") {
            cookies.push({ cookie: (await sessions.start(bench.user, "c")).cookie, ended: false });
          } else if (kind === "restart") sessions = open(bench);
          else if (kind === "endAll") {
            await sessions.endOf(bench.user.id);
            for (const known of cookies) known.ended = true;
          } else if (at !== undefined && kind === "end") {
            await sessions.endOfCookie(at.cookie);
            at.ended = true;
          } else if (at !== undefined) {
            assert.equal(await sessions.verify(at.cookie) === null, at.ended);
          }
        }
        assert.equal(
          (await sessions.list(bench.user.id)).length,
          cookies.filter(({ ended }) => !ended).length,
        );
      });
    }),
    { numRuns: 50 },
  );
});

Deno.test("who signs in is seen at once", async () => {
  await withBench(async (bench) => {
    const { users, user, clock } = bench;
    assert.equal(await users.seen(user.id), null);
    await open(bench).start(user, "c");
    assert.equal(await users.seen(user.id), new Date(clock.ms).toISOString());
  });
});
