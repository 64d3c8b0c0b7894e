// Tasks: how they end, what objects show meanwhile.
import assert from "node:assert/strict";
import { Database } from "./db.ts";
import { ApiError } from "./errors.ts";
import { Tasks } from "./tasks.ts";

Deno.test("An operation shows on its object while it runs, and its task moves to the end", async () => {
  const db = new Database();
  const tasks = new Tasks(db, { scale: 0.001 });
  const vm = db.create("VM", {});
  const seen: unknown[] = [];
  db.onChange(({ cls, ref }) => cls === "task" && seen.push(db.get("task", ref)?.["progress"]));
  const { ref, done } = tasks.run(
    "Async.VM.start",
    {},
    (task) =>
      task.operate({ objects: [["VM", vm]], operation: "start", duration: 900, steps: 3 }, () => {
        assert.deepEqual(db.get("VM", vm)?.["current_operations"], { [task.ref]: "start" });
        return "x";
      }),
    () => "<value></value>",
  );
  assert.equal(db.get("task", ref)?.["status"], "pending");
  assert.equal(await done, "x");
  const { status, progress, result, error_info } = db.get("task", ref) ?? {};
  assert.deepEqual([status, progress, result, error_info], ["success", 1, "<value></value>", []]);
  assert.deepEqual(db.get("VM", vm)?.["current_operations"], {});
  assert.ok(seen.some((value) => typeof value === "number" && value > 0.3 && value < 0.4), String(seen));
});

Deno.test("A failure ends in the task's error_info and leaves no operation behind", async () => {
  const db = new Database();
  const tasks = new Tasks(db, { scale: 0 });
  const vm = db.create("VM", {});
  const { ref, done } = tasks.run("Async.VM.start", {}, (task) =>
    task.hold([["VM", vm]], "start", () => {
      throw new ApiError("VM_BAD_POWER_STATE", vm, "halted", "running");
    }));
  await assert.rejects(done, { code: "VM_BAD_POWER_STATE" });
  assert.equal(db.get("task", ref)?.["status"], "failure");
  assert.deepEqual(db.get("task", ref)?.["error_info"], ["VM_BAD_POWER_STATE", vm, "halted", "running"]);
  assert.equal(db.get("task", ref)?.["progress"], 1);
  assert.deepEqual(db.get("VM", vm)?.["current_operations"], {});
});

Deno.test("Cancelling needs leave, shows as an operation and ends the task as cancelled", async () => {
  const db = new Database();
  const tasks = new Tasks(db);
  const fixed = tasks.run("Async.VM.start", {}, (task) => task.wait(30_000));
  assert.throws(() => tasks.cancel(fixed.ref), { code: "OPERATION_NOT_ALLOWED" });
  const { ref, done } = tasks.run("Async.VM.export", { cancellable: true }, (task) => task.wait(30_000));
  tasks.cancel(ref);
  assert.deepEqual(Object.values(db.get("task", ref)?.["current_operations"] ?? {}), ["cancel"]);
  await assert.rejects(done, { code: "TASK_CANCELLED" });
  assert.equal(db.get("task", ref)?.["status"], "cancelled");
  tasks.close();
  await assert.rejects(fixed.done);
});

Deno.test("Cancelling an ended task, or one a client leads itself, only shows that somebody asked", async () => {
  const db = new Database();
  const tasks = new Tasks(db, { scale: 0 });
  const ended = tasks.run("a", {}, () => {});
  await ended.done;
  const mine = tasks.create("mine");
  for (const ref of [ended.ref, mine]) {
    const status = db.get("task", ref)?.["status"];
    tasks.cancel(ref);
    const [[by, operation] = []] = Object.entries(db.get("task", ref)?.["current_operations"] ?? {});
    assert.match(String(by), /^DummyRef:\|[0-9a-f-]{36}\|task\.cancel$/);
    assert.equal(operation, "cancel");
    assert.equal(db.get("task", ref)?.["status"], status);
  }
  assert.throws(() => tasks.cancel("OpaqueRef:nope"), { code: "HANDLE_INVALID" });
});

Deno.test("Cancelling a task cancels its subtasks with it", async () => {
  const db = new Database();
  const tasks = new Tasks(db);
  let inner = "";
  const { ref, done } = tasks.run(
    "VM.snapshot",
    { cancellable: true },
    (task) =>
      task.subtask("VDI.snapshot", async (subtask) => {
        inner = subtask.ref;
        await subtask.wait(30_000);
      }),
  );
  assert.deepEqual(db.get("task", ref)?.["subtasks"], [inner]);
  const seen: unknown[] = [];
  db.onChange((change) => {
    if (change.ref === inner && change.kind === "mod") {
      seen.push(db.get("task", inner)?.["current_operations"]);
    }
  });
  tasks.cancel(ref);
  assert.deepEqual(seen[0], { [ref]: "cancel" });
  await assert.rejects(done, { code: "TASK_CANCELLED" });
  assert.equal(db.get("task", ref)?.["status"], "cancelled");
});

Deno.test("A pending task that is destroyed goes when it ends; garbage collection keeps 200 ended ones", async () => {
  const db = new Database({ now: () => 0 });
  const tasks = new Tasks(db, { scale: 0 });
  const { ref, done } = tasks.run("a", {}, (task) => task.wait(1));
  tasks.destroy(ref);
  assert.deepEqual(db.get("task", ref)?.["current_operations"], { [ref]: "destroy" });
  await done;
  assert.equal(db.get("task", ref), undefined);
  const mine = tasks.create("mine");
  tasks.destroy(mine);
  assert.equal(db.get("task", mine)?.["status"], "pending");
  tasks.setStatus(mine, "success");
  assert.equal(db.get("task", mine), undefined);
  for (let count = 0; count < 230; count++) await tasks.run("b", {}, () => {}).done;
  tasks.gc();
  assert.equal(db.table("task").size, 200);
});

Deno.test("A hidden task has no record", async () => {
  const db = new Database();
  const { ref, done } = new Tasks(db).run("VM.start", { hidden: true }, () => "done");
  assert.equal(await done, "done");
  assert.equal(db.get("task", ref), undefined);
});
