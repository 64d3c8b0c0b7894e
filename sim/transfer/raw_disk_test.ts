import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { type RunningSimulator, startSimulator } from "../mod.ts";
import { seeded } from "../random.ts";
import { list, type Rec, type Ref, text } from "../values.ts";
import { bytesOf, disksOf, ended, get, put, putBytes, smallVm } from "./testing.ts";
import { readVhdHead, readVhdTable, VHD_BLOCK } from "./vhd.ts";

const MiB = 2 ** 20;

function withDisk(name: string, work: (simulator: RunningSimulator, vdi: Ref) => Promise<void>): void {
  Deno.test(name, async () => {
    const simulator = await startSimulator({ hosts: 1, vms: 60, speed: Infinity });
    try {
      const [vdi = ""] = disksOf(simulator, smallVm(simulator));
      simulator.db.update("VDI", vdi, { virtual_size: 8 * MiB, physical_utilisation: 4 * MiB });
      await work(simulator, vdi);
    } finally {
      await simulator.close();
    }
  });
}

async function read(simulator: RunningSimulator, vdi: Ref, query = "&format=raw"): Promise<Uint8Array> {
  return await bytesOf(await get(simulator, `/export_raw_vdi?vdi=${vdi}${query}`));
}

async function write(
  simulator: RunningSimulator,
  vdi: Ref,
  bytes: Uint8Array,
  query = "&format=raw",
): Promise<Rec> {
  const task = String(await simulator.call("task.create", ["import", ""]));
  await putBytes(simulator, `/import_raw_vdi?vdi=${vdi}&task_id=${task}${query}`, bytes);
  return await ended(simulator, task);
}

/** Bytes without a pattern. */
function noise(length: number, seed: number): Uint8Array {
  const random = seeded(seed);
  const words = Uint32Array.from({ length: Math.ceil(length / 4) }, () => random() * 2 ** 32);
  return new Uint8Array(words.buffer).subarray(0, length);
}

/** As deepEqual, which is slow with megabytes. */
function assertSame(actual: Uint8Array, expected: Uint8Array): void {
  assert.equal(Buffer.compare(actual, expected), 0);
}

/** A disk of the same size beside another one. */
async function sibling(simulator: RunningSimulator, vdi: Ref): Promise<Ref> {
  const SR = text(simulator.db.get("VDI", vdi), "SR");
  return String(
    await simulator.call("VDI.create", [{
      SR,
      virtual_size: 8 * MiB,
      type: "user",
      sharable: false,
      read_only: false,
      other_config: {},
    }]),
  );
}

withDisk("A disk's bytes are as many as it has, and what is written is read again", async (it, vdi) => {
  const before = await read(it, vdi);
  assert.equal(before.length, 8 * MiB);
  assertSame(await read(it, vdi), before);
  const wanted = before.slice();
  wanted.set(noise(3 * MiB, 1), 2 * MiB);
  wanted.fill(0, 6 * MiB);
  assert.equal((await write(it, vdi, wanted))["status"], "success");
  assertSame(await read(it, vdi), wanted);
  const copy = String(await it.call("VDI.clone", [vdi, {}]));
  assert.equal((await write(it, vdi, noise(MiB + 5, 2)))["status"], "success");
  assertSame(await read(it, copy), wanted);
  wanted.set(noise(MiB + 5, 2));
  assertSame(await read(it, vdi), wanted);
});

withDisk(
  "A VHD has a footer, a header and a table that hold together, and brings the same bytes back",
  async (it, vdi) => {
    assert.equal((await write(it, vdi, noise(8 * MiB, 3).fill(0, 2 * MiB, 6 * MiB)))["status"], "success");
    const answer = await get(it, `/export_raw_vdi?vdi=${vdi}&format=vhd`);
    assert.equal(answer.headers.get("content-type"), "application/vhd");
    const uuid = text(it.db.get("VDI", vdi), "uuid");
    assert.equal(answer.headers.get("content-disposition"), `attachment; filename="${uuid}.vhd"`);
    const vhd = await bytesOf(answer);
    const head = readVhdHead(vhd);
    assert.deepEqual([head.size, head.blocks], [8 * MiB, 4]);
    const table = readVhdTable(vhd.subarray(head.table, head.table + 512), head.blocks);
    assert.deepEqual(table.map(({ block }) => block), [0, 3]);
    assert.deepEqual(vhd.subarray(-512), vhd.subarray(0, 512));
    assert.equal(vhd.length, 2048 + 2 * (512 + VHD_BLOCK) + 512);
    const other = await sibling(it, vdi);
    it.db.set("VDI", other, "physical_utilisation", 0);
    assert.equal((await write(it, other, new Uint8Array(8 * MiB)))["status"], "success");
    assert.equal((await write(it, other, vhd, "&format=vhd"))["status"], "success");
    assertSame(await read(it, other), await read(it, vdi));
  },
);

withDisk("A VHD over a base has only what differs", async (it, vdi) => {
  const snapshot = String(await it.call("VDI.snapshot", [vdi, {}]));
  const changed = await read(it, vdi);
  changed.set(noise(100, 4), 5 * MiB);
  await write(it, vdi, changed);
  const vhd = await read(it, vdi, `&format=vhd&base=${text(it.db.get("VDI", snapshot), "uuid")}`);
  assert.equal(new DataView(vhd.buffer).getUint32(60), 4);
  const head = readVhdHead(vhd);
  const table = readVhdTable(vhd.subarray(head.table, head.table + 512), head.blocks);
  assert.deepEqual(table.map(({ block }) => block), [2]);
  assert.equal((await write(it, snapshot, vhd, "&format=vhd"))["status"], "success");
  assertSame(await read(it, snapshot), changed);
});

withDisk("Chunks of vhd-tool's own are written where they say", async (it, vdi) => {
  const wanted = await read(it, vdi);
  const chunk = (offset: number, bytes: Uint8Array) => {
    const head = new Uint8Array(12 + bytes.length);
    new DataView(head.buffer).setBigUint64(0, BigInt(offset), true);
    new DataView(head.buffer).setUint32(8, bytes.length, true);
    head.set(bytes, 12);
    return head;
  };
  const [a, b] = [noise(70_000, 5), noise(2 * MiB, 6)];
  const body = [chunk(MiB - 1000, a), chunk(4 * MiB + 1, b), chunk(0, new Uint8Array(0))];
  const task = String(await it.call("task.create", ["import", ""]));
  await put(it, `/import_raw_vdi?vdi=${vdi}&chunked=true&task_id=${task}`, body, []);
  assert.equal((await ended(it, task))["status"], "success");
  wanted.set(a, MiB - 1000);
  wanted.set(b, 4 * MiB + 1);
  assertSame(await read(it, vdi), wanted);
});

withDisk("A disk goes out and in as a tar of checked blocks", async (it, vdi) => {
  const answer = await get(it, `/export_raw_vdi?vdi=${vdi}&format=tar`);
  assert.equal(answer.headers.get("content-type"), "application/x-tar");
  const tar = await bytesOf(answer);
  assert.equal(new TextDecoder().decode(tar.subarray(0, 12)), "vdi/00000000");
  const other = await sibling(it, vdi);
  const record = await write(it, other, tar, "&format=tar");
  assert.equal(text(record, "result"), `<value>${other}</value>`);
  assertSame(await read(it, other), await read(it, vdi));
});

withDisk("Bytes make a disk of their own on an SR", async (it, vdi) => {
  const sr = text(it.db.get("VDI", vdi), "SR");
  const task = String(await it.call("task.create", ["import", ""]));
  const bytes = noise(3 * MiB, 10);
  await putBytes(it, `/import_raw_vdi?sr_id=${sr}&task_id=${task}`, bytes);
  const made = /OpaqueRef:[^<]+/.exec(text(await ended(it, task), "result"))?.[0] ?? "";
  assert.equal(it.db.get("VDI", made)?.["name_label"], "Imported VDI");
  assertSame(await read(it, made), bytes);
});

withDisk("What cannot be is refused, and the task says why", async (it, vdi) => {
  const io = ["VDI_IO_ERROR", "Device I/O errors"];
  const sr = text(it.db.get("VDI", vdi), "SR");
  const cases: [query: string, bytes: Uint8Array, announced: number, error: readonly string[]][] = [
    [`vdi=${vdi}`, noise(9 * MiB, 7), 9 * MiB, io],
    [`vdi=${vdi}`, noise(1000, 9), 2 * MiB, io],
    [`vdi=${vdi}&format=vhd`, noise(4096, 8), 4096, io],
    [`vdi=${vdi}&format=iso`, noise(16, 8), 16, ["INTERNAL_ERROR", "Unknown format iso"]],
    [`vdi=${vdi}&format=vhd&chunked=1`, noise(16, 8), 16, ["INTERNAL_ERROR", "Cannot handle chunked VHD"]],
    [
      `sr_id=${sr}&format=vhd`,
      noise(16, 8),
      16,
      ["INTERNAL_ERROR", "Importing a VHD directly into an SR not yet supported"],
    ],
    ["format=raw", noise(16, 8), 16, ["VDI_MISSING"]],
  ];
  for (const [query, bytes, announced, error] of cases) {
    const task = String(await it.call("task.create", ["import", ""]));
    await putBytes(it, `/import_raw_vdi?${query}&task_id=${task}`, bytes, announced);
    assert.deepEqual((await ended(it, task))["error_info"], error);
  }
  const task = String(await it.call("task.create", ["import", ""]));
  const chunked = await put(it, `/import_raw_vdi?vdi=${vdi}&task_id=${task}`, [], [
    "Transfer-Encoding: chunked",
  ]);
  assert.match(chunked, /^HTTP\/1\.0 404 Not Found\r\n/);
  assert.deepEqual((await ended(it, task))["error_info"], [
    "INTERNAL_ERROR",
    "Cannot handle encoding: chunked",
  ]);
});

withDisk("A disk that a VM has is not read: the answer breaks off", async (it) => {
  const [used = ""] = [...it.db.table("VDI")].find(([, disk]) =>
    list(disk, "VBDs").some((vbd) =>
      it.db.get("VBD", vbd)?.["currently_attached"] === true
    ) &&
    disk["type"] === "user"
  ) ?? [];
  const task = String(await it.call("task.create", ["export", ""]));
  const busy = await get(it, `/export_raw_vdi?vdi=${used}&format=raw&task_id=${task}`);
  assert.equal((await bytesOf(busy)).length, 0);
  assert.deepEqual((await ended(it, task))["error_info"], ["VDI_IN_USE", used, "attach"]);
  const none = await get(it, "/export_raw_vdi?format=raw");
  assert.match(await none.text(), /Missing vdi query parameter/);
});
