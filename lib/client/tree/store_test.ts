import { deepEqual, equal } from "node:assert/strict";
import type { Received } from "../page_stream.ts";
import { TREE, TreeStore } from "./store.ts";

function opened(told: ConstructorParameters<typeof TreeStore>[1] = null) {
  let tell: (received: Received) => void = () => {};
  const asked: unknown[] = [];
  const store = new TreeStore("ada", told, (follow, receive) => {
    asked.push(follow);
    tell = receive;
    return { close() {} };
  });
  return { store, asked, tell: (received: Received) => tell(received) };
}

Deno.test("the tree asks for all there is, and goes on from what the last page left", () => {
  const first = opened();
  deepEqual(first.asked, [{ subscription: TREE, reader: "ada", at: "" }]);
  equal(first.store.data.peek(), null);
  first.tell({
    kind: "snapshot",
    at: "e.5.0",
    patches: [["pool", "p", { name: "lab", state: "live" }], ["vm", "2", {
      name: "vm 10",
      pool: "p",
      tags: [],
    }], [
      "vm",
      "1",
      { name: "vm 9", pool: "p", tags: [], power_state: "Halted" },
    ]],
  });
  deepEqual(first.store.data.value?.vms.map(({ name }) => name), ["vm 9", "vm 10"]);
  const told = first.store.told();
  first.store.close();

  const next = opened(told);
  deepEqual(next.asked, [{ subscription: TREE, reader: "ada", at: "e.5.0" }]);
  deepEqual(next.store.data.value?.vms.map(({ name }) => name), ["vm 9", "vm 10"]);
  next.tell({ kind: "snapshot", at: "e.9.0", patches: [["vm", "3", { name: "other", host: "h" }]] });
  deepEqual(next.store.data.value?.vms.map(({ id, host }) => [id, host]), [["3", "h"]]);
  deepEqual(next.store.data.value?.pools, []);
  next.store.close();
});

Deno.test("what changes in a burst is one rendering, at once or soon", async () => {
  const { store, tell } = opened();
  tell({ kind: "snapshot", at: "e.1.0", patches: [["vm", "1", { name: "a", power_state: "Halted" }]] });
  let drawn = 0;
  const done = Promise.withResolvers<void>();
  const stop = store.data.subscribe((data) => {
    drawn++;
    if (data?.vms[0]?.power_state === "Running") done.resolve();
  });
  for (const power_state of ["Paused", "Suspended", "Running"]) {
    tell({ kind: "patch", at: "e.2.0", patches: [["vm", "1", { power_state }]] });
  }
  await done.promise;
  equal(drawn, 2);
  stop();
  store.close();
});
