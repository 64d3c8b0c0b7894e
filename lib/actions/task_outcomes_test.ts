import assert from "node:assert/strict";
import { Cache, type PoolWriter } from "@/lib/cache/mod.ts";
import { batch, del, LIVE, mod, vmRecord } from "@/lib/cache/testing.ts";
import { type AuditRecord, AuditRepository } from "@/lib/store/audit.ts";
import { entry } from "@/lib/store/audit_testing.ts";
import type { Collection } from "@/lib/view/types.ts";
import { withKv } from "@/tests/api/support.ts";
import { TaskOutcomes, type Timing } from "./task_outcomes.ts";

const POOL = "aaaaaaaa-0000-4000-8000-000000000001";
const TASK = "OpaqueRef:task-1";
const AT_ONCE: Timing = { grace: 20, delay: 1, again: 5 };
const PATIENT: Timing = { ...AT_ONCE, grace: 600_000 };
const started = entry("vm.start", { result: "started", task: "task-1" });

interface Stand {
  readonly audit: AuditRepository;
  readonly cache: Cache;
  readonly writer: PoolWriter;
  readonly outcomes: TaskOutcomes;
  /** The task as the pool tells it. */
  task(status: string, error_info?: string[]): void;
  /** Number, result and sentence of the next outcome. */
  told(): Promise<unknown[]>;
}

async function withStand(timing: Timing, run: (stand: Stand) => Promise<void>): Promise<void> {
  await withKv(async (kv) => {
    const audit = new AuditRepository(kv);
    const cache = new Cache({ errorText: (code) => `Told of ${code}` });
    const writer = cache.openPool(POOL, { name: "lab" });
    let next = Promise.withResolvers<AuditRecord>();
    const finish = audit.finish.bind(audit);
    audit.finish = async (...outcome) => {
      const record = await finish(...outcome);
      next.resolve(record);
      return record;
    };
    const outcomes = new TaskOutcomes(cache, audit, timing);
    writer.apply(batch(
      mod("pool", "OpaqueRef:pool", { uuid: POOL, name_label: "lab", tags: [], other_config: {} }),
      mod("VM", "OpaqueRef:1", vmRecord("1", { is_a_template: false, is_a_snapshot: false, tags: [] })),
    ));
    writer.connection(LIVE);
    try {
      await run({
        audit,
        cache,
        writer,
        outcomes,
        task(status, error_info = []) {
          writer.apply(batch(mod("task", TASK, { uuid: "task-1", name_label: "start", status, error_info })));
        },
        async told() {
          const { of, what, result, message } = await next.promise;
          next = Promise.withResolvers();
          assert.equal(what, "vm.start.finished");
          return [of, result, message];
        },
      });
    } finally {
      outcomes.close();
    }
  });
}

Deno.test("a task's success, failure and end by hand each are noted, with the sentence", async () => {
  await withStand(PATIENT, async ({ audit, outcomes, task, told, writer }) => {
    for (
      const [status, error, result, message] of [
        ["success", [], "done", ""],
        ["failure", ["HOST_FULL"], "failed", "Told of HOST_FULL"],
        ["cancelled", [], "failed", "The task was cancelled"],
      ] as const
    ) {
      await outcomes.append(started);
      const [begun] = await audit.list({ limit: 1 });
      task("pending");
      task(status, [...error]);
      assert.deepEqual(await told(), [begun?.seq, result, message]);
      writer.apply(batch(del("task", TASK)));
    }
    assert.equal((await audit.verify()).entries, 6);
  });
});

Deno.test("a task that goes without its end having been seen is told so, one that never came after a while", async () => {
  await withStand(AT_ONCE, async ({ outcomes, task, told, writer }) => {
    await outcomes.append(started);
    const gone = "The pool no longer knows the task";
    assert.deepEqual(await told(), [1, "unknown", gone]);
    task("pending");
    await outcomes.append(started);
    writer.apply(batch(del("task", TASK)));
    assert.deepEqual(await told(), [3, "unknown", gone]);
  });
});

Deno.test("while its pool is away nothing is said of a task; when the pool is removed, that", async () => {
  await withStand({ ...AT_ONCE, grace: 0 }, async ({ audit, outcomes, writer, told, cache }) => {
    writer.connection({ ...LIVE, state: "stale" });
    await outcomes.append(started);
    const looked = Promise.withResolvers<void>();
    const get = cache.get.bind(cache);
    let times = 0;
    cache.get = <C extends Collection>(collection: C, id: string) => {
      if (++times > 6) looked.resolve();
      return get(collection, id);
    };
    await looked.promise;
    assert.equal((await audit.openTasks()).length, 1);
    writer.remove();
    assert.deepEqual(await told(), [
      1,
      "unknown",
      "The pool was removed before the end of the task was seen",
    ]);
  });
});

Deno.test("a restart takes up what was left open", async () => {
  await withStand(PATIENT, async ({ audit, cache, outcomes, task, told }) => {
    await outcomes.append(started);
    outcomes.close();
    task("success");
    assert.equal((await audit.openTasks()).length, 1);
    const again = new TaskOutcomes(cache, audit, PATIENT);
    await again.start();
    assert.deepEqual(await told(), [1, "done", ""]);
    assert.deepEqual(await audit.openTasks(), []);
    again.close();
  });
});

Deno.test("an outcome that cannot be written is tried again", async () => {
  await withStand(PATIENT, async ({ audit, outcomes, task, told }) => {
    const { finish } = audit;
    let times = 0;
    audit.finish = (...outcome) =>
      ++times === 1 ? Promise.reject(new Error("Disk full")) : finish(...outcome);
    await outcomes.append(started);
    task("success");
    assert.deepEqual(await told(), [1, "done", ""]);
    assert.equal(times, 2);
  });
});

Deno.test("entries without a task, of other things, and of what is in no pool pass as they are", async () => {
  await withStand(PATIENT, async ({ audit, outcomes }) => {
    await outcomes.append(entry("vm.rename"));
    await outcomes.append(entry("user.create", { object: { collection: "user", id: "u", name: "ada" } }));
    await outcomes.append({ ...started, object: { collection: "vm", id: "gone", name: "gone" } });
    assert.equal((await audit.list()).length, 3);
    assert.deepEqual(await audit.openTasks(), []);
  });
});

Deno.test("who started a task is known while it runs and after it, of what an earlier process started as well", async () => {
  await withStand(PATIENT, async ({ audit, cache, outcomes, task, told }) => {
    assert.deepEqual([...outcomes.starters], []);
    await outcomes.append(started);
    const name = started.who.username;
    assert.deepEqual([...outcomes.starters], [["task-1", name]]);
    const next = new TaskOutcomes(cache, audit, PATIENT);
    await next.start();
    assert.deepEqual([...next.starters], [["task-1", name]]);
    next.close();
    task("success");
    await told();
    assert.equal(outcomes.starters.get("task-1"), name);
  });
});
