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

interface Machine {
  readonly id: string;
  readonly name: string;
  readonly memory: number;
}

const machines = () => new LiveTable<Machine>({ fields: ["name", "memory"], rows: [["a"], ["Alpha"], [4]] });

Deno.test("who follows a field hears of that field alone; when the object goes it keeps its value", () => {
  const live = machines();
  const heard: string[] = [];
  const stops = [
    effect(() => void heard.push(`name ${live.field("a", "name").value}`)),
    effect(() => void heard.push(`memory ${live.field("a", "memory").value}`)),
    effect(() => void heard.push(`there ${live.has("a")}`)),
  ];
  live.apply("a", { memory: 8 });
  live.apply("a", { memory: 8 });
  live.apply("b", { name: "Beta", memory: 1 });
  live.apply("a", null);
  live.apply("a", { name: "Able", memory: 8 });
  stops.forEach((stop) => stop());
  assert.deepEqual(heard, [
    ...["name Alpha", "memory 4", "there true", "memory 8", "there false", "name Able", "there true"],
  ]);
});

Deno.test("a live object is read field by field, and each reading follows its field", () => {
  const live = machines();
  const drawn: (string | undefined)[] = [];
  let looked = 0;
  const stops = [
    effect(() => void drawn.push(live.live("a")?.name)),
    effect(() => {
      live.live("c");
      looked++;
    }),
  ];
  live.apply("a", { memory: 8 });
  live.apply("a", { name: "Able" });
  live.apply("c", { name: "Gamma", memory: 2 });
  live.apply("c", { memory: 3 });
  assert.deepEqual(drawn, ["Alpha", "Able"]);
  assert.equal(looked, 2, "when it came, and not when it changed");
  assert.equal(live.live("c")?.memory, 3);
  assert.deepEqual(Object.keys(live.live("a") ?? {}), ["id"]);
  stops.forEach((stop) => stop());
});

Deno.test("what nobody follows any more costs nothing, and comes back when somebody does", () => {
  const live = machines();
  const name = live.field("a", "name");
  effect(() => void name.value)();
  live.apply("a", { name: "Able" });
  live.apply("a", null);
  live.apply("a", { name: "Ada", memory: 1 });
  const seen: (string | undefined)[] = [];
  const stop = effect(() => void seen.push(name.value));
  live.apply("a", { name: "Adam" });
  stop();
  assert.deepEqual(seen, ["Ada", "Adam"]);
});

Deno.test("the number of objects is followed without following the objects", () => {
  const live = machines();
  const counts: number[] = [];
  const stop = effect(() => void counts.push(live.count.value));
  live.apply("a", { name: "Able" });
  live.touch();
  live.apply("b", { name: "Beta" });
  live.touch();
  stop();
  assert.deepEqual(counts, [1, 2]);
});

Deno.test("what is not seen of an object is of its type all the same, and comes when it is seen", () => {
  const table = new LiveTable<{ id: string; tags: readonly string[]; vifs: number; bridge: string }>({
    fields: ["tags", "vifs", "bridge"],
    rows: [["a"], [null], [null], [null]],
    blanks: ["list", "number", "text"],
  });
  assert.deepEqual(table.peek("a"), { id: "a", tags: [], vifs: NaN, bridge: "" });
  table.apply("a", { vifs: 3 });
  assert.deepEqual(table.peek("a"), { id: "a", tags: [], vifs: 3, bridge: "" });
  table.apply("a", { vifs: null });
  assert.deepEqual(table.peek("a")?.vifs, NaN);
  table.reset(new Map([["b", { bridge: "xenbr0" }]]));
  assert.deepEqual(table.list(), [{ id: "b", tags: [], vifs: NaN, bridge: "xenbr0" }]);
});
