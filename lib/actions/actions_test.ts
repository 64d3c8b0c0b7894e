import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import type { Collection } from "@/lib/view/types.ts";
import { ConnectionError, XapiError } from "@/lib/xapi/mod.ts";
import { admin, POOL, reader, refOf, refusal, TASK_ID, told, withWorld } from "@/tests/api/world.ts";
import { Actions } from "./actions.ts";

Deno.test("hosts, storage, networks, pools and tasks have their actions too", async () => {
  await withWorld(async (world) => {
    const lists = { allowed_operations: ["scan"], current_operations: {}, tags: [], VDIs: [], PBDs: [] };
    world.put("SR", { uuid: "sr-1", name_label: "nfs", ...lists });
    world.put("network", { uuid: "net-1", name_label: "lan", VIFs: [], PIFs: [], ...lists });
    const task = { name_label: "copy", status: "pending", progress: 0.5, created: "2026-01-01T00:00:00Z" };
    world.put("task", { uuid: "task-1", ...task, allowed_operations: ["cancel"], error_info: [] });
    world.put("task", { uuid: "task-2", ...task, allowed_operations: [], error_info: [] });
    const perform = (collection: Collection, id: string, action: string, args = {}) =>
      world.actions.perform(admin, collection, id, action, args);
    await perform("host", "host-1", "disable");
    await perform("sr", "sr-1", "scan");
    await perform("network", "net-1", "rename", { name: "wan" });
    await perform("pool", POOL, "describe", { description: "" });
    await perform("task", "task-1", "cancel");
    assert.deepEqual(told(world), [
      ["Async.host.disable", refOf("host-1")],
      ["Async.SR.scan", refOf("sr-1")],
      ["network.set_name_label", refOf("net-1"), "wan"],
      ["pool.set_name_description", refOf(POOL), ""],
      ["task.cancel", refOf("task-1")],
    ]);
    assert.equal(
      (await refusal(perform("host", "host-1", "enable"))).message,
      'Cannot enable "host-1": the host is already enabled',
    );
    assert.equal((await refusal(perform("task", "task-2", "cancel"))).status, 409);
  });
});

Deno.test("a list has every action, with the reason of those that cannot be done", async () => {
  await withWorld((world) => {
    const { actions, writer } = world;
    const refused = (id: string) =>
      new Map(actions.list(admin, "vm", id).map((info) => [info.name, info.refused]));
    assert.equal(refused("vm-run").get("start"), "The VM is already running");
    assert.equal(refused("vm-run").get("shutdown"), null);
    assert.equal(refused("vm-halt").get("start"), null);
    assert.equal(refused("vm-halt").get("shutdown"), "The VM is already halted");
    assert.deepEqual(
      actions.list(admin, "vm", "vm-run").filter((info) => info.dangerous).map((info) => info.name),
      [
        "shutdown",
        "reboot",
        "force_shutdown",
        "force_reboot",
        "destroy_snapshots",
        "make_template",
        "set_firmware",
        "set_secure_boot",
        "remove_vtpm",
        "destroy",
      ],
    );
    assert.deepEqual(actions.list(reader, "vm", "vm-run"), []);
    assert.throws(() => actions.list(admin, "vm", "nobody"), /There is no VM with the id "nobody"/);

    const since = new Date().toISOString();
    const rest = {
      since,
      reason: "gone",
      retry_at: null,
      address: "x",
      fingerprint: null,
      offered_fingerprint: null,
    };
    writer.connection({ state: "stale", ...rest });
    for (const reason of refused("vm-halt").values()) assert.equal(reason, 'The pool "lab" is not connected');
    return Promise.resolve();
  });
});

Deno.test("a failure of the pool becomes a sentence and an audit entry", async () => {
  await withWorld(async ({ actions, pools, store }) => {
    const start = () => refusal(actions.perform(admin, "vm", "vm-halt", "start", {}));
    const cases: [Error, number, string][] = [
      [
        new XapiError("OTHER_OPERATION_IN_PROGRESS", ["VM", "OpaqueRef:1"]),
        409,
        "other-operation-in-progress",
      ],
      [new XapiError("HANDLE_INVALID", ["VM", "OpaqueRef:1"]), 404, "handle-invalid"],
      [new XapiError("RBAC_PERMISSION_DENIED", ["vm.start", "no"]), 403, "rbac-permission-denied"],
      [new XapiError("INTERNAL_ERROR", ["oops"]), 502, "internal-error"],
      [new ConnectionError("timeout", "The host does not answer"), 503, "pool-timeout"],
      [new AtollError(503, "pool-not-live", "The pool is not connected"), 503, "pool-not-live"],
    ];
    for (const [thrown, status, code] of cases) {
      pools.answers.set("Async.VM.start", thrown);
      const error = await start();
      assert.deepEqual([error.status, error.code], [status, code]);
      const [entry] = await store.audit.list({ limit: 1 });
      assert.deepEqual([entry?.result, entry?.message, entry?.who.username], [
        "failed",
        error.message,
        "ada",
      ]);
    }
    pools.answers.set("Async.VM.start", "");
    assert.equal((await start()).status, 502);
  });
});

Deno.test("a task that cannot be named does not make a failure of what has begun", async () => {
  await withWorld(async ({ actions, pools }) => {
    pools.answers.set("task.get_uuid", new XapiError("HANDLE_INVALID", ["task", "x"]));
    assert.deepEqual(await actions.perform(admin, "vm", "vm-halt", "start", {}), { task: null });
  });
});

Deno.test("neither does an audit log that cannot be written", async () => {
  await withWorld(async ({ cache, pools, rights }) => {
    const audit = { append: () => Promise.reject(new Error("disk full")) };
    const actions = new Actions({ cache, pools, rights, audit });
    assert.deepEqual(await actions.perform(admin, "vm", "vm-halt", "start", {}), { task: TASK_ID });
  });
});
