import assert from "node:assert/strict";
import { Cache } from "@/lib/cache/mod.ts";
import { Session, XapiError } from "@/lib/xapi/mod.ts";
import type { Value, XapiRecord } from "@/lib/xapi/types.ts";
import { check, compare, findDifferences, listable } from "./consistency.ts";
import { type Answer, Scripted, token, vm } from "./testing.ts";

const ref = (name: string) => `OpaqueRef:${name}`;

function holding(className: string, records: Record<string, XapiRecord>) {
  const writer = new Cache().openPool("p", { name: "p" });
  const events = Object.entries(records).map(([name, record]) => ({
    class: className,
    operation: "add" as const,
    ref: ref(name),
    record,
  }));
  writer.apply({ token: "", validRefCounts: {}, events });
  return writer;
}

const session = (script: Record<string, Answer[]>) => new Session(new Scripted(script), "OpaqueRef:s");
const never = new AbortController().signal;

Deno.test("two records are compared field by field; not there is null, and NaN is itself", async () => {
  const writer = holding("task", {
    a: { uuid: "a", progress: NaN, subtask_of: null, other_config: { x: "1" } },
    b: { uuid: "b", progress: 0, other_config: { x: "1" } },
    c: { uuid: "c" },
  });
  const { objects } = await compare(
    writer,
    "task",
    new Map<string, XapiRecord>([
      [ref("a"), { uuid: "a", progress: NaN, other_config: { x: "1" } }],
      [ref("b"), { uuid: "b", progress: 1, other_config: { x: "1", y: "2" } }],
      [ref("d"), { uuid: "d" }],
    ]),
  );
  assert.deepEqual(
    objects,
    new Map([[ref("b"), ["progress", "other_config"]], [ref("d"), [""]], [ref("c"), [""]]]),
  );
});

/** A check of VM "a", held as "one", of which the list says "two": what then is answered decides. */
async function verdict(record: Answer, ...events: Value[]) {
  const found = await check(
    session({
      "VM.get_all_records": [{ [ref("a")]: vm("a", "two") }],
      "VM.get_record": [record],
      "event.from": [([, classes, since]) => {
        assert.deepEqual([classes, since], [["vm"], token(7)], "messages were not asked for");
        return { events, token: token(8), valid_ref_counts: {} };
      }],
    }),
    holding("VM", { a: vm("a", "one") }),
    "VM",
    () => token(7, 42),
    never,
  );
  return [...found.objects.values()].flat();
}

Deno.test("what differs from a list is a difference only if it still does and nothing is on its way", async () => {
  assert.deepEqual(await verdict(vm("a", "two")), ["name_label"]);
  assert.deepEqual(await verdict(vm("a", "one")), [], "the list was older");
  const mod = { id: "8", timestamp: "0", class: "vm", operation: "mod", ref: ref("a") };
  assert.deepEqual(await verdict(vm("a", "two"), { ...mod, snapshot: vm("a", "two") }), [], "on its way");
  const gone = new XapiError("HANDLE_INVALID", ["VM", ref("a")]);
  assert.deepEqual(await verdict(gone), [""]);
  assert.deepEqual(await verdict(gone, { ...mod, operation: "del" }), []);
  await assert.rejects(verdict(new XapiError("SESSION_INVALID", ["s"])), { code: "SESSION_INVALID" });
});

Deno.test("one that was never told is found among many that are on their way", async () => {
  const names = Array.from({ length: 30 }, (_, i) => `vm${i}`);
  const records = (name: string) => Object.fromEntries(names.map((uuid) => [ref(uuid), vm(uuid, name)]));
  const events = names.slice(0, 29).map((uuid) => ({
    id: "8",
    timestamp: "0",
    class: "vm",
    operation: "mod",
    ref: ref(uuid),
    snapshot: vm(uuid, "new"),
  }));
  const found = await check(
    session({
      "VM.get_all_records": [records("new")],
      "VM.get_record": names.map(() => ([, self]) => vm(String(self).slice(10), "new")),
      "event.from": Array.from({ length: 4 }, () => ({ events, token: token(8), valid_ref_counts: {} })),
    }),
    holding("VM", Object.fromEntries(names.map((uuid) => [uuid, vm(uuid, "old")]))),
    "VM",
    () => token(7),
    never,
  );
  assert.deepEqual([...found.objects.keys()], [ref("vm29")]);
});

Deno.test("objects of a class that nobody knows are read alike one by one and in a list", async () => {
  const wire = { uuid: "a", parent: "OpaqueRef:NULL", made: "20240420T12:00:00Z" };
  const found = await check(
    session({
      "novel.get_all_records": [{ [ref("a")]: { ...wire, size: 1 } }],
      "novel.get_record": [{ ...wire }],
      "event.from": [{ events: [], token: token(7), valid_ref_counts: {} }],
    }),
    holding("novel", { a: { uuid: "a", parent: null, made: "2024-04-20T12:00:00Z" } }),
    "novel",
    () => token(7),
    never,
  );
  assert.deepEqual(found.objects, new Map());
});

Deno.test("the classes compared are those that the pool lists and that have events", async () => {
  const methods = ["VM.start", "VM.get_all_records", "role.get_all_records", "secret.get_all_records"];
  assert.deepEqual(await listable(session({ "system.listMethods": [methods] })), ["VM"]);
});

Deno.test("differences of a standing pool are those that stay; a class that is not listed after all has none", async () => {
  const script = () => ({
    "system.listMethods": [["VM.get_all_records", "VIF_metrics.get_all_records"]],
    "VM.get_all_records": [{ [ref("a")]: vm("a", "two") }, { [ref("a")]: vm("a", "one") }],
    "VIF_metrics.get_all_records": [new XapiError("MESSAGE_REMOVED", [])],
  });
  const writer = holding("VM", { a: vm("a", "one") });
  assert.deepEqual(await findDifferences(session(script()), writer), []);
  assert.deepEqual(await findDifferences(session(script()), writer, { patience: 0 }), [
    { className: "VM", objects: new Map([[ref("a"), ["name_label"]]]) },
  ]);
});
