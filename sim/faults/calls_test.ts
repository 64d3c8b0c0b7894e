// Calls and events with faults, as a client reads them.
import assert from "node:assert/strict";
import { type RunningSimulator, startSimulator } from "../mod.ts";
import { RawClient } from "./raw_client.ts";
import type { BatchFault, Fault } from "./types.ts";

interface Reply {
  readonly events: { class: string; operation: string; ref: string; snapshot?: Record<string, unknown> }[];
  readonly token: string;
  readonly valid_ref_counts: Record<string, number>;
}

/** Logs in to a simulator and gives what calls in that session. */
async function withSession(
  test: (
    call: (method: string, ...params: unknown[]) => Promise<string>,
    simulator: RunningSimulator,
    session: string,
  ) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator({ hosts: 1, vms: 3, faults: [], speed: Infinity });
  const clients: RawClient[] = [];
  const call = async (method: string, ...params: unknown[]) => {
    const client = await RawClient.open(simulator.url);
    clients.push(client);
    client.call(method, params);
    return await client.answer();
  };
  try {
    const login = await call("session.login_with_password", "root", "atoll");
    const [, session = ""] = /"result":"(OpaqueRef:[^"]+)"/.exec(login) ?? [];
    await test(call, simulator, session);
  } finally {
    for (const client of clients) await client.close();
    await simulator.close();
  }
}

const read = (text: string): Reply => JSON.parse(text).result;

Deno.test("a call is refused with any error, without having run", async () => {
  await withSession(async (call, { faults, db }, session) => {
    await faults.add({ kind: "error", code: "HOST_IS_SLAVE", params: ["10.0.0.2"], on: "VM.*" });
    const [vm = ""] = db.table("VM").keys();
    const refused = await call("VM.set_name_label", session, vm, "new");
    assert.match(refused, /"message":"HOST_IS_SLAVE","data":\["10.0.0.2"\]/);
    assert.notEqual(db.get("VM", vm)?.["name_label"], "new");
    assert.match(await call("VM.set_name_label", session, vm, "new"), /"result"/);
  });
});

Deno.test("a session is evicted in the middle of its work", async () => {
  await withSession(async (call, { faults, db }, session) => {
    await faults.add({ kind: "evict", on: "event.from" });
    const answer = await call("event.from", session, ["*"], "", 1.5);
    assert.match(answer, /SESSION_INVALID/);
    assert.equal(db.get("session", session), undefined);
  });
});

Deno.test("a session of which a pool says that it is none is none", async () => {
  await withSession(async (call, { faults, db }, session) => {
    await faults.add({ kind: "error", code: "SESSION_INVALID", on: "session.logout" });
    assert.match(await call("session.logout", session), /SESSION_INVALID/);
    assert.equal(db.get("session", session), undefined);
  });
});

Deno.test("events stall", async () => {
  await withSession(async (call, { faults }, session) => {
    await faults.add({ kind: "stall", ms: 100, on: "event.from" });
    const start = performance.now();
    assert.ok(read(await call("event.from", session, ["*"], "", 1.5)).events.length > 0);
    assert.ok(performance.now() - start >= 100);
  });
});

Deno.test("a fault may begin later and end by itself", async () => {
  await withSession(async (call, { faults }, session) => {
    await faults.add({ kind: "error", code: "LATER", after: 50, lasts: 50, count: 1000 });
    assert.doesNotMatch(await call("pool.get_all", session), /LATER/);
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.match(await call("pool.get_all", session), /LATER/);
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.doesNotMatch(await call("pool.get_all", session), /LATER/);
  });
});

Deno.test("chances come out alike for the same seed", async () => {
  const tries = async () => {
    const met: string[] = [];
    await withSession(async (call, { faults }, session) => {
      await faults.add({ kind: "error", code: "NOW_AND_THEN", probability: 0.5, count: 1000 });
      for (let count = 0; count < 12; count++) {
        met.push((await call("pool.get_all", session)).includes("NOW_AND_THEN") ? "x" : "-");
      }
    });
    return met.join("");
  };
  const first = await tries();
  assert.match(first, /x/);
  assert.match(first, /-/);
  assert.equal(await tries(), first);
});

/** What a fault makes of a reply: the two replies before, and the reply with it. */
const BATCHES: Readonly<Record<BatchFault["how"], (bad: Reply, before: Reply, text: string) => void>> = {
  repeated: ({ events }) => assert.equal(new Set(events.map(({ ref }) => ref)).size * 2, events.length),
  shuffled: ({ events }, before) => {
    assert.notDeepEqual(events.map(({ ref }) => ref), before.events.map(({ ref }) => ref));
    assert.equal(events.length, before.events.length);
  },
  stale: (bad, before) => assert.deepEqual(bad, before),
  "older-token": ({ token, events }, before) => {
    assert.ok(token < before.token);
    assert.ok(events.length > 0);
  },
  miscounted: ({ valid_ref_counts }, before) => {
    assert.equal(valid_ref_counts["vm"], (before.valid_ref_counts["vm"] ?? 0) + 1);
  },
  "unknown-class": ({ events }) => assert.ok(events.some((event) => event.class === "thing_from_the_future")),
  "wrong-type": ({ events }) => {
    assert.ok(events.some(({ snapshot }) => Array.isArray(snapshot?.["name_label"])));
  },
  "missing-field": ({ events }, before) => {
    const fields = ({ events }: Reply) =>
      events.reduce((sum, { snapshot }) => sum + Object.keys(snapshot ?? {}).length, 0);
    assert.equal(fields({ events, token: "", valid_ref_counts: {} }), fields(before) - 1);
  },
  "huge-name": ({ events }) => {
    assert.ok(events.some(({ snapshot }) => String(snapshot?.["name_label"]).length === 10 << 20));
  },
  nan: (_, __, text) => assert.match(text, /"fault_nan":NaN/),
};

for (const [name, test] of Object.entries(BATCHES)) {
  Deno.test(`a reply of event.from can be ${name}`, async () => {
    await withSession(async (call, { faults, db }, session) => {
      const whole = await call("event.from", session, ["*"], "", 1.5);
      const [how] = Object.keys(BATCHES).filter((key): key is BatchFault["how"] => key === name);
      if (how === undefined) return assert.fail(name);
      const fault: Fault = { kind: "batch", how, on: "event.from" };
      await faults.add(fault);
      const again = how === "older-token" || how === "stale";
      const token = again ? read(whole).token : "";
      for (const vm of again ? db.table("VM").keys() : []) db.set("VM", vm, "name_description", "changed");
      const text = await call("event.from", session, ["*"], token, 1.5);
      test(how === "nan" ? { events: [], token: "", valid_ref_counts: {} } : read(text), read(whole), text);
    });
  });
}
