// Following tasks by events: one call at a time, nothing missed between a read and the events, an end to everything.
import { strict as assert } from "node:assert";
import { ConnectionError, XapiError } from "./errors.ts";
import { TaskEvents } from "./task_events.ts";
import type { Caller, Value, XapiRecord } from "./types.ts";

type Asked = { readonly classes: Value; readonly token: Value; readonly signal: AbortSignal | undefined };

/** A pool of tasks whose blocked event.from are answered by hand. */
class Pool implements Caller {
  readonly tasks = new Map<string, XapiRecord>();
  readonly asked: Asked[] = [];
  readonly #blocked = new Set<PromiseWithResolvers<Value>>();
  #waiting: (() => void) | undefined;

  call(
    method: string,
    [classes = null, token = null]: readonly Value[],
    options: { signal?: AbortSignal } = {},
  ) {
    assert.equal(method, "event.from");
    const { signal } = options;
    this.asked.push({ classes, token, signal });
    if (signal?.aborted) return Promise.reject(new ConnectionError("aborted", "Given up"));
    const [subscription] = Array.isArray(classes) ? classes.map(String) : [];
    const ref = subscription?.split("/")[1];
    if (ref !== undefined) {
      const record = this.tasks.get(ref);
      return Promise.resolve(batch("5,0", record === undefined ? [] : [event("add", ref, record)]));
    }
    const blocked = Promise.withResolvers<Value>();
    this.#blocked.add(blocked);
    signal?.addEventListener("abort", () => {
      this.#blocked.delete(blocked);
      blocked.reject(new ConnectionError("aborted", "Given up"));
    });
    this.#waiting?.();
    return blocked.promise;
  }

  /** Waits until a call is blocked. */
  async blocked(): Promise<void> {
    while (this.#blocked.size === 0) await new Promise<void>((resolve) => this.#waiting = resolve);
  }

  /** Answers the blocked call once there is one. */
  async answer(answer: Value | Error): Promise<void> {
    await this.blocked();
    for (const blocked of this.#blocked) {
      this.#blocked.delete(blocked);
      if (answer instanceof Error) blocked.reject(answer);
      else blocked.resolve(answer);
    }
  }
}

const event = (operation: string, ref: string, record?: XapiRecord): Value => ({
  class: "task",
  operation,
  ref,
  ...(record ? { snapshot: { ...record } } : {}),
});
const batch = (token: string, events: Value[]): Value => ({ events, token, valid_ref_counts: {} });
const pending = (progress: number): XapiRecord => ({ status: "pending", progress });
const success: XapiRecord = { status: "success", progress: 1 };

async function states(records: AsyncIterable<XapiRecord | null>): Promise<Value[]> {
  const list: Value[] = [];
  for await (const record of records) list.push(record === null ? "gone" : record.progress ?? null);
  return list;
}

Deno.test("the first read gives the token from which events are asked for, and the last follower's end ends them", async () => {
  const pool = new Pool();
  pool.tasks.set("t", pending(0));
  const followed = states(new TaskEvents(pool).follow("t"));
  await pool.answer(batch("6,0", [event("mod", "t", pending(0.5)), event("mod", "other", success)]));
  await pool.answer(batch("7,0", [event("mod", "t", success)]));
  assert.deepEqual(await followed, [0, 0.5, 1]);
  assert.deepEqual(pool.asked.slice(0, 3).map(({ classes, token }) => [classes, token]), [
    [["task/t"], ""],
    [["task"], "5,0"],
    [["task"], "6,0"],
  ]);
  // Whatever was blocked is given up: no call outlives its followers.
  assert(pool.asked.every(({ signal }) => signal?.aborted));
});

Deno.test("a task that is not there any more, at once or later, is gone", async () => {
  const pool = new Pool();
  const source = new TaskEvents(pool);
  assert.deepEqual(await states(source.follow("t")), ["gone"]);
  pool.tasks.set("t", pending(0.5));
  const followed = states(source.follow("t"));
  await pool.answer(batch("6,0", [event("del", "t")]));
  assert.deepEqual(await followed, [0.5, "gone"]);
});

Deno.test("several tasks share the call; one that is followed later is read once", async () => {
  const pool = new Pool();
  const source = new TaskEvents(pool);
  for (const ref of ["a", "b"]) pool.tasks.set(ref, pending(0));
  const first = states(source.follow("a"));
  const second = states(source.follow("b"));
  await pool.answer(batch("6,0", [event("mod", "a", success)]));
  await pool.answer(batch("7,0", [event("mod", "b", success)]));
  assert.equal((await first).at(-1), 1);
  assert.equal((await second).at(-1), 1);
  assert.deepEqual(pool.asked.map(({ classes }) => classes).slice(0, 4), [
    ["task/a"],
    ["task"],
    ["task/b"],
    ["task"],
  ]);
});

Deno.test("when the pool goes back in time, or may have forgotten deletions, every followed task is read again", async () => {
  for (
    const answer of [
      batch("4,0", []),
      batch("900,0", Array.from({ length: 256 }, (_, i) => event("del", `other${i}`))),
    ]
  ) {
    const pool = new Pool();
    pool.tasks.set("t", pending(0.5));
    const followed = states(new TaskEvents(pool).follow("t"));
    await pool.blocked();
    pool.tasks.delete("t");
    await pool.answer(answer);
    assert.equal((await followed).at(-1), "gone");
  }
});

Deno.test("a lost session is thrown to who follows; afterwards it can be followed again", async () => {
  const pool = new Pool();
  pool.tasks.set("t", pending(0.5));
  const source = new TaskEvents(pool);
  const lost = new XapiError("SESSION_INVALID", ["OpaqueRef:s"]);
  const followed = states(source.follow("t"));
  await pool.answer(lost);
  await assert.rejects(followed, lost);
  const again = states(source.follow("t"));
  await pool.answer(batch("6,0", [event("mod", "t", success)]));
  assert.deepEqual(await again, [0.5, 1]);
});

Deno.test("who begins to follow after all others have left is not forgotten", async () => {
  const pool = new Pool();
  pool.tasks.set("a", success);
  pool.tasks.set("b", success);
  const source = new TaskEvents(pool);
  const later = source.follow("b");
  assert.deepEqual(await states(source.follow("a")), [1]);
  assert.deepEqual(await states(later), [1]);
});

Deno.test("a pool lost at the first read fails its one follower, and nobody else", async () => {
  const lost = new ConnectionError("refused", "Nobody listens there");
  const events = new TaskEvents({ call: () => Promise.reject(lost) });
  const follow = async () => {
    for await (const _ of events.follow("OpaqueRef:t")) assert.fail("there is no record");
  };
  // A second promise of the same failure, at which nobody looked, used to end the process.
  await assert.rejects(follow(), lost);
});
