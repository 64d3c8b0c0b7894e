// Classes that are read again, over a scripted pool.
import assert from "node:assert/strict";
import { XapiError } from "@/lib/xapi/mod.ts";
import type { Value } from "@/lib/xapi/types.ts";
import { add, type Answer, batch, never, run, task, taskBatch, token, vm } from "./testing.ts";

Deno.test("a deletion that xapi forgot to tell is found by the counts and healed by reading that class alone", async () => {
  const { calls, names } = await run({
    "event.from": [batch(5, 2, add("a", "one"), add("b", "two")), batch(6, 1)],
    "VM.get_all_records": [{ "OpaqueRef:a": vm("a", "one") }],
  });
  assert.equal(calls.filter((call) => call === "VM.get_all_records").length, 1);
  assert.deepEqual(names, ["one"]);
});

Deno.test("another answer that was taken for a first read is found by the counts and healed class by class", async () => {
  const { calls, names } = await run({
    "event.from": [batch(5, 2), batch(5, 2), batch(6, 2)],
    "VM.get_all_records": [{ "OpaqueRef:a": vm("a", "one"), "OpaqueRef:b": vm("b", "two") }],
  });
  assert.equal(calls.filter((call) => call === "VM.get_all_records").length, 1);
  assert.deepEqual(names, ["one", "two"]);
});

Deno.test("a class that is counted but not told of is listed once a connection, and one that cannot be listed asked for once", async () => {
  let now = 0;
  const counts = { vm: 1, novel: 3, secret_thing: 2 };
  const { calls } = await run({
    "event.from": [
      { ...batch(5, 1, add("a", "one")), valid_ref_counts: counts },
      ...Array.from({ length: 100 }, (_, i) => () => {
        now += 60_000;
        return { ...batch(6 + i, 1), valid_ref_counts: counts };
      }),
    ],
    "novel.get_all_records": [{}],
    "secret_thing.get_all_records": [
      new XapiError("MESSAGE_METHOD_UNKNOWN", ["secret_thing.get_all_records"]),
    ],
  }, () => now);
  assert.deepEqual(calls.filter((call) => call.endsWith("get_all_records")), [
    "novel.get_all_records",
    "secret_thing.get_all_records",
  ]);
});

Deno.test("a class that differs again and again is not read all the time", async () => {
  const { calls } = await run({
    "event.from": [
      batch(5, 1, add("a", "one")),
      ...[2, 3, 4, 5, 6, 7, 8].map((count) => batch(5 + count, count)),
    ],
    "VM.get_all_records": Array.from({ length: 10 }, () => ({ "OpaqueRef:a": vm("a", "one") })),
  });
  assert.equal(calls.filter((call) => call === "VM.get_all_records").length, 1);
});

Deno.test("a class that differs is read again after its rest, whatever the machine's date does meanwhile", async () => {
  let now = 0;
  const { now: date } = Date;
  try {
    const { calls, names } = await run({
      "event.from": [
        batch(5, 1, add("a", "one")),
        batch(6, 3),
        batch(7, 3),
        () => {
          Date.now = () => 0; // somebody set the date back
          now += 5_000;
          return batch(8, 2);
        },
      ],
      "VM.get_all_records": [
        { "OpaqueRef:a": vm("a", "one") },
        { "OpaqueRef:a": vm("a", "one"), "OpaqueRef:b": vm("b", "two") },
      ],
    }, () => now);
    assert.equal(calls.filter((call) => call === "VM.get_all_records").length, 2);
    assert.deepEqual(names, ["one", "two"]);
  } finally {
    Date.now = date;
  }
});

Deno.test("a class that cannot be listed does not end the connection, a session that is gone does", async () => {
  const { seen } = await run({
    "event.from": [batch(5, 1, add("a", "one")), batch(6, 2), batch(7, 1)],
    "VM.get_all_records": [new XapiError("MESSAGE_METHOD_UNKNOWN", ["VM.get_all_records"])],
  });
  assert.deepEqual(seen, ["synced", "changed", "changed"]);
  await assert.rejects(
    run({
      "event.from": [batch(5, 1, add("a", "one")), batch(6, 2)],
      "VM.get_all_records": [new XapiError("SESSION_INVALID", ["s"])],
    }),
  );
});

Deno.test("a batch of tasks waits while a class is being replaced, and is not lost", async () => {
  const many = Array.from({ length: 300 }, (_, i) => add(`vm${i}`, `vm${i}`));
  const listed = Promise.withResolvers<void>(), heard = Promise.withResolvers<void>();
  const { names, tasks } = await run({
    "event.from": [
      batch(5, 300, ...many),
      batch(6, 299),
      async () => {
        await heard.promise;
        return batch(7, 299);
      },
    ],
    "tasks": [async () => {
      await listed.promise;
      return taskBatch(6, 1, task("t1"));
    }, (_, signal) => {
      heard.resolve();
      return never(signal);
    }],
    "VM.get_all_records": [() => {
      listed.resolve();
      return Object.fromEntries(many.slice(1).map((_, i) => [`OpaqueRef:vm${i}`, vm(`vm${i}`, `vm${i}`)]));
    }],
  });
  assert.deepEqual([names.length, tasks], [299, ["t1"]]);
});

Deno.test("a change that was told without its record has the class read again", async () => {
  const { names } = await run({
    "event.from": [
      batch(5, 1, add("a", "one")),
      batch(6, 1, { id: "1", timestamp: "0", class: "vm", operation: "mod", ref: "OpaqueRef:a" }),
      batch(7, 1),
    ],
    "VM.get_all_records": [{ "OpaqueRef:a": vm("a", "renamed") }],
  });
  assert.deepEqual(names, ["renamed"]);
});

Deno.test("a list is older than the next batch: what that deletes is gone, what it adds is there", async () => {
  const { names } = await run({
    "event.from": [
      batch(5, 2, add("a", "one"), add("b", "two")),
      batch(6, 1),
      batch(7, 2, add("c", "three"), {
        id: "1",
        timestamp: "0",
        class: "vm",
        operation: "del",
        ref: "OpaqueRef:b",
      }),
    ],
    "VM.get_all_records": [{ "OpaqueRef:a": vm("a", "one"), "OpaqueRef:b": vm("b", "two") }],
  });
  assert.deepEqual(names, ["one", "three"]);
});

Deno.test("a list that comes after everything had to be read again is not written", async () => {
  const late = Promise.withResolvers<Value>(), listing = Promise.withResolvers<void>();
  const { names, seen } = await run({
    "event.from": [
      batch(9, 2, add("a", "one"), add("b", "two")),
      batch(10, 1),
      batch(7, 1, add("c", "after the crash")),
    ],
    "tasks": [async () => {
      await listing.promise;
      queueMicrotask(() => late.resolve({ "OpaqueRef:a": vm("a", "before the crash") }));
      return taskBatch(7, 0);
    }],
    "VM.get_all_records": [() => {
      listing.resolve();
      return late.promise;
    }],
  });
  assert.deepEqual(seen, ["synced", "changed", "rolled back", "synced"]);
  assert.deepEqual(names, ["after the crash"]);
});

Deno.test("a class that differs again after each rest is read ever more seldom, and soon again when it was calm", async () => {
  let now = 0;
  const times: number[] = [];
  const step = (to: number): Answer => () => {
    now = to;
    return batch(6 + to, 2 + (to % 7));
  };
  const seconds = [...Array.from({ length: 100 }, (_, i) => i), 2000, 2001, 2006];
  await run({
    "event.from": [batch(5, 1, add("a", "one")), ...seconds.map((second) => step(second * 1000))],
    "VM.get_all_records": Array.from({ length: 20 }, () => () => {
      times.push(now / 1000);
      return { "OpaqueRef:a": vm("a", "one") };
    }),
  }, () => now);
  assert.deepEqual(times, [0, 5, 15, 35, 75, 2000, 2006]);
});

Deno.test("a pool that counts new classes in each answer is asked for few of them", async () => {
  const lies = (round: number) => ({
    events: [],
    token: token(5 + round),
    valid_ref_counts: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`c${round}_${i}`, 1])),
  });
  const refused = new Proxy<Record<string, Answer[]>>({
    "event.from": [batch(5, 1, add("a", "one")), ...[1, 2, 3, 4, 5].map(lies)],
  }, {
    get: (script, method) =>
      /get_all_records$/.test(String(method))
        ? [new XapiError("MESSAGE_METHOD_UNKNOWN", [])]
        : script[String(method)],
  });
  const { calls } = await run(refused);
  assert.equal(calls.filter((call) => call.endsWith(".get_all_records")).length, 200);
});
