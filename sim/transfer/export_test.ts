import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { startCluster } from "../cluster.ts";
import { startSimulator } from "../mod.ts";
import { dict, flag, list, number, text } from "../values.ts";
import { VERSIONS } from "../version/mod.ts";
import {
  bytesOf,
  digestOf,
  disksOf,
  drain,
  ended,
  exported,
  get,
  newTask,
  placeOf,
  smallVm,
  withSimulator,
} from "./testing.ts";

withSimulator("An archive is a tar that others can read, its blocks checked by XXH64", async (it) => {
  const vm = smallVm(it);
  const xva = await exported(it, vm);
  assert.equal(new TextDecoder().decode(xva.subarray(0, 7)), "ova.xml");
  assert.equal(new TextDecoder().decode(xva.subarray(257, 262)).replaceAll("\0", ""), "");
  const id = /Ref:\d+(?=\/00000000\.xxhash)/.exec(Buffer.from(xva).toString("latin1"))?.[0] ?? "";
  assert.notEqual(id, "");
  const sum = placeOf(xva, `${id}/00000000.xxhash`);
  assert.match(new TextDecoder().decode(xva.subarray(sum + 512, sum + 528)), /^[0-9A-F]{16}$/);
  assert.ok(xva.subarray(-1024).every((byte) => byte === 0));
  assert.deepEqual(await exported(it, vm), xva);
});

withSimulator(
  "An export shows in the caller's task and on the VM, and its task can be made for it",
  async (it) => {
    const vm = smallVm(it, 64);
    const task = await newTask(it);
    const seen: number[] = [];
    const stop = it.db.onChange(({ cls, ref }) => {
      if (cls === "task" && ref === task) seen.push(number(it.db.get("task", task), "progress"));
    });
    const response = await get(it, `/export?ref=${vm}&task_id=${task}`);
    assert.equal(response.headers.get("task-id"), task);
    assert.deepEqual(dict(it.db.get("VM", vm), "current_operations"), { [task]: "export" });
    assert.deepEqual(it.db.get("task", task)?.["allowed_operations"], ["cancel"]);
    await digestOf(response);
    stop();
    assert.equal(text(await ended(it, task), "status"), "success");
    assert.ok(new Set(seen).size > 10 && seen.every((value, at) => at === 0 || value >= (seen[at - 1] ?? 0)));
    assert.deepEqual(dict(it.db.get("VM", vm), "current_operations"), {});
    const own = await get(
      it,
      `/export/machine.xva?uuid=${text(it.db.get("VM", vm), "uuid")}&subtask_of=${task}`,
    );
    const record = it.db.get("task", own.headers.get("task-id") ?? "");
    assert.deepEqual([text(record, "name_label"), text(record, "subtask_of")], ["VM.export", task]);
    await digestOf(own);
  },
);

withSimulator(
  "Cancelling the task cuts the stream, also for a reader that has stopped reading",
  async (it) => {
    const vm = smallVm(it, 512);
    const task = await newTask(it);
    const response = await get(it, `/export?ref=${vm}&task_id=${task}`);
    await it.call("task.cancel", [task]);
    const record = await ended(it, task);
    assert.equal(text(record, "status"), "cancelled");
    assert.deepEqual(dict(it.db.get("VM", vm), "current_operations"), {});
    const rest = await digestOf(response).catch((error) => String(error));
    assert.ok(Number.parseInt(rest) < 256 * 2 ** 20 || /error/i.test(rest));
  },
);

withSimulator("A reader that leaves fails the task", async (it) => {
  const vm = smallVm(it, 512);
  const task = await newTask(it);
  const response = await get(it, `/export?ref=${vm}&task_id=${task}`);
  await response.body?.cancel();
  const record = await ended(it, task);
  assert.deepEqual(list(record, "error_info")[0], "CLIENT_ERROR");
});

withSimulator("Two gibibytes go to a slow reader without growing the memory", async (it) => {
  const vm = smallVm(it, 4096);
  let [size, pauses] = [0, 0];
  // Of this isolate alone: other tests run beside it in the same process.
  const held = () => {
    const { heapUsed, external } = Deno.memoryUsage();
    return heapUsed + external;
  };
  let [least, most] = [Infinity, 0];
  await drain(it, `/export?ref=${vm}`, async (bytes) => {
    size += bytes.length;
    if (size < (pauses + 1) * 16 * 2 ** 20) return;
    pauses++;
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (pauses > 4) [least, most] = [Math.min(least, held()), Math.max(most, held())];
  });
  assert.ok(size > 1.5 * 2 ** 30, `${size}`);
  assert.ok(most - least < 100 * 2 ** 20, `grew by ${(most - least) / 2 ** 20} MiB`);
});

withSimulator("A VM that runs is not exported, nor one that is not there", async (it) => {
  const [running = ""] = [...it.db.table("VM")].find(([, vm]) =>
    vm["power_state"] === "Running" && !flag(vm, "is_control_domain")
  ) ?? [];
  const task = await newTask(it);
  const refused = await get(it, `/export?ref=${running}&task_id=${task}`);
  assert.equal(refused.status, 500);
  assert.match(await refused.text(), /VM_BAD_POWER_STATE/);
  assert.deepEqual((await ended(it, task))["error_info"], [
    "VM_BAD_POWER_STATE",
    running,
    "halted, suspended",
    "running",
  ]);
  assert.match(await (await get(it, "/export?uuid=x")).text(), /UUID_INVALID/);
  assert.match(await (await get(it, `/export?ref=${running}&task_id=x`)).text(), /DBCache_NotFound/);
  const stranger = await fetch(`${it.url}/export?ref=${running}`);
  assert.equal(stranger.status, 401);
  assert.equal(stranger.headers.get("www-authenticate"), 'Basic realm="VM.export"');
  await stranger.body?.cancel();
});

Deno.test("A role below VM administrator moves nothing; older versions check by SHA1", async () => {
  const users = [{ name: "otto", password: "o", role: "vm-operator" }] as const;
  const simulator = await startSimulator({ hosts: 1, vms: 60, users, speed: Infinity, ...forVersion("8.2") });
  try {
    const vm = smallVm(simulator);
    const task = await newTask(simulator);
    const session = await simulator.call("session.login_with_password", ["otto", "o", "", "test"]);
    const answer = await fetch(`${simulator.url}/export?ref=${vm}&session_id=${session}&task_id=${task}`);
    assert.equal(answer.status, 403);
    await answer.body?.cancel();
    const [code, permission] = list(await ended(simulator, task), "error_info");
    assert.deepEqual([code, permission], ["RBAC_PERMISSION_DENIED", "http/get_export"]);
    const oldest = await startSimulator({ hosts: 1, vms: 3, ...forVersion("6.1") });
    // What begins as a path that is known goes there.
    for (const [path, status] of [["/export_raw_vdi", 500], ["/sr_rrd", 403]] as const) {
      const unknown = await get(oldest, path);
      assert.equal(unknown.status, status);
      await unknown.body?.cancel();
    }
    await oldest.close();
    const xva = await exported(simulator, vm);
    const sum = placeOf(xva, "/00000000.checksum");
    const start = sum - sum % 512 + 512;
    assert.match(new TextDecoder().decode(xva.subarray(start, start + 41)), /^[0-9a-f]{40}\0$/);
  } finally {
    await simulator.close();
  }
});

Deno.test("A host that does not see a VM's disks sends its clients to one that does", async () => {
  const cluster = await startCluster({ hosts: 3, vms: 60, speed: Infinity });
  try {
    const [first] = cluster.hosts;
    assert.ok(first !== undefined);
    const { db } = first;
    const [, second] = [...db.table("host")].sort(([, a], [, b]) =>
      text(a, "address") < text(b, "address") ? -1 : 1
    );
    const vm = smallVm(first);
    const local = text(
      [...db.table("PBD").values()].find((pbd) =>
        pbd["host"] === second?.[0] && !flag(db.get("SR", text(pbd, "SR")), "shared")
      ),
      "SR",
    );
    for (const vdi of disksOf(first, vm)) db.set("VDI", vdi, "SR", local);
    const answer = await get(first, `/export?ref=${vm}&use_compression=zstd`);
    assert.equal(answer.status, 302);
    await answer.body?.cancel();
    const location = `https://${text(second?.[1], "address")}/export?ref=${vm}&use_compression=zstd`;
    assert.equal(answer.headers.get("location"), location);
    for (const pbd of list(db.get("SR", local), "PBDs")) db.set("PBD", pbd, "currently_attached", false);
    const task = await newTask(first);
    assert.equal((await bytesOf(await get(first, `/export?ref=${vm}&task_id=${task}`))).length > 0, true);
    assert.deepEqual((await ended(first, task))["error_info"], ["NO_HOSTS_AVAILABLE"]);
    for (const pbd of list(db.get("SR", local), "PBDs")) db.set("PBD", pbd, "currently_attached", true);
    const there = cluster.hosts[1];
    assert.ok(there !== undefined);
    assert.equal((await exported(there, vm)).length > 2 ** 20, true);
  } finally {
    await cluster.close();
  }
});

/** The option that makes a simulator this version. */
function forVersion(name: string) {
  const version = VERSIONS.get(name);
  assert.ok(version !== undefined);
  return { version };
}
