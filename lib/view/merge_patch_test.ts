import assert from "node:assert/strict";
import fc from "fast-check";
import { apply, diff, equal, type JsonObject, mergePatch } from "./merge_patch.ts";
import type { Json } from "./types.ts";

/** Fields as view objects have them: always the same kind, null allowed, maps without null inside. */
const view: fc.Arbitrary<JsonObject> = fc.record({
  name: fc.string(),
  host: fc.option(fc.constantFrom("h1", "h2")),
  size: fc.integer(),
  live: fc.boolean(),
  tags: fc.array(fc.constantFrom("a", "b"), { maxLength: 3 }),
  operations: fc.dictionary(fc.constantFrom("t1", "t2", "t3"), fc.constantFrom("start", "stop"), {
    noNullPrototype: true,
  }),
});

Deno.test("only what differs is in the patch", () => {
  const a = {
    name: "a",
    host: "h1",
    tags: ["x"],
    operations: { t1: "start", t2: "stop" },
    same: [1, { a: 1 }],
  };
  const b = {
    name: "b",
    host: null,
    tags: ["x", "y"],
    operations: { t2: "stop", t3: "start" },
    same: [1, { a: 1 }],
  };
  assert.deepEqual(diff(a, b), {
    name: "b",
    host: null,
    tags: ["x", "y"],
    operations: { t1: null, t3: "start" },
  });
  assert.equal(diff(a, structuredClone(a)), undefined);
});

Deno.test("a field that is null and a field that is not there are the same", () => {
  assert.equal(diff({}, { host: null }), undefined);
  assert.equal(diff({ host: null }, {}), undefined);
  assert.deepEqual(diff({ host: "h" }, {}), { host: null });
});

Deno.test("applying shares what did not change and leaves the old object alone", () => {
  const a: JsonObject = { name: "a", tags: ["x"], host: "h" };
  const b = apply(a, { host: null });
  assert.deepEqual(b, { name: "a", tags: ["x"], host: null });
  assert.equal(b.tags, a.tags);
  assert.equal(a.host, "h");
});

Deno.test("the RFC's own examples", () => {
  const examples: [Json, Json, Json][] = [
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [["a", "b"], ["c", "d"], ["c", "d"]],
    [{ a: "b" }, ["c"], ["c"]],
    [{ a: "foo" }, null, null],
    [{ a: "foo" }, "bar", "bar"],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ];
  for (const [target, patch, result] of examples) assert.deepEqual(mergePatch(target, patch), result);
});

Deno.test("law: apply(a, diff(a, b)) is b; no difference, no patch", () => {
  fc.assert(
    fc.property(view, view, (a, b) => {
      const patch = diff(a, b);
      assert.equal(patch === undefined, equal(a, b));
      assert.deepEqual(apply({ ...a }, patch ?? {}), { ...b });
    }),
    { numRuns: 2000 },
  );
});

Deno.test("law: to a reader who knows only the RFC the result is the same but for absent nulls", () => {
  const withoutNulls = (object: JsonObject) =>
    Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
  fc.assert(
    fc.property(view, view, (a, b) => {
      assert.deepEqual(mergePatch(withoutNulls(a), diff(a, b) ?? {}), withoutNulls(b));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("law: equal agrees with deep equality", () => {
  const json = fc.jsonValue() as fc.Arbitrary<Json>;
  fc.assert(fc.property(json, json, (a, b) => {
    const text = (value: Json) => JSON.stringify(sorted(value));
    assert.equal(equal(a, b), text(a) === text(b));
    assert.equal(equal(a, structuredClone(a)), true);
  }));
});

function sorted(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([k, v]) => [k, sorted(v)]),
  );
}
