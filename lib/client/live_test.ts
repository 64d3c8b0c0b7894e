import assert from "node:assert/strict";
import { effect, signal } from "@preact/signals";
import type { PageData } from "@/lib/view/types.ts";
import { toTable } from "@/lib/view/page_data.ts";
import { Live } from "./live.ts";
import type { Outside } from "./live.ts";
import type { Received, StreamState } from "./page_stream.ts";

const FIELDS = ["name", "bridge"] as const;

function networks(...names: string[]): PageData {
  const views = names.map((name) => ({
    id: name,
    name,
    description: "",
    pool: "p",
    bridge: "xenbr0",
    MTU: 1500,
    VLAN: -1,
    vifs: 0,
    pifs: 0,
    default_locking_mode: "unlocked",
    tags: [],
    allowed_operations: [],
    current_operations: {},
  }));
  return { subscription: "", at: "e.1.1", reader: "ada", collections: { network: toTable(views, FIELDS) } };
}

/** A Live whose events and frames the test makes. */
function living(page: PageData) {
  let receive: (received: Received) => void = () => {};
  const frames: (() => void)[] = [];
  const outside: Outside = {
    open(_page, callback) {
      receive = callback;
      return signal<StreamState>({ phase: "live", since: 0, reason: null });
    },
    follow: () => () => {},
    frame: (callback) => void frames.push(callback),
  };
  const live = new Live(page, outside);
  return {
    table: live.table<"network", typeof FIELDS>("network"),
    live,
    receive: (received: Received) => receive(received),
    frame: () => frames.splice(0).forEach((callback) => callback()),
  };
}

Deno.test("a page's rows are there at once, on the server too", () => {
  const table = new Live(networks("a", "b"), null).table<"network", typeof FIELDS>("network");
  assert.equal(table.size, 2);
  assert.deepEqual(table.peek("a"), { id: "a", name: "a", bridge: "xenbr0" });
  assert.equal(table.peek("c"), undefined);
});

Deno.test("a patch changes one object, and tells only those who follow it", () => {
  const { table, receive } = living(networks("a", "b"));
  const seen: string[] = [];
  const stops = ["a", "b"].map((id) => effect(() => void seen.push(`${id}=${table.follow(id).value?.name}`)));
  receive({ kind: "patch", patches: [["network", "a", { name: "alpha" }]] });
  assert.deepEqual(seen, ["a=a", "b=b", "a=alpha"]);
  assert.equal(table.peek("a")?.bridge, "xenbr0", "other fields stay");
  stops.forEach((stop) => stop());
});

Deno.test("objects come and go", () => {
  const { table, receive, frame } = living(networks("a"));
  receive({
    kind: "patch",
    patches: [["network", "b", { name: "b", bridge: "xapi1" }], ["network", "a", null]],
  });
  frame();
  assert.deepEqual(table.list(), [{ id: "b", name: "b", bridge: "xapi1" }]);
  assert.equal(table.follow("a").value, undefined);
});

Deno.test("the first event goes through at once; a burst after it waits for the frame and is one step", () => {
  const { table, receive, frame } = living(networks("a"));
  let steps = -1;
  const stop = effect(() => {
    table.version.value;
    steps++;
  });
  receive({ kind: "patch", patches: [["network", "a", { name: "1" }]] });
  assert.equal(table.peek("a")?.name, "1");
  receive({ kind: "patch", patches: [["network", "a", { name: "2" }]] });
  receive({ kind: "patch", patches: [["network", "a", { name: "3" }]] });
  assert.equal(table.peek("a")?.name, "1");
  frame();
  assert.equal(table.peek("a")?.name, "3");
  assert.equal(steps, 2);
  receive({ kind: "patch", patches: [["network", "a", { name: "4" }]] });
  assert.equal(table.peek("a")?.name, "4", "after a quiet frame the next goes through at once");
  stop();
});

Deno.test("something that fails to draw does not stop what comes later", () => {
  const { table, receive, frame } = living(networks("a"));
  const stop = effect(() => {
    if (table.follow("a").value?.name === "bad") throw new Error("cannot draw this");
  });
  assert.throws(
    () => receive({ kind: "patch", patches: [["network", "a", { name: "bad" }]] }),
    /cannot draw/,
  );
  frame();
  receive({ kind: "patch", patches: [["network", "a", { name: "good" }]] });
  assert.equal(table.peek("a")?.name, "good");
  stop();
});

Deno.test("a snapshot replaces everything, and followers of what is gone hear of it", () => {
  const { table, receive } = living(networks("a", "b"));
  const b = table.follow("b");
  receive({ kind: "snapshot", patches: [["network", "a", { name: "A", bridge: "x" }]] });
  assert.deepEqual(table.list(), [{ id: "a", name: "A", bridge: "x" }]);
  assert.equal(b.value, undefined);
});

Deno.test("a table that the page does not carry is a mistake of the page", () => {
  const { live } = living(networks("a"));
  assert.throws(() => live.table<"vm", ["name"]>("vm"), /carries no table of "vm"/);
});
