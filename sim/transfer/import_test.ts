import assert from "node:assert/strict";
import zlib from "node:zlib";
import type { RunningSimulator } from "../mod.ts";
import { until } from "../testing.ts";
import { dict, list, type Rec, type Ref, text } from "../values.ts";
import {
  bytesOf,
  digestOf,
  disksOf,
  ended,
  exported,
  get,
  newTask,
  placeOf,
  put,
  putBytes,
  smallVm,
  withSimulator,
} from "./testing.ts";

/** Imports bytes and gives the task as it ended. */
async function imported(
  simulator: RunningSimulator,
  xva: Uint8Array,
  query = "",
  announced = xva.length,
): Promise<Rec> {
  const task = await newTask(simulator);
  await putBytes(simulator, `/import?task_id=${task}${query}`, xva, announced);
  return await ended(simulator, task);
}

function made(task: Rec): Ref {
  assert.equal(text(task, "status"), "success", JSON.stringify(task["error_info"]));
  return /<value>(OpaqueRef:[^<]+)<\/value>/.exec(text(task, "result"))?.[1] ?? "";
}

async function contentOf(simulator: RunningSimulator, vdi: Ref): Promise<string> {
  return await digestOf(await get(simulator, `/export_raw_vdi?vdi=${vdi}&format=raw`));
}

/** What must be the same of a VM and of what came back from its archive. */
function essence({ db }: RunningSimulator, vm: Ref): unknown {
  const record = db.get("VM", vm);
  const fields = [
    "name_label",
    "name_description",
    "memory_static_max",
    "VCPUs_max",
    "tags",
    "platform",
    "power_state",
  ];
  const of = (set: string, cls: string, keys: readonly string[]) =>
    list(record, set).map((ref) => db.get(cls, ref)).map((device) => keys.map((key) => device?.[key])).sort();
  return {
    fields: fields.map((field) => record?.[field]),
    drives: of("VBDs", "VBD", ["device", "userdevice", "type", "bootable", "mode", "empty"]),
    interfaces: of("VIFs", "VIF", ["device", "MTU", "network"]),
    disks: list(record, "VBDs").map((vbd) => db.get("VDI", text(db.get("VBD", vbd), "VDI")))
      .map((vdi) => [vdi?.["name_label"], vdi?.["virtual_size"]]).sort(),
  };
}

for (const compression of ["", "gzip", "zstd"]) {
  withSimulator(
    `A VM comes back from its archive with all its bytes${compression && `, ${compression}`}`,
    async (it) => {
      const vm = smallVm(it);
      const xva = await exported(it, vm, compression && `&use_compression=${compression}`);
      const copy = made(await imported(it, xva));
      assert.deepEqual(essence(it, copy), essence(it, vm));
      assert.notEqual(it.db.get("VM", copy)?.["uuid"], it.db.get("VM", vm)?.["uuid"]);
      assert.ok(list(it.db.get("VM", copy), "allowed_operations").includes("start"));
      assert.deepEqual(it.db.get("VM", copy)?.["current_operations"], {});
      const [before, after] = [disksOf(it, vm), disksOf(it, copy)];
      for (const [index, vdi] of before.entries()) {
        assert.equal(await contentOf(it, after[index] ?? ""), await contentOf(it, vdi));
      }
      await it.call("VM.start", [copy, false, false]);
    },
  );
}

withSimulator("A snapshot is exported, and comes back as a VM's template", async (it) => {
  const vm = smallVm(it);
  const snapshot = String(await it.call("VM.snapshot", [vm, "before", []]));
  const [copied] = disksOf(it, snapshot);
  assert.equal(await contentOf(it, copied ?? ""), await contentOf(it, disksOf(it, vm)[0] ?? ""));
  const copy = made(await imported(it, await exported(it, snapshot)));
  const record = it.db.get("VM", copy);
  assert.deepEqual([record?.["name_label"], record?.["is_a_snapshot"], record?.["is_a_template"]], [
    "before",
    false,
    true,
  ]);
});

withSimulator(
  "What is broken off, damaged or no archive fails as xapi says, and leaves nothing behind",
  async (it) => {
    const vm = smallVm(it);
    const xva = await exported(it, vm);
    const damaged = xva.slice();
    const block = placeOf(xva, "/00000000");
    damaged[block - block % 512 + 600] = (damaged[block - block % 512 + 600] ?? 0) ^ 1;
    const renamed = xva.slice();
    renamed.set(new TextEncoder().encode("own.xml"));
    const counts = () => ["VM", "VBD", "VDI", "VIF", "network"].map((cls) => it.db.table(cls).size);
    const used = () => [...it.db.table("SR").values()].map((sr) => sr["virtual_allocation"]);
    const [before, room] = [counts(), used()];
    const cases: [xva: Uint8Array, announced: number, error: RegExp][] = [
      [xva.subarray(0, xva.length / 2), xva.length, /^IMPORT_ERROR_PREMATURE_EOF$/],
      [xva.subarray(0, xva.length / 2), Math.floor(xva.length / 2), /^IMPORT_ERROR_PREMATURE_EOF$/],
      [xva.subarray(0, 700), 700, /^IMPORT_ERROR_PREMATURE_EOF$/],
      [zlib.gzipSync(xva).subarray(0, 100_000), 100_000, /^IMPORT_ERROR_PREMATURE_EOF$/],
      [
        damaged,
        damaged.length,
        /^IMPORT_ERROR,Stream_vdi.Invalid_checksum\("Block Ref:\d+\/00000000 checksum failed/,
      ],
      [new Uint8Array(4096).fill(65), 4096, /^IMPORT_ERROR,Tar.Header.Checksum_mismatch$/],
    ];
    for (const [bytes, announced, error] of cases) {
      const record = await imported(it, bytes, "", announced);
      assert.equal(record["status"], "failure");
      assert.match(String(record["error_info"]), error);
      assert.deepEqual([counts(), used()], [before, room]);
    }
    made(await imported(it, damaged, "&force=true"));
  },
);

withSimulator("A tar that begins with another file, and one from a newer xapi, are refused", async (it) => {
  const vm = smallVm(it);
  const xva = await exported(it, vm);
  const first = placeOf(xva, "Ref:");
  const block = placeOf(xva, "/00000000");
  const other = xva.subarray(block - block % 512);
  assert.ok(first > 0);
  const unexpected = await imported(it, other);
  assert.match(String(unexpected["error_info"]), /^IMPORT_ERROR_UNEXPECTED_FILE,ova.xml,Ref:\d+\/00000000$/);
  const newer = xva.slice();
  newer.set(new TextEncoder().encode("9"), placeOf(xva, "<name>xapi_major</name><value>") + 30);
  assert.deepEqual((await imported(it, newer))["error_info"], ["IMPORT_INCOMPATIBLE_VERSION"]);
});

withSimulator("Chunked encoding and libraries of ISOs take no VM", async (it) => {
  const task = await newTask(it);
  const answer = await put(it, `/import?task_id=${task}`, [], ["Transfer-Encoding: chunked"]);
  assert.match(answer, /^HTTP\/1\.1 403 Forbidden\r\n/);
  assert.deepEqual((await ended(it, task))["error_info"], ["IMPORT_ERROR_CANNOT_HANDLE_CHUNKED"]);
  const [iso = ""] = [...it.db.table("SR")].find(([, sr]) => sr["content_type"] === "iso") ?? [];
  const other = await newTask(it);
  assert.match(
    await putBytes(it, `/import?task_id=${other}&sr_id=${iso}`, new Uint8Array(1)),
    /^HTTP\/1\.1 400 Bad Request\r\n/,
  );
  assert.deepEqual((await ended(it, other))["error_info"], ["SR_OPERATION_NOT_SUPPORTED"]);
});

withSimulator(
  "A restored VM keeps its uuid and addresses, unless another one would have them too",
  async (it) => {
    const vm = smallVm(it);
    const before = it.db.get("VM", vm);
    const macs = list(before, "VIFs").map((vif) => it.db.get("VIF", vif)?.["MAC"]).sort();
    const xva = await exported(it, vm);
    const newer = await imported(it, xva, "&restore=true");
    assert.deepEqual(newer["error_info"], ["VM_TO_IMPORT_IS_NOT_NEWER_VERSION", vm, "0", "0"]);
    const restored = made(await imported(it, xva, "&restore=true&force=true"));
    assert.equal(it.db.get("VM", vm), undefined);
    assert.equal(it.db.get("VM", restored)?.["uuid"], before?.["uuid"]);
    assert.deepEqual(
      list(it.db.get("VM", restored), "VIFs").map((vif) => it.db.get("VIF", vif)?.["MAC"]).sort(),
      macs,
    );
  },
);

withSimulator("A suspended VM comes back suspended when its power state is preserved", async (it) => {
  const [vm = ""] = [...it.db.table("VM")].find(([ref, record]) =>
    list(record, "allowed_operations").includes("suspend") && disksOf(it, ref).length > 0
  ) ?? [];
  await it.call("VM.suspend", [vm]);
  for (const vdi of disksOf(it, vm)) {
    it.db.set("VDI", vdi, "virtual_size", 4 * 2 ** 20);
  }
  it.db.set("VDI", text(it.db.get("VM", vm), "suspend_VDI"), "virtual_size", 4 * 2 ** 20);
  const copy = made(await imported(it, await exported(it, vm, "&preserve_power_state=true")));
  const record = it.db.get("VM", copy);
  assert.equal(record?.["power_state"], "Suspended");
  assert.equal(it.db.get("VDI", text(record, "suspend_VDI"))?.["virtual_size"], 4 * 2 ** 20);
  const plain = made(await imported(it, await exported(it, vm)));
  assert.equal(it.db.get("VM", plain)?.["power_state"], "Halted");
});

withSimulator("Records alone go out and in for disks that are there already", async (it) => {
  const vm = smallVm(it);
  const tar = await bytesOf(await get(it, `/export_metadata?ref=${vm}`));
  assert.ok(tar.length < 2 ** 20);
  const before = it.db.table("VM").size;
  const dry = await newTask(it);
  await putBytes(it, `/import_metadata?task_id=${dry}&dry_run=true`, tar);
  await ended(it, dry);
  assert.equal(it.db.table("VM").size, before);
  const task = await newTask(it);
  await putBytes(it, `/import_metadata?task_id=${task}`, tar);
  const copy = made(await ended(it, task));
  assert.deepEqual(disksOf(it, copy), disksOf(it, vm));
});

withSimulator("Cancelling an import takes back what it made, though its client only waits", async (it) => {
  const vm = smallVm(it);
  const xva = await exported(it, vm);
  const before = ["VM", "VDI", "VBD"].map((cls) => it.db.table(cls).size);
  const task = await newTask(it);
  const half = Promise.withResolvers<void>();
  const body = async function* () {
    yield xva.subarray(0, xva.length / 2);
    await half.promise;
  };
  const answer = put(it, `/import?task_id=${task}`, body(), [`Content-Length: ${xva.length}`]);
  await until(it, () => dict(it.db.get("task", task), "other_config")["object_creation"] === "complete");
  assert.ok(it.db.table("VM").size > (before[0] ?? 0));
  await it.call("task.cancel", [task]);
  assert.equal((await ended(it, task))["status"], "cancelled");
  half.resolve();
  assert.match(await answer, /^HTTP\/1\.1 200 OK/);
  assert.deepEqual(["VM", "VDI", "VBD"].map((cls) => it.db.table(cls).size), before);
});
