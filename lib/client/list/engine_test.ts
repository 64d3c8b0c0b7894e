import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { VMS } from "@/lib/view/lists/vm.ts";
import { chosenColumns, shownColumns } from "@/lib/view/lists/mod.ts";
import type { ListProps } from "@/lib/view/lists/types.ts";
import { toTable } from "@/lib/view/page_data.ts";
import type { PageData } from "@/lib/view/types.ts";
import { Live } from "../live.ts";
import type { Received, StreamState } from "../page_stream.ts";
import { Engine } from "./engine.ts";
import { ListModel } from "./model.ts";

const FIELDS = ["name", "pool", "host", "power_state", "memory_dynamic_max", "tags"];
const vm = (id: string, power_state: string, more: object = {}) => ({
  id,
  name: id,
  pool: "p1",
  power_state,
  host: power_state === "Running" ? "h1" : null,
  ...more,
});

/** A list of three VMs in an engine, in a page without an address. */
function listOf(query = "", sort = "") {
  const addresses: string[] = [];
  const page: PageData = {
    subscription: "",
    at: "e.1.1",
    reader: "ada",
    collections: {
      pool: toTable([{ id: "p1", name: "lab", state: "live" }], ["name", "state"]),
      host: toTable([{ id: "h1", name: "alpha", pool: "p1" }], ["name", "pool"]),
      vm: toTable([
        vm("web-10", "Running", { memory_dynamic_max: 2 ** 30, tags: ["web"] }),
        vm("web-9", "Halted", { memory_dynamic_max: 2 ** 33, tags: ["web"] }),
        vm("db-1", "Running", { memory_dynamic_max: 2 ** 33, tags: ["db"] }),
      ], FIELDS),
    },
  };
  let receive: (received: Received) => void = () => {};
  const followed: string[] = [];
  const live = new Live(page, {
    open(_page, callback) {
      receive = callback;
      return signal<StreamState>({ phase: "live", since: 0, reason: null });
    },
    follow(subscription, _reader, callback) {
      followed.push(subscription);
      callback({
        kind: "snapshot",
        patches: [["vm", "web-9", { tools: "8.3" }], ["vm", "db-1", { tools: "" }]],
      });
      return () => void followed.push(`not ${subscription}`);
    },
    frame: (callback) => callback(),
  });
  const props: ListProps = {
    page,
    collection: "vm",
    path: "/vms",
    pages: "/vms/",
    title: "VMs",
    columns: shownColumns(VMS, chosenColumns(VMS, undefined), (label) => label),
    order: [],
    query,
    sort,
    usual: "name",
    quick: VMS.quick,
    hint: "",
    empty: { none: "", unmatched: "" },
    found: 3,
    problem: null,
    chips: [],
    from: 0,
    ops: [],
  };
  const model = new ListModel(live, props);
  const tell = (address: string) => addresses.push(address);
  const engine = new Engine(model, tell);
  return {
    model,
    engine,
    addresses,
    followed,
    patch: (...patches: Received["patches"]) => receive({ kind: "patch", patches }),
    end: () => model.stop(),
  };
}

Deno.test("VMs stand by name unless the URL says otherwise", () => {
  assert.deepEqual(listOf().model.ids.value, ["db-1", "web-9", "web-10"]);
  assert.deepEqual(listOf("", "-mem,name").model.ids.value, ["db-1", "web-9", "web-10"]);
  assert.deepEqual(listOf("", "mem").model.ids.value[0], "web-10");
  assert.deepEqual(listOf("host:alpha tag:web").model.ids.value, ["web-10"]);
});

Deno.test("the URL follows the query and the sort", () => {
  const { model, addresses } = listOf("tag:web", "-mem");
  assert.equal(addresses.at(-1), "q=tag%3Aweb&sort=-mem");
  model.query.value = "";
  model.keys.value = [];
  assert.equal(addresses.at(-1), "");
});

Deno.test("what was typed while the engine was on its way is filtered by, though the pointer rests on the rows", () => {
  const { model, engine } = listOf();
  engine.hold(true);
  model.query.value = "tag:db";
  assert.deepEqual(model.ids.value, ["db-1"]);
});

Deno.test("a wrong query says what is wrong", () => {
  const { model } = listOf();
  assert.equal(model.problem.value, null);
  model.query.value = "colour:red";
  assert.match(model.problem.value ?? "", /called "colour"/);
});

Deno.test("chips count what is often looked for, and take terms out", () => {
  const { model, patch } = listOf("power:running tag:web");
  const chips = () => model.chips.value.map(({ text, count, on }) => `${text} ${count}${on ? " on" : ""}`);
  assert.deepEqual(chips(), ["All 3", "Running 2 on", "Halted 1", "tag:web null on"]);
  patch(["vm", "db-1", { power_state: "Halted" }]);
  assert.deepEqual(chips(), ["All 3", "Running 1 on", "Halted 2", "tag:web null on"]);
  const [all, running, halted, tag] = model.chips.value;
  assert.deepEqual([all, running, halted, tag].map((chip) => chip?.query), [
    "tag:web",
    "tag:web",
    "tag:web power:halted",
    "power:running",
  ]);
});

Deno.test("while rows are held what leaves stays and what comes stands at the end", () => {
  const { model, engine, patch } = listOf("power:running");
  engine.hold(true);
  patch(["vm", "db-1", { power_state: "Halted" }], ["vm", "web-9", { power_state: "Running" }]);
  assert.deepEqual(model.ids.value, ["db-1", "web-10", "web-9"]);
  engine.hold(false);
  assert.deepEqual(model.ids.value, ["web-9", "web-10"]);
});

Deno.test("all is selected when all that is shown is", () => {
  const { model, engine } = listOf("tag:web");
  engine.toggleAll();
  assert.deepEqual([...model.selected.value].sort(), ["web-10", "web-9"]);
  assert.equal(model.all.value, true);
  model.query.value = "";
  assert.equal(model.all.value, false);
  engine.clear();
  assert.equal(model.selected.value.size, 0);
});

Deno.test("a field that the page does not carry is followed when it is asked for", async () => {
  const { model, followed } = listOf();
  model.query.value = "tools:any";
  await new Promise<void>((resolve) => {
    const stop = model.ids.subscribe((ids) => ids.length === 1 && resolve());
    void stop;
  });
  assert.deepEqual(model.ids.value, ["web-9"]);
  assert.equal(model.problem.value, null);
  assert.deepEqual(followed, ["vm:tools"]);
});
