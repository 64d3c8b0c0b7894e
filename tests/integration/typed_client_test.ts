// Typed calls and task handles against a real simulator, in every dialect: a task's whole life, and every way it can end.
import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { type PoolConfig, Pools } from "@/lib/pools/mod.ts";
import {
  type Caller,
  type Client,
  client,
  ConnectionError,
  type Dialect,
  isCancelled,
  login,
  openTransport,
  parseAddress,
  Session,
  TaskFeed,
  type TaskState,
  XapiError,
  type XapiRecord,
} from "@/lib/xapi/mod.ts";
import { CLASSES } from "@/lib/xapi/schema.ts";
import { type RunningSimulator, type SimulatorOptions, startSimulator, VERSIONS } from "@/sim/mod.ts";

const CREDENTIALS = { username: "root", password: "atoll" };

/** What runs a test: a pool, and a session at it that can be renewed. */
interface Stage {
  readonly sim: RunningSimulator;
  readonly pool: Client;
  readonly caller: Caller;
  session: Session;
  renew(): Promise<void>;
}

async function onStage(
  test: (stage: Stage) => Promise<void>,
  { dialect = "json2", ...options }: SimulatorOptions & { readonly dialect?: Dialect } = {},
): Promise<void> {
  const sim = await startSimulator({ hosts: 2, vms: 40, speed: 10, ...options });
  const transport = openTransport(parseAddress(sim.url), { fingerprint: null, dialect });
  const begin = () => login(transport, CREDENTIALS);
  const caller: Caller = { call: (...call) => stage.session.call(...call) };
  const stage: Stage = {
    sim,
    caller,
    pool: client(caller),
    session: await begin(),
    renew: async () => void (stage.session = await begin()),
  };
  try {
    await test(stage);
  } finally {
    await stage.session.logout();
    transport.close();
    await sim.close();
  }
}

/** VMs in a power state that are neither template nor snapshot. */
async function vmsIn(pool: Client, state: string): Promise<string[]> {
  const records = Object.entries(await pool.VM.get_all_records());
  return records.filter(([, vm]) =>
    vm.power_state === state && !vm.is_a_template && !vm.is_a_snapshot && !vm.is_control_domain
  ).map(([ref]) => ref);
}

async function first(pool: Client, state: string): Promise<string> {
  const [vm] = await vmsIn(pool, state);
  assert(vm !== undefined, `no VM is ${state}`);
  return vm;
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(() => assert.fail("it succeeded"), (error: unknown) => error);
}

for (const dialect of ["json2", "json1", "xml"] as const) {
  Deno.test(`${dialect}: a start is followed to its end, a clone gives the new VM, a refusal its code`, () =>
    onStage(async ({ pool }) => {
      const vm = await first(pool, "Halted");
      const task = await pool.Async.VM.start(vm, false, false);
      const states: TaskState[] = [];
      for await (const state of task) states.push(state);
      assert.equal(await task.result(), null);
      assert.equal(states.at(-1)?.progress, 1);
      assert(states.length > 1, `${states.length} states`);
      assert(states.every(({ progress }, i) => progress >= (states[i - 1]?.progress ?? 0)));
      assert.equal(await pool.VM.get_power_state(vm), "Running");
      await task.destroy();
      await task.destroy();
      assert(!(await pool.task.get_all()).includes(task.ref));

      const refused = await pool.Async.VM.start(vm, false, false);
      const error = await rejection(refused.result());
      assert(error instanceof XapiError);
      assert.deepEqual([error.code, ...error.params], ["VM_BAD_POWER_STATE", vm, "halted", "running"]);
      assert(!isCancelled(error));

      const halted = await first(pool, "Halted");
      const clone = await pool.Async.VM.clone(halted, "a <copy> & more");
      const copy = await clone.result();
      const record = await pool.VM.get_record(copy);
      assert.equal(record.name_label, "a <copy> & more");
      assert.equal(record.power_state, "Halted");
      assert.equal(typeof record.memory_static_max, "number");
      assert.deepEqual(await pool.VM.get_by_name_label("a <copy> & more"), [copy]);
    }, { dialect }));
}

Deno.test("a task that is cancelled is told from one that failed; when it is over it says so", () =>
  onStage(async ({ pool }) => {
    const vm = await first(pool, "Halted");
    const task = await pool.Async.VM.start(vm, false, false);
    const states: TaskState[] = [];
    for await (const state of task) {
      states.push(state);
      if (states.length === 1) await task.cancel();
    }
    assert(isCancelled(await rejection(task.result())));
    const again = await rejection(task.cancel());
    assert(again instanceof XapiError && again.code === "OPERATION_NOT_ALLOWED", String(again));
    assert.match(again.message, /the task is over$/);
    assert.equal(await pool.VM.get_power_state(vm), "Halted");
  }, { speed: 1 }));

Deno.test("a task that can no longer be cancelled says so, and succeeds", () =>
  onStage(async ({ pool }) => {
    const task = await pool.Async.VM.start(await first(pool, "Halted"), false, false);
    let refusal: unknown;
    for await (const { progress } of task) {
      if (progress < 0.5) continue;
      refusal = await rejection(task.cancel());
      break;
    }
    assert(refusal instanceof XapiError);
    assert.equal(refusal.message, "The pool does not allow this now: the task cannot be cancelled");
    assert.equal(await task.result(), null);
  }, { speed: 2 }));

Deno.test("a task without progress counts as not begun, and never goes backwards over it", () =>
  onStage(async ({ sim, pool }) => {
    const task = await pool.Async.VM.start(await first(pool, "Halted"), false, false);
    const states: TaskState[] = [];
    for await (const state of task) {
      states.push(state);
      if (states.length === 1) sim.db.set("task", task.ref, "progress", NaN);
    }
    assert(states.every(({ progress }) => progress >= 0 && progress <= 1), JSON.stringify(states));
    assert.equal(await task.result(), null);
  }, { speed: 10 }));

Deno.test("thirty tasks are followed by one call, and leave room for others", () =>
  onStage(async ({ pool, sim }) => {
    const vm = await first(pool, "Halted");
    const tasks = await Promise.all(
      Array.from({ length: 30 }, (_, i) => pool.Async.VM.clone(vm, `copy ${i}`)),
    );
    const results = tasks.map((task) => task.result());
    assert.equal(await pool.with({ timeout: 5_000 }).VM.get_power_state(vm), "Halted");
    const copies = await Promise.all(results);
    assert.equal(new Set(copies).size, 30);
    assert(sim.connections <= 20, `${sim.connections} connections`);
  }));

Deno.test("a session lost in the middle is told; with a new one the task is followed on", () =>
  onStage(async (stage) => {
    const { pool } = stage;
    const task = await pool.Async.VM.start(await first(pool, "Halted"), false, false);
    const states = task[Symbol.asyncIterator]();
    await states.next();
    const refused = rejection(task.result());
    await pool.session.logout();
    const error = await refused;
    assert(error instanceof XapiError && error.code === "SESSION_INVALID", String(error));
    await rejection(Promise.resolve(states.next()).then(() => states.next()));
    await stage.renew();
    assert.equal(await task.result(), null);
  }, { speed: 10 }));

Deno.test("a task that a restart of xapi took away is gone, not waited for", () =>
  onStage(async (stage) => {
    const { sim, pool } = stage;
    const task = await pool.Async.VM.start(await first(pool, "Halted"), false, false);
    const refused = rejection(task.result());
    await task[Symbol.asyncIterator]().next();
    await sim.restart();
    const error = await refused;
    assert(error instanceof ConnectionError || error instanceof XapiError, String(error));
    await stage.renew();
    const gone = await rejection(task.result());
    assert(gone instanceof XapiError && gone.code === "HANDLE_INVALID", String(gone));
    assert.match(gone.message, /^The task does not exist any more$/);
    await task.destroy();
  }, { speed: 1 }));

Deno.test("whoever hears of every task anyway feeds the handles: no further call is made", () =>
  onStage(async ({ caller, session, pool: direct }) => {
    const asked: string[] = [];
    const records = new Map<string, XapiRecord | null>();
    const feed = new TaskFeed({ current: (ref) => records.get(ref) });
    const noting: Caller = {
      call(method, params, options) {
        asked.push(method);
        return caller.call(method, params, options);
      },
    };
    const pool = client(noting, { tasks: feed });
    const control = new AbortController();
    const replica = (async () => {
      for await (
        const { events } of session.batches({ token: "", classes: ["task"], signal: control.signal })
      ) {
        for (const { ref, record = null } of events) {
          records.set(ref, record);
          feed.put(ref, record);
        }
      }
    })();
    try {
      const task = await pool.Async.VM.clone(await first(direct, "Halted"), "copy");
      const copy = await task.result();
      assert.equal(await direct.VM.get_name_label(copy), "copy");
    } finally {
      control.abort();
      await replica;
    }
    assert.deepEqual(asked, ["Async.VM.clone"]);
  }));

/** Every record of a class, by its name. */
async function recordsOf(pool: Client, className: string): Promise<number> {
  const methods: unknown = Reflect.get(pool, className);
  assert(typeof methods === "object" && methods !== null);
  const method: unknown = Reflect.get(methods, "get_all_records");
  assert(typeof method === "function");
  const records: unknown = await method();
  assert(typeof records === "object" && records !== null);
  return Object.keys(records).length;
}

for (const [name, version] of VERSIONS) {
  Deno.test(`the records of ${version.facts.product} are what the types promise`, async () => {
    const classes = Object.keys(CLASSES).filter((cls) => "get_all_records" in (CLASSES[cls]?.messages ?? {}));
    await onStage(async ({ pool }) => {
      let records = 0;
      const unknown: string[] = [];
      for (const cls of classes) {
        try {
          records += await recordsOf(pool, cls);
        } catch (error) {
          assert(error instanceof XapiError && error.code === "MESSAGE_METHOD_UNKNOWN", `${cls}: ${error}`);
          unknown.push(cls);
        }
      }
      assert(records > 500, `${records} records`);
      for (const cls of ["VM", "host", "SR", "VDI", "VBD", "network", "task"]) assert(!unknown.includes(cls));
    }, { version, dialect: name < "7" ? "xml" : "json2" });
  });
}

Deno.test("through the registry of pools a task outlives the session it was started in", async () => {
  const sim = await startSimulator({ hosts: 2, vms: 40, speed: 5 });
  const configs = new Map<string, PoolConfig>();
  const pools = new Pools({
    list: () => Promise.resolve([...configs.values()]),
    put: (config) => Promise.resolve(void configs.set(config.id, config)),
    delete: (id) => Promise.resolve(void configs.delete(id)),
  }, new Cache());
  try {
    const id = await pools.add({ address: sim.url, username: "root", password: "atoll" });
    const pool = client({ call: (...call) => pools.call(id, ...call) });
    const vm = await first(pool, "Halted");
    const task = await pool.Async.VM.start(vm, false, false);
    const result = task.result();
    await task[Symbol.asyncIterator]().next();
    for (const session of [...sim.db.table("session").keys()]) sim.db.destroy("session", session);
    assert.equal(await result, null);
    assert.equal(await pool.VM.get_power_state(vm), "Running");
  } finally {
    await pools.close();
    await sim.close();
  }
});
