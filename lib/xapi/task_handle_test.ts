// Handles of tasks: every way a task can end, as seen by who started it.
import { strict as assert } from "node:assert";
import { ConnectionError, XapiError } from "./errors.ts";
import { isCancelled, Task, type TaskState } from "./task_handle.ts";
import { TaskFeed } from "./task_source.ts";
import type { Caller, Value, XapiRecord } from "./types.ts";

const REF = "OpaqueRef:t";

/** A task that has its records from `put`, and a caller that answers from a table. */
function started(method: string, answers: Record<string, Value | Error> = {}) {
  const source = new TaskFeed();
  const asked: string[] = [];
  const caller: Caller = {
    call(name, params) {
      assert.deepEqual(params, [REF]);
      asked.push(name);
      const answer = answers[name] ?? null;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  const put = (record: XapiRecord | null) => source.put(REF, record);
  return { task: new Task(REF, method, { caller, source }), put, source, asked };
}

const pending = (progress: number, more: XapiRecord = {}): XapiRecord => ({
  status: "pending",
  progress,
  current_operations: {},
  ...more,
});
const ended = (status: string, more: XapiRecord = {}): XapiRecord => ({
  status,
  progress: 1,
  result: "",
  error_info: [],
  current_operations: {},
  ...more,
});

function isXapiError(code: string, params: readonly string[]) {
  return (error: unknown) => {
    assert(error instanceof XapiError);
    assert.deepEqual([error.code, error.params], [code, params]);
    return true;
  };
}

Deno.test("a success gives the method's result, decoded by its type", async () => {
  const cases: [method: string, text: string, value: Value][] = [
    ["VM.clone", "<value>OpaqueRef:1</value>", "OpaqueRef:1"],
    ["VM.start", "<value></value>", null],
    ["VM.start", "", null],
    ["VM.maximise_memory", "<value>4294967296</value>", 4294967296],
    ["VM.get_possible_hosts", "<value><array><data></data></array></value>", []],
    ["VM.call_plugin", "<value></value>", ""],
    ["VM.call_plugin", "<value>a &amp; b</value>", "a & b"],
    [
      "VM.import",
      "<value><array><data><value>OpaqueRef:1</value><value>OpaqueRef:2</value></data></array></value>",
      ["OpaqueRef:1", "OpaqueRef:2"],
    ],
  ];
  for (const [method, text, value] of cases) {
    const { task, put } = started(method);
    const result = task.result();
    put(pending(0.5, { result: text }));
    put(ended("success", { result: text }));
    assert.deepEqual(await result, value, method);
    // What is known needs nobody to be asked again.
    assert.deepEqual(await task.result(), value);
  }
  const { task, put } = started("VM.clone");
  const result = task.result();
  put(ended("success", { result: "done" }));
  assert.equal(await result, "done", "any text may be a reference");
});

Deno.test("a result of another type is a bad answer", async () => {
  const { task, put } = started("VM.maximise_memory");
  const result = task.result();
  put(ended("success", { result: "<value>much</value>" }));
  await assert.rejects(result, (error) => error instanceof ConnectionError && error.kind === "bad-answer");
});

Deno.test("a failure is the pool's own error, even when the first thing heard is the failure", async () => {
  const { task, put } = started("VM.start");
  const result = task.result();
  put(ended("failure", { error_info: ["VM_BAD_POWER_STATE", "OpaqueRef:1", "halted", "running"] }));
  await assert.rejects(result, isXapiError("VM_BAD_POWER_STATE", ["OpaqueRef:1", "halted", "running"]));
  const other = started("VM.start");
  const unknown = other.task.result();
  other.put(ended("failure"));
  await assert.rejects(unknown, isXapiError("INTERNAL_ERROR", []));
});

Deno.test("a cancelled task is told from a failed one, with or without a reason", async () => {
  for (const error_info of [[], ["TASK_CANCELLED", REF], ["VM_CRASHED", "OpaqueRef:1"]]) {
    const { task, put } = started("VM.start");
    const result = task.result();
    put(ended("cancelled", { error_info }));
    await assert.rejects(
      result,
      (error) => isCancelled(error) && isXapiError("TASK_CANCELLED", [REF])(error),
    );
  }
  assert(!isCancelled(new XapiError("VM_CRASHED", [])));
});

Deno.test("a task that is gone ends in HANDLE_INVALID, as xapi would say", async () => {
  const { task, put } = started("VM.start");
  const result = task.result();
  put(null);
  await assert.rejects(result, isXapiError("HANDLE_INVALID", ["task", REF]));
});

Deno.test("progress rises from 0 to 1 in what is told, whatever xapi divides by", async () => {
  const { task, put } = started("VM.start");
  const asked = { current_operations: { "DummyRef:|x|task.cancel": "cancel" } };
  // One line a state that is told; what changes nothing is not.
  const steps: [records: XapiRecord[], told: TaskState][] = [
    [[pending(NaN)], { progress: 0, cancelling: false }],
    [[pending(0), pending(0.25)], { progress: 0.25, cancelling: false }],
    [[pending(0.25), pending(NaN), pending(1.5)], { progress: 1, cancelling: false }],
    [[pending(NaN, asked)], { progress: 1, cancelling: true }],
    [[pending(0.5, { status: "cancelling" })], { progress: 0.5, cancelling: true }],
    [[ended("success", asked)], { progress: 1, cancelling: false }],
  ];
  const told = task[Symbol.asyncIterator]();
  for (const [records, state] of steps) {
    const next = told.next();
    for (const record of records) {
      put(record);
      await Promise.resolve();
    }
    assert.deepEqual((await next).value, state);
  }
  assert.equal((await told.next()).done, true);
});

Deno.test("a lost session is thrown, and the task can be followed on afterwards", async () => {
  const { task, put, source } = started("VM.start");
  const lost = new XapiError("SESSION_INVALID", ["OpaqueRef:s"]);
  const result = task.result();
  put(pending(0.5));
  source.fail(lost);
  await assert.rejects(result, lost);
  const again = task.result();
  put(ended("success"));
  assert.equal(await again, null);
});

Deno.test("waiting can be given up without the task", async () => {
  const { task } = started("VM.start");
  const control = new AbortController();
  const result = task.result({ signal: control.signal });
  control.abort();
  await assert.rejects(result, (error) => error instanceof ConnectionError && error.kind === "aborted");
});

Deno.test("cancelling says why it cannot be", async () => {
  const fine = started("VM.start", { "task.get_status": "pending" });
  await fine.task.cancel();
  assert.deepEqual(fine.asked, ["task.get_status", "task.cancel"]);

  const over = started("VM.start", { "task.get_status": "success" });
  await assert.rejects(over.task.cancel(), (error) => {
    assert.match(String(error), /: the task is over$/);
    return isXapiError("OPERATION_NOT_ALLOWED", ["the task is over"])(error);
  });
  const not = started("VM.start", {
    "task.get_status": "pending",
    "task.cancel": new XapiError("OPERATION_NOT_ALLOWED", [REF]),
  });
  await assert.rejects(
    not.task.cancel(),
    isXapiError("OPERATION_NOT_ALLOWED", ["the task cannot be cancelled"]),
  );
  const gone = started("VM.start", { "task.get_status": new XapiError("HANDLE_INVALID", ["task", REF]) });
  await assert.rejects(gone.task.cancel(), isXapiError("HANDLE_INVALID", ["task", REF]));
});

Deno.test("destroying a task that is gone is fine, any other refusal is told", async () => {
  await started("VM.start").task.destroy();
  await started("VM.start", { "task.destroy": new XapiError("HANDLE_INVALID", ["task", REF]) }).task
    .destroy();
  const denied = new XapiError("RBAC_PERMISSION_DENIED", ["task.destroy"]);
  await assert.rejects(started("VM.start", { "task.destroy": denied }).task.destroy(), denied);
});
