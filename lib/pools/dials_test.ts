// Sign-ins that are given up, hang, or answer late: nobody is kept waiting, and no session stays behind.
import assert from "node:assert/strict";
import { ConnectionError } from "@/lib/xapi/mod.ts";
import { startSimulator } from "@/sim/mod.ts";
import { Dials } from "./dials.ts";
import { OtherPoolError } from "./failure.ts";
import { candidate, end } from "./testing.ts";

const LOGIN = "session.login_with_password";
const credentials = { username: "root", password: "atoll" };

async function withHost(
  test: (dials: Dials, url: string, host: Awaited<ReturnType<typeof startSimulator>>) => Promise<void>,
  { expected = null, login = 10_000 }: { expected?: string | null; login?: number } = {},
): Promise<void> {
  const host = await startSimulator({ hosts: 1, vms: 0, faults: [] });
  const dials = new Dials(credentials, expected, { login });
  try {
    await test(dials, host.url, host);
    await dials.close();
    assert.equal(host.db.table("session").size, 0, "no session is left");
  } finally {
    await host.close();
  }
}

Deno.test("a session that is taken is its taker's, whatever becomes of the sign-ins", async () => {
  await withHost(async (dials, url, host) => {
    const dial = dials.dial(candidate(url), { dialect: null });
    const outcome = await dial.result;
    assert.ok("link" in outcome);
    dial.take();
    await dials.close();
    assert.equal(host.db.table("session").size, 1);
    assert.ok(Array.isArray(await outcome.link.session.call("VM.get_all")));
    await end(outcome.link.session);
  });
});

Deno.test("a login that hangs keeps nobody waiting, and its session is ended when it comes", async () => {
  await withHost(async (dials, url, host) => {
    await host.faults.add({ kind: "stall", on: LOGIN, ms: 900 });
    let told = 0;
    const dial = dials.dial(candidate(url), { dialect: null, reached: () => told++ });
    const before = performance.now();
    const late = await dial.result;
    assert.ok(performance.now() - before < 800);
    assert.ok("error" in late && late.error instanceof ConnectionError && late.error.kind === "timeout");
    assert.match(late.error.message, /has not answered the sign-in for 0\.3 s$/);
    const next = dials.dial(candidate(url), { dialect: null });
    assert.ok("link" in await next.result, "a new one beside it succeeds");
    next.release();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.equal(host.db.table("session").size, 0);
    assert.equal(told, 1, "it was more than a member's quick refusal");
  }, { login: 300 });
});

Deno.test("no more than three sign-ins are under way at an address", async () => {
  await withHost(async (dials, url, host) => {
    const fault = await host.faults.add({ kind: "stall", on: LOGIN, ms: 400, count: 100 });
    for (let attempt = 0; attempt < 8; attempt++) {
      const dial = dials.dial(candidate(url), { dialect: null });
      await dial.result;
      dial.release();
    }
    assert.ok(fault.hits <= 6, `${fault.hits} logins`);
    assert.ok(host.db.table("session").size <= 3);
  }, { login: 100 });
});

Deno.test("one that is given up before the password is out ends at once", async () => {
  const mute = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepting = mute.accept();
  const dials = new Dials(credentials, null);
  const dial = dials.dial(candidate(`http://127.0.0.1:${mute.addr.port}`), { dialect: null });
  const connection = await accepting;
  const before = performance.now();
  dial.release();
  await dials.close();
  assert.ok(performance.now() - before < 500);
  connection.close();
  mute.close();
});

Deno.test("a close waits a moment for a login under way, so that its session can be ended", async () => {
  await withHost(async (dials, url, host) => {
    const fault = await host.faults.add({ kind: "stall", on: LOGIN, ms: 500 });
    dials.dial(candidate(url), { dialect: null });
    while (fault.hits === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await dials.close();
  });
});

Deno.test("another pool's session is ended", async () => {
  await withHost(async (dials, url) => {
    const outcome = await dials.dial(candidate(url), { dialect: null }).result;
    assert.ok("error" in outcome && outcome.error instanceof OtherPoolError);
  }, { expected: "another uuid" });
});

Deno.test("a session whose logout fails is handed to the leftovers: of another pool, of a pool that fails, of a late login", async () => {
  for (const how of ["another pool", "no answer", "late"] as const) {
    const host = await startSimulator({ hosts: 1, vms: 0, faults: [] });
    const dials = new Dials(credentials, how === "another pool" ? "another uuid" : null, {
      login: how === "late" ? 100 : 10_000,
    });
    await host.faults.add({
      kind: "error",
      code: "HOST_IS_SLAVE",
      params: ["127.0.0.1"],
      on: "session.logout",
    });
    if (how === "no answer") await host.faults.add({ kind: "page", status: 500, on: "pool.get_all_records" });
    if (how === "late") await host.faults.add({ kind: "stall", on: LOGIN, ms: 300 });
    const outcome = await dials.dial(candidate(host.url), { dialect: null }).result;
    assert.ok("error" in outcome);
    await dials.close();
    const { size } = host.db.table("session");
    assert.equal(dials.leftovers.size, size, how);
    await host.close();
  }
});
