// State files: records as XML-RPC or JSON-RPC gave them.
import assert from "node:assert/strict";
import { ignore, SHARED, why } from "@/tests/shared.ts";
import { Database } from "./db.ts";
import { ensurePool } from "./minimal.ts";
import { applyState, loadState, StateError } from "./state.ts";

Deno.test("Ints as text become numbers, dates compact, missing fields defaults; what is unknown stays", () => {
  const db = new Database();
  applyState(db, {
    VM: {
      "OpaqueRef:1": {
        memory_target: "1024",
        is_a_template: "true",
        snapshot_time: "2024-04-20T12:00:00Z",
        HVM_shadow_multiplier: "1.000",
        brand_new: { a: 1 },
      },
    },
    Novelty: { "OpaqueRef:2": { anything: [true] } },
  });
  const vm = db.get("VM", "OpaqueRef:1");
  assert.equal(vm?.["memory_target"], 1024);
  assert.equal(vm?.["is_a_template"], true);
  assert.equal(vm?.["snapshot_time"], "20240420T12:00:00Z");
  assert.equal(vm?.["HVM_shadow_multiplier"], 1);
  assert.deepEqual([vm?.["tags"], vm?.["brand_new"]], [[], { a: 1 }]);
  assert.deepEqual(db.get("Novelty", "OpaqueRef:2"), { anything: [true] });
});

Deno.test("Long sides of relations are completed from the short ones; dangling references stay", () => {
  const db = new Database();
  applyState(db, {
    VM: { "OpaqueRef:1": { VBDs: ["OpaqueRef:gone"] } },
    VBD: { "OpaqueRef:2": { VM: "OpaqueRef:1", VDI: "OpaqueRef:lost" } },
  });
  assert.deepEqual(db.get("VM", "OpaqueRef:1")?.["VBDs"], ["OpaqueRef:gone", "OpaqueRef:2"]);
  assert.equal(db.get("VBD", "OpaqueRef:2")?.["VDI"], "OpaqueRef:lost");
});

Deno.test("A state without a pool gets the least of one around it", () => {
  const db = new Database();
  applyState(db, { VM: { "OpaqueRef:1": { is_a_template: true } } });
  ensurePool(db);
  const [pool] = [...db.table("pool").values()];
  assert.ok(db.get("host", String(pool?.["master"])));
});

Deno.test("A file that cannot be used is refused with the reason", async () => {
  const path = await Deno.makeTempFile();
  try {
    await assert.rejects(loadState(new Database(), `${path}-missing`), /there is no such file/);
    for (
      const [content, message] of [["{", /it is not JSON/], ["[]", /no object of classes/], [
        '{"VM":3}',
        /VM is not/,
      ]]
    ) {
      await Deno.writeTextFile(path, String(content));
      await assert.rejects(
        loadState(new Database(), path),
        (error) => error instanceof StateError && message instanceof RegExp && message.test(error.message),
      );
    }
  } finally {
    await Deno.remove(path);
  }
});

const FILES = [
  "pools/default-templates-current.json",
  "pools/single-host-6.1.json",
  "pools/two-host-appliances-6.0.json",
  "pools/two-host-iscsi-lvm-6.0.50.json",
  "pools/two-host-iscsi-snapshots-6.1.json",
  "histories/day-of-work/end.json.gz",
];

for (const file of FILES) {
  Deno.test({ name: `The pool of ${file} loads${why}`, ignore, fn: () => loads(file) });
}

async function loads(file: string): Promise<void> {
  const db = new Database();
  await loadState(db, new URL(file, SHARED).pathname);
  assert.ok(db.table("VM").size > 0);
  for (const record of db.table("VM").values()) assert.equal(typeof record["memory_static_max"], "number");
  ensurePool(db);
  assert.equal(db.table("pool").size, 1);
}
