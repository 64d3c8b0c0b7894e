// A pool without event.from: a simulator that is XenServer 5.6, and a scripted one for what goes wrong.
import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { connect, login, parseAddress, XapiError } from "@/lib/xapi/mod.ts";
import type { Value } from "@/lib/xapi/types.ts";
import { startSimulator, VERSIONS } from "@/sim/mod.ts";
import { findDifferences } from "./consistency.ts";
import { follow } from "./follow.ts";
import { type Answer, begin, never, run, until, vm } from "./testing.ts";

Deno.test("a XenServer 5.6 is read and followed, additions, changes and deletions", async () => {
  const version = VERSIONS.get("5.6");
  assert.ok(version);
  const sim = await startSimulator({ vms: 5, hosts: 1, version });
  const transport = await connect(parseAddress(sim.url), { fingerprint: null, dialect: null });
  const writer = new Cache().openPool("p", { name: "p" });
  const control = new AbortController();
  const synced = Promise.withResolvers<void>();
  let changes = 0;
  try {
    assert.equal(transport.dialect, "xml");
    const session = await login(transport, { username: "root", password: "atoll" });
    await assert.rejects(session.events({ token: "" }), { code: "MESSAGE_METHOD_UNKNOWN" });
    const following = assert.rejects(
      follow(session, writer, {
        signal: control.signal,
        synced: () => synced.resolve(),
        changed: () => changes++,
        rolledBack: () => assert.fail("nothing was lost"),
      }),
      (error) => control.signal.aborted || Promise.reject(error),
    );
    await Promise.race([synced.promise, following]);
    assert.deepEqual(await findDifferences(session, writer, { patience: 0 }), []);
    const { db } = sim;
    const [first = "", second = ""] = [...db.table("VM")].filter(([, record]) => !record["is_a_template"])
      .map(([ref]) => ref);
    db.set("VM", first, "name_label", "renamed");
    await until(() => writer.records("VM").get(first)?.["name_label"] === "renamed");
    db.destroy("VM", second);
    const task = db.create("task", { name_label: "t", status: "pending", progress: 0 });
    await until(() => !writer.records("VM").has(second) && writer.records("task").has(task));
    assert.deepEqual(await findDifferences(session, writer), []);
    assert.ok(changes >= 2);
    control.abort();
    await following;
  } finally {
    transport.close();
    await sim.close();
  }
});

const event = (operation: string, ref: string, snapshot?: Value): Value => ({
  id: "7",
  timestamp: "1795413425.",
  class: "vm",
  operation,
  ref: `OpaqueRef:${ref}`,
  ...(snapshot === undefined ? {} : { snapshot }),
});

/** Follows a scripted pool whose only class is VM, to the end of its script. */
const runOld = (script: Record<string, Answer[]>, clock: () => number = () => 0) =>
  run({
    "event.from": [new XapiError("MESSAGE_METHOD_UNKNOWN", ["event.from"])],
    "event.register": ["", "", ""],
    "event.get_current_id": ["8", "8", "8"],
    "event.unregister": ["", ""],
    "system.listMethods": [1, 2].map(() => ["VM.get_all_records", "session.get_all_records"]),
    ...script,
  }, clock);

Deno.test("a session registers before it reads, so that nothing falls in between", async () => {
  const { calls, seen, names } = await runOld({
    "VM.get_all_records": [{ "OpaqueRef:a": vm("a", "one"), "OpaqueRef:b": vm("b", "two") }],
    "event.next": [[
      event("mod", "a", vm("a", "older than the list")),
      event("mod", "a", vm("a", "newest")),
      event("del", "b", vm("b", "two")),
      { ...event("add", "s", { uuid: "s" }) as object, class: "session" },
    ]],
  });
  assert.deepEqual(calls, [
    'event.from ""',
    "event.register",
    "event.get_current_id",
    "system.listMethods",
    "VM.get_all_records",
    "event.next",
    "event.next",
  ]);
  assert.deepEqual([seen, names], [["synced", "changed"], ["newest"]]);
});

Deno.test("when the pool has lost events, everything is read again", async () => {
  const { seen, names, calls } = await runOld({
    "VM.get_all_records": [{ "OpaqueRef:a": vm("a", "one") }, { "OpaqueRef:b": vm("b", "two") }],
    "event.next": [new XapiError("EVENTS_LOST", [])],
  });
  assert.deepEqual([seen, names], [["synced", "rolled back", "synced"], ["two"]]);
  assert.ok(calls.indexOf("event.unregister") < calls.lastIndexOf("event.register"));
});

Deno.test("now and then a class is read again, and a change without its record has its class read at once", async () => {
  let now = 0;
  const { names, calls } = await runOld({
    "VM.get_all_records": [{ "OpaqueRef:a": vm("a", "one") }, { "OpaqueRef:a": vm("a", "two") }, {
      "OpaqueRef:a": vm("a", "three"),
    }],
    "event.next": [[event("mod", "a")], () => {
      now = 61_000;
      return [];
    }],
  }, () => now);
  assert.deepEqual(names, ["three"]);
  assert.equal(calls.filter((call) => call === "VM.get_all_records").length, 3);
});

Deno.test("a class that cannot be listed is left out, a session that is gone ends it", async () => {
  const { names } = await runOld({ "VM.get_all_records": [new XapiError("NOT_IMPLEMENTED", ["VM"])] });
  assert.deepEqual(names, []);
  await assert.rejects(runOld({ "VM.get_all_records": [new XapiError("SESSION_INVALID", ["s"])] }));
});

for (
  const [what, ids, stopped, first = 8] of [
    ["an answer that stops on its way is given up: ids show that there was something to tell", [9, 9], true],
    ["a pool in which nothing happens is waited for", [8, 8, 8, 8], false],
    ["an event that was told, of whatever class, is none that stopped", [8, 8, 8], false, 7],
    ["a pool that tells no ids is waited for", [new XapiError("INTERNAL_ERROR", []), "x"], false],
  ] as const
) {
  Deno.test(what, async () => {
    const { done, calls } = begin({
      "event.from": [new XapiError("MESSAGE_METHOD_UNKNOWN", ["event.from"])],
      "event.register": [""],
      "event.get_current_id": [String(first), ...ids],
      "system.listMethods": [[]],
      "event.next": [
        ...(first < 8 ? [[{ ...event("add", "s") as object, class: "session" }]] : []),
        (_, signal) => never(signal),
      ],
      "pool.get_all": ids.map(() => []),
    }, { pulse: 1 });
    await assert.rejects(done, stopped ? { kind: "timeout" } : /The script is over/);
    assert.equal(calls.filter((call) => call === "event.get_current_id").length, 1 + ids.length);
  });
}

Deno.test("a wait that is broken off ends at once", async () => {
  const control = new AbortController();
  const { done } = begin({
    "event.from": [new XapiError("MESSAGE_METHOD_UNKNOWN", ["event.from"])],
    "event.register": [""],
    "event.get_current_id": [new XapiError("MESSAGE_METHOD_UNKNOWN", ["event.get_current_id"])],
    "system.listMethods": [[]],
    "event.next": [(_, signal) => {
      queueMicrotask(() => control.abort());
      return never(signal);
    }],
  }, { signal: control.signal });
  await assert.rejects(done, () => control.signal.aborted);
});
