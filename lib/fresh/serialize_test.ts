import { deepEqual, equal, notEqual, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { computed, Signal, signal } from "@preact/signals";
import { h } from "preact";
import { isVNode, serialize } from "./serialize.ts";
import { revive } from "./revive.ts";

/** The value as a browser would get it. */
function cross(value: unknown): unknown {
  return revive(JSON.parse(serialize(value)), (number) => `slot ${number}`);
}

Deno.test("plain data costs its JSON size and a few bytes", () => {
  const table = {
    fields: ["name", "power"],
    rows: Array.from({ length: 1000 }, (_, i) => [`id-${i}`, i, true, null]),
  };
  equal(serialize(table), `[${JSON.stringify(table)},[]]`);
});

Deno.test("what is reachable twice is written once and stays one object", () => {
  const data = { rows: Array.from({ length: 100 }, (_, i) => [i, "x"]) };
  const islands = Array.from({ length: 5 }, (_, i) => ({ id: i, data }));
  ok(serialize(islands).length < JSON.stringify(data).length + 200);
  const [first, ...others] = cross(islands) as { data: unknown }[];
  deepEqual(first?.data, data);
  for (const other of others) equal(other.data, first?.data);
});

Deno.test("cycles through every container come back", () => {
  const map = new Map<string, unknown>();
  const set = new Set<unknown>();
  const list: unknown[] = [];
  const box = signal<unknown>(null);
  const root = { map, set, list, box };
  map.set("root", root);
  set.add(map);
  list.push(list, set);
  box.value = root;
  const back = cross(root) as typeof root;
  equal(back.map.get("root"), back);
  equal([...back.set][0], back.map);
  equal(back.list[0], back.list);
  equal(back.list[1], back.set);
  equal(back.box.value, back);
});

Deno.test("values JSON has no word for come back as they were", () => {
  const value = {
    nothing: undefined,
    numbers: [NaN, Infinity, -Infinity, -0, 0],
    date: new Date(1234567890123),
    never: new Date(NaN),
    url: new URL("https://atoll.test/a?b#c"),
    big: 2n ** 70n,
    bytes: Uint8Array.of(0, 127, 255),
    map: new Map<unknown, unknown>([[{ a: 1 }, undefined], [1n, new Set([NaN])]]),
    dollar: { $: 3, other: { $: ["d", 1] } },
  };
  const back = cross(value) as typeof value;
  deepEqual(back, value);
  ok(Object.hasOwn(back, "nothing") && Object.is(back.numbers[3], -0));
});

Deno.test("a key __proto__ is data and touches no prototype", () => {
  const value = JSON.parse('{"__proto__":{"polluted":true},"x":[{"__proto__":{"$":"u"},"$":1}]}');
  const back = cross(value) as object;
  equal(JSON.stringify(back), JSON.stringify(value));
  equal(Reflect.get({}, "polluted"), undefined);
  equal(Object.getPrototypeOf(back), Object.prototype);
});

Deno.test("a signal given twice is one signal, a computed one arrives read-only", () => {
  const count = signal({ n: 1 });
  const double = computed(() => count.value.n * 2);
  const [a, b, c] = cross([count, { count }, double]) as [
    Signal<{ n: number }>,
    { count: Signal },
    Signal<number>,
  ];
  ok(a instanceof Signal);
  equal(a, b.count);
  deepEqual(a.value, { n: 1 });
  equal(c.value, 2);
  throws(() => c.value = 3, TypeError);
});

Deno.test("the text is safe inside a script element", () => {
  const text = serialize({ a: "</script><!--<script>", "<b>": "\u2028\u2029" });
  equal(/[<\u2028\u2029]/.test(text), false);
  deepEqual(cross({ a: "</script>\u2028" }), { a: "</script>\u2028" });
});

Deno.test("slots cross as their number; signals and odd objects are no JSX", () => {
  const vnode = h("p", null);
  const text = serialize([{ children: vnode }], (found) => found === vnode ? 7 : undefined);
  deepEqual(revive(JSON.parse(text), (number) => `slot ${number}`), [{ children: "slot 7" }]);
  deepEqual([vnode, signal(1), Object.create(null), null, "x"].map(isVNode), [
    true,
    false,
    false,
    false,
    false,
  ]);
});

Deno.test("what cannot cross is refused with the way to it", () => {
  class Model {}
  const refused = (value: unknown) => () => serialize([value], () => undefined, ["VmTable"]);
  throws(refused({ onPick: () => {} }), /a function \(at VmTable\.onPick\)/);
  throws(refused({ rows: [[Symbol("x")]] }), /a symbol \(at VmTable\.rows\.0\.0\)/);
  throws(refused({ model: new Map([["m", new Model()]]) }), /a Model \(at VmTable\.model\.m\)/);
  throws(refused({ deep: { jsx: h("p", null) } }), /JSX below a prop's top level \(at VmTable\.deep\.jsx\)/);
});

Deno.test("law: any JSON, and any mix of the other values, crosses unchanged", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    deepEqual(cross(value), value);
  }));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(undefined, NaN, -0, Infinity, null, true, "$", "<"),
      fc.bigInt(),
      fc.date(),
      fc.uint8Array(),
      fc.array(tie("tree")),
      fc.dictionary(fc.oneof(fc.constant("$"), fc.string()), tie("tree"), { noNullPrototype: true }),
      fc.array(fc.tuple(fc.string(), tie("tree"))).map((entries) => new Map(entries)),
      fc.array(fc.string()).map((items) => new Set(items)),
    ),
  }));
  fc.assert(fc.property(tree, (value) => {
    deepEqual(cross([value, value]), [value, value]);
  }));
  notEqual(serialize(1), serialize(2));
});
