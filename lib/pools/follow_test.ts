// The live loops over a scripted pool.
import assert from "node:assert/strict";
import { XapiError } from "@/lib/xapi/mod.ts";
import type { Value } from "@/lib/xapi/types.ts";
import { add, batch, begin, never, run, task, taskBatch, token } from "./testing.ts";

Deno.test("the first event.from reads everything, and its token leads on", async () => {
  const { calls, seen, names } = await run({
    "event.from": [batch(5, 1, add("a", "one")), batch(6, 2, add("b", "two"))],
  });
  assert.deepEqual(calls, ['event.from ""', `event.from "${token(5)}"`, `event.from "${token(6)}"`]);
  assert.deepEqual(seen, ["synced", "changed"]);
  assert.deepEqual(names, ["one", "two"]);
});

Deno.test("a pool that crashed and went back in time is read again from the start", async () => {
  const { calls, seen, names } = await run({
    "event.from": [batch(9, 2, add("a", "one"), add("b", "lost")), batch(7, 1), batch(7, 1, add("a", "one"))],
  });
  assert.deepEqual(calls.slice(0, 3), ['event.from ""', `event.from "${token(9)}"`, 'event.from ""']);
  assert.deepEqual(seen, ["synced", "rolled back", "synced"]);
  assert.deepEqual(names, ["one"]);
});

Deno.test("tasks come over a loop of their own, whose counts say nothing of what the other loop has yet to tell", async () => {
  const heard = Promise.withResolvers<void>();
  const { calls, seen, names, tasks } = await run({
    "event.from": [
      { ...batch(5, 1, add("a", "one"), task("t1")), token: token(5, 42) },
      async () => {
        await heard.promise;
        return { ...batch(9, 1), token: token(9, 42) };
      },
    ],
    "tasks": [taskBatch(6, 2, task("t2")), taskBatch(7, 1, task("t1", "del")), (_, signal) => {
      heard.resolve();
      return never(signal);
    }],
  });
  assert.deepEqual(seen, ["synced", "changed"]);
  assert.equal(calls.filter((call) => call.startsWith("event.from")).length, 3);
  assert.deepEqual([names, tasks], [["one"], ["t2"]]);
});

Deno.test("what the other loop says of tasks is not heard: it may be older", async () => {
  const { tasks } = await run({
    "event.from": [batch(5, 0, task("t1")), batch(6, 0, task("t2"), task("t1", "del"))],
  });
  assert.deepEqual(tasks, ["t1"]);
});

Deno.test("deletions of tasks that xapi forgot to tell are found and healed over the loop of tasks", async () => {
  const healed = Promise.withResolvers<void>();
  const { calls, tasks } = await run({
    "event.from": [
      batch(5, 0, ...["t1", "t2", "t3"].map((name) => task(name))),
      async () => {
        await healed.promise;
        return batch(6, 0);
      },
    ],
    "tasks": [taskBatch(6, 1), () => {
      healed.resolve();
      return taskBatch(7, 1);
    }],
    "task.get_all_records": [{ "OpaqueRef:t2": { uuid: "t2", name_label: "t2" } }],
  });
  assert.equal(calls.filter((call) => call === "task.get_all_records").length, 1);
  assert.deepEqual(tasks, ["t2"]);
});

Deno.test("tasks that went back in time have everything read again, and nothing of before is written afterwards", async () => {
  const late = Promise.withResolvers<Value>();
  const { seen, names, tasks } = await run({
    "event.from": [
      batch(9, 1, add("a", "one"), task("t1")),
      () => late.promise, // the other loop, still under way
      () => batch(7, 1, add("b", "two"), task("t2")),
    ],
    "tasks": [() => {
      queueMicrotask(() => late.resolve(batch(10, 2, add("c", "of before"))));
      return taskBatch(7, 1);
    }],
  });
  assert.deepEqual(seen, ["synced", "rolled back", "synced"]);
  assert.deepEqual([names, tasks], [["two"], ["t2"]]);
});

Deno.test("a loop that fails ends the other one, and what that one still hears is not written", async () => {
  const late = Promise.withResolvers<Value>();
  const { done, writer } = begin({
    "event.from": [batch(5, 1, add("a", "one")), () => late.promise],
    "tasks": [new XapiError("SESSION_INVALID", ["s"])],
  }, {
    changed: () => assert.fail("nothing changes any more"),
    rolledBack: () => assert.fail("nothing was rolled back"),
  });
  queueMicrotask(() => late.resolve(batch(6, 2, add("b", "two"))));
  await assert.rejects(done, { code: "SESSION_INVALID" });
  assert.equal(writer.records("VM").size, 1);
});

Deno.test("all classes of the pool's own counts but tasks are asked for by name, and messages; without counts all", async () => {
  const ask = async (counts: { [name: string]: number }) => {
    let asked: Value = null;
    await run({
      "event.from": [{ ...batch(5, 0), valid_ref_counts: counts }, ([, classes]) => {
        asked = classes ?? null;
        return batch(6, 0);
      }],
    });
    return asked;
  };
  assert.deepEqual(
    await ask({
      vm: 1,
      task: 3,
      "*": 1,
      "a/b/c": 1,
      session: 2,
      role: 0,
      driver_variant: 0,
      vm_guest_metrics: 1,
    }),
    [
      "driver_variant",
      "message",
      "vm",
      "vm_guest_metrics",
    ],
  );
  assert.deepEqual(await ask({}), ["*"]);
});

Deno.test("an abort between the first read and the first batch asks for nothing more", async () => {
  const control = new AbortController();
  const { done, calls } = begin({ "event.from": [batch(5, 1, add("a", "one"))], "tasks": [] }, {
    signal: control.signal,
    synced: () => control.abort(),
    changed: () => assert.fail("nothing changes any more"),
    rolledBack: () => assert.fail("nothing was rolled back"),
  });
  await assert.rejects(done, { name: "AbortError" });
  assert.deepEqual(calls, ['event.from ""']);
});

Deno.test("a pool that goes back in time again and again is given a pause", async () => {
  let reads = 0;
  const { done } = begin({
    "event.from": Array.from({ length: 20 }, () => ([, , since]) => {
      if (since !== "") return batch(4, 0);
      reads++;
      return batch(5, 0);
    }),
  });
  await assert.rejects(done, { kind: "bad-answer" });
  assert.equal(reads, 3);
});
