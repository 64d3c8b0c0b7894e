import assert from "node:assert/strict";
import { effect } from "@preact/signals";
import { LiveTable } from "./live_table.ts";

const table = () =>
  new LiveTable<{ id: string; name: string }>({ fields: ["name"], rows: [["a", "b"], ["Alpha", "Beta"]] });

Deno.test("who follows an object sees its changes and its end, and no other's", () => {
  const live = table();
  const seen: (string | undefined)[] = [];
  const stop = effect(() => {
    seen.push(live.follow("a").value?.name);
  });
  live.apply("b", { name: "Bravo" });
  live.apply("a", { name: "Able" });
  live.apply("a", null);
  stop();
  assert.deepEqual(seen, ["Alpha", "Able", undefined]);
  assert.equal(live.peek("b")?.name, "Bravo");
  assert.equal(live.size, 1);
});

Deno.test("an object that comes later reaches who waits for it", () => {
  const live = table();
  const waiting = live.follow("c");
  assert.equal(waiting.value, undefined);
  live.apply("c", { name: "Gamma" });
  assert.deepEqual(waiting.value, { id: "c", name: "Gamma" });
});

Deno.test("a reset leaves nothing of before", () => {
  const live = table();
  const gone = live.follow("a");
  live.reset(new Map([["b", { name: "B" }], ["c", { name: "C" }]]));
  assert.equal(gone.value, undefined);
  assert.deepEqual(live.list().map(({ id, name }) => [id, name]).sort(), [["b", "B"], ["c", "C"]]);
});

Deno.test("lists follow the version, which is told once", () => {
  const live = table();
  let drawn = 0;
  const stop = effect(() => {
    live.all();
    drawn++;
  });
  live.apply("a", { name: "Able" });
  live.apply("b", null);
  assert.equal(drawn, 1);
  live.touch();
  stop();
  assert.equal(drawn, 2);
});
