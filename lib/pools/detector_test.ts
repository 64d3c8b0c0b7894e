// The consistency checks over a running simulator: no alarm while everything changes, and every fault found and healed.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Cache } from "@/lib/cache/mod.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import { login, openTransport, parseAddress, Session } from "@/lib/xapi/mod.ts";
import type { CallOptions, Dialect, Transport, Value } from "@/lib/xapi/types.ts";
import { type RunningSimulator, startSimulator, VERSIONS } from "@/sim/mod.ts";
import { seeded } from "@/sim/random.ts";
import { findDifferences } from "./consistency.ts";
import { ConsistencyTally, type Timing } from "./detector.ts";
import { follow } from "./follow.ts";
import { until } from "./testing.ts";

const BUSY: Timing = { period: 1, longest: 1, gap: 0, rest: 0 };

/** A transport that lets a test do something after each answer, before anybody has read it, or change the answer. */
class Meddling implements Transport {
  constructor(
    private readonly inner: Transport,
    private readonly meddle: (method: string, answer: Value, params: readonly Value[]) => Value | void,
  ) {}

  get dialect() {
    return this.inner.dialect;
  }

  get endpoint() {
    return this.inner.endpoint;
  }

  async call(method: string, params: readonly Value[], options?: CallOptions): Promise<Value> {
    const answer = await this.inner.call(method, params, options);
    return this.meddle(method, answer, params) ?? answer;
  }

  close(): void {
    this.inner.close();
  }
}

/** Follows a simulator with checks one after the other until `work` is over. */
async function following(
  meddle: (method: string, answer: Value, sim: RunningSimulator, params: readonly Value[]) => Value | void,
  work: (
    world: { sim: RunningSimulator; writer: PoolWriter; tally: ConsistencyTally; session: Session },
  ) => Promise<void>,
  dialect: Dialect = "json2",
): Promise<void> {
  // XenServer 6.1 has event.from, and speaks XML alone.
  const version = VERSIONS.get(dialect === "xml" ? "6.1" : "8.3");
  const sim = await startSimulator({ vms: 12, hosts: 2, speed: Infinity, ...(version ? { version } : {}) });
  const writer = new Cache().openPool("p", { name: "p" });
  const tally = new ConsistencyTally();
  const control = new AbortController();
  const plain = openTransport(parseAddress(sim.url), { fingerprint: null, dialect });
  const { ref } = await login(plain, { username: "root", password: "atoll" });
  const meddling = new Meddling(plain, (method, answer, params) => meddle(method, answer, sim, params));
  const synced = Promise.withResolvers<void>();
  const done = follow(new Session(meddling, ref), writer, {
    signal: control.signal,
    synced: () => synced.resolve(),
    changed: () => {},
    rolledBack: () => assert.fail("nothing was rolled back"),
    tally,
    timing: BUSY,
  });
  const ended = assert.rejects(done, (error) => control.signal.aborted || Promise.reject(error));
  try {
    await Promise.race([synced.promise, done]);
    await Promise.race([work({ sim, writer, tally, session: new Session(plain, ref) }), done]);
  } finally {
    control.abort();
    await ended;
    plain.close();
    await sim.close();
  }
}

/** One of many changes, there and back again among them; which one is `dice`'s choice. */
function change({ db }: RunningSimulator, dice: (sides: number) => number): void {
  const pick = (cls: string) => [...db.table(cls).keys()][dice(db.table(cls).size)] ?? "";
  switch (dice(7)) {
    case 0:
      return db.set("VM", pick("VM"), "name_label", ["a", "b"][dice(2)] ?? "");
    case 1: {
      const vm = pick("VM");
      db.set("VM", vm, "user_version", 7);
      return db.set("VM", vm, "user_version", 1);
    }
    case 2:
      return void db.create("task", { name_label: "t", status: "pending", progress: 0 });
    case 3:
      return db.table("task").size > 3 ? db.destroy("task", pick("task")) : undefined;
    case 4:
      return void db.create("VDI", { name_label: "d", SR: pick("SR") });
    case 5:
      return db.table("VDI").size > 3 ? db.destroy("VDI", pick("VDI")) : undefined;
    default:
      return db.touch("host", pick("host"));
  }
}

Deno.test("law: while everything changes between any two answers, no check raises an alarm, and the end is equal", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom<Dialect>("json2", "xml"),
      async (seed, rate, dialect) => {
        const random = seeded(seed);
        const dice = (sides: number) => Math.floor(random() * sides);
        let busy = true;
        const meddle = (_method: string, _answer: Value, sim: RunningSimulator) => {
          for (let i = 0; busy && i < rate; i++) change(sim, dice);
        };
        await following(meddle, async ({ writer, tally, session }) => {
          await until(() => tally.checks >= 40);
          busy = false;
          assert.deepEqual(tally.last, null);
          assert.deepEqual(await findDifferences(session, writer), []);
        }, dialect);
      },
    ),
    { numRuns: 6 },
  );
});

Deno.test("an event that was lost among many changes is found, told without values, and healed", async () => {
  let lost = "", n = 0;
  const meddle = (method: string, answer: Value, sim: RunningSimulator, params: readonly Value[]) => {
    if (method !== "event.from" || params[2] === "") return;
    if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return;
    const events = answer["events"];
    if (!Array.isArray(events)) return;
    sim.db.touch("host", [...sim.db.table("host").keys()][n++ % 2] ?? "");
    const kept = events.filter((event) => !JSON.stringify(event).includes("lost in transit"));
    if (kept.length < events.length) lost = "yes";
    return { ...answer, events: kept };
  };
  await following(meddle, async ({ sim, writer, tally, session }) => {
    sim.db.touch("host", [...sim.db.table("host").keys()][0] ?? "");
    const [vm = ""] = [...sim.db.table("VM").keys()];
    sim.db.set("VM", vm, "name_label", "lost in transit");
    await until(() => lost !== "");
    await until(() => writer.records("VM").get(vm)?.["name_label"] === "lost in transit");
    assert.equal(tally.last?.class, "VM");
    assert.deepEqual(tally.last?.fields, ["name_label"]);
    assert.deepEqual(await findDifferences(session, writer), []);
  });
});

Deno.test("an object too many and one too few are found and healed, tasks too", async () => {
  await following(() => {}, async ({ sim, writer, tally }) => {
    const task = sim.db.create("task", { name_label: "t", status: "pending", progress: NaN });
    const [vm = ""] = sim.db.table("VM").keys();
    await until(() => writer.records("task").has(task));
    const nothing = { token: "", validRefCounts: {} };
    writer.apply({
      ...nothing,
      events: [
        { class: "task", operation: "del", ref: task },
        { class: "VM", operation: "mod", ref: "OpaqueRef:nobody", record: { uuid: "nobody" } },
        { class: "VM", operation: "del", ref: vm },
      ],
    });
    await until(() => writer.records("task").has(task));
    await until(() => writer.records("VM").has(vm) && !writer.records("VM").has("OpaqueRef:nobody"));
    assert.deepEqual(tally.last?.fields, [""]);
  });
});
