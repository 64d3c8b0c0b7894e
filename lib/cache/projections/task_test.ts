import { assertFields, bare, projected } from "./testing.ts";

Deno.test("a task names its parent and the host it runs on", () => {
  const task = projected("task", "t2", {
    host: { H: { uuid: "h" } },
    task: {
      T1: { uuid: "t1" },
      T2: {
        uuid: "t2",
        subtask_of: "T1",
        resident_on: "H",
        progress: 0.5,
        status: "pending",
        created: "20261123T06:16:13Z",
      },
    },
  });
  assertFields(task, {
    subtask_of: "t1",
    resident_on: "h",
    progress: 0.5,
    created: "2026-11-23T06:16:13Z",
    finished: null,
    error: "",
  });
});

Deno.test("progress stays between 0 and 1, in thousandths, and a first NaN is 0", () => {
  assertFields(bare("task", "task", { progress: NaN }), { progress: 0, status: "pending" });
  assertFields(bare("task", "task", { progress: 1.5 }), { progress: 1 });
  assertFields(bare("task", "task", { progress: 1 / 3 }), { progress: 0.333 });
  assertFields(bare("task", "task", { status: "failure", error_info: ["NO_HOSTS_AVAILABLE"] }), {
    error: "NO_HOSTS_AVAILABLE",
  });
});
