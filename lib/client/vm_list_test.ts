import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { toTable } from "@/lib/view/page_data.ts";
import { HOST_NAME_FIELDS, POOL_FIELDS, VM_FIELDS } from "@/lib/view/page_fields.ts";
import type { PageData, Views } from "@/lib/view/types.ts";
import { Live } from "./live.ts";
import type { Received, StreamState } from "./page_stream.ts";
import { VmListModel } from "./vm_list.ts";

const HOST = { id: "h1", name: "alpha", pool: "p1" } as Views["host"];
const vm = (id: string, power_state: string, more: object = {}) =>
  ({
    id,
    name: id,
    pool: "p1",
    power_state,
    host: power_state === "Running" ? "h1" : null,
    ...more,
  }) as Views["vm"];

function listOf(query: string, sort: string) {
  const page: PageData = {
    subscription: "",
    at: "e.1.1",
    reader: "ada",
    collections: {
      pool: toTable([{ id: "p1", name: "lab", state: "live" } as Views["pool"]], POOL_FIELDS),
      host: toTable([HOST], HOST_NAME_FIELDS),
      vm: toTable([
        vm("web-10", "Running", { memory_dynamic_max: 2 ** 30, tags: ["web"] }),
        vm("web-9", "Halted", { memory_dynamic_max: 2 ** 33, tags: ["web"] }),
        vm("db-1", "Running", { memory_dynamic_max: 2 ** 33, tags: ["db"] }),
      ], VM_FIELDS),
    },
  };
  let receive: (received: Received) => void = () => {};
  const live = new Live(page, {
    open(_page, callback) {
      receive = callback;
      return signal<StreamState>({ phase: "live", since: 0, reason: null });
    },
    follow: () => () => {},
    frame: (callback) => callback(),
  });
  const model = new VmListModel(live, query, sort, []);
  return { model, patch: (...patches: Received["patches"]) => receive({ kind: "patch", patches }) };
}

Deno.test("VMs stand by name unless the URL says otherwise", () => {
  assert.deepEqual(listOf("", "").model.ids.value, ["db-1", "web-9", "web-10"]);
  assert.deepEqual(listOf("", "-mem,name").model.ids.value, ["db-1", "web-9", "web-10"]);
  assert.deepEqual(listOf("", "mem").model.ids.value[0], "web-10");
  assert.deepEqual(listOf("host:alpha tag:web", "").model.ids.value, ["web-10"]);
});

Deno.test("the URL follows the query and the sort", () => {
  const { model } = listOf("tag:web", "-mem");
  assert.equal(model.address, "q=tag%3Aweb&sort=-mem");
  model.query.value = "";
  model.keys.value = [];
  assert.equal(model.address, "");
});

Deno.test("a wrong query says what is wrong", () => {
  const { model } = listOf("", "");
  assert.equal(model.error.value, null);
  model.query.value = "colour:red";
  assert.match(model.error.value ?? "", /called "colour"/);
});

Deno.test("changes of the pool move rows, but not under the pointer", () => {
  const { model, patch } = listOf("power:running", "");
  assert.deepEqual(model.ids.value, ["db-1", "web-10"]);
  model.hold(true);
  patch(["vm", "db-1", { power_state: "Halted" }], ["vm", "web-9", { power_state: "Running" }]);
  assert.deepEqual(model.ids.value, ["db-1", "web-10", "web-9"]);
  assert.equal(model.counts.value.get("Halted"), 1);
  model.hold(false);
  assert.deepEqual(model.ids.value, ["web-9", "web-10"]);
});

Deno.test("what is selected and gone is not selected any more", () => {
  const { model, patch } = listOf("", "");
  model.selection.set(["db-1", "web-9"]);
  patch(["vm", "db-1", null]);
  assert.deepEqual(model.selected.map(({ id }) => id), ["web-9"]);
  model.clear();
  assert.deepEqual(model.selected, []);
});
