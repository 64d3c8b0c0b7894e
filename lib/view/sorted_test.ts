import assert from "node:assert/strict";
import fc from "fast-check";
import { parseSort } from "./sort.ts";
import { naturalKey, sorted } from "./sorted.ts";

Deno.test("names sort as people count, empty ones last, equal ones by id", () => {
  const rows = [["3", "web-10"], ["2", "web-9"], ["4", ""], ["5", "web-9"], ["6", "WEB-1"], ["7", "wéb-1a"]]
    .map(([id = "", name = ""]) => ({ id, name }));
  const ids = (down: boolean) =>
    sorted(rows, [{ field: "name", down }], (row) => row.name).map(({ id }) => id);
  assert.deepEqual(ids(false), ["6", "7", "2", "5", "3", "4"]);
  assert.deepEqual(ids(true), ["3", "2", "5", "7", "6", "4"], "what is unknown stands last either way");
});

Deno.test("several keys count one after the other, each in its direction", () => {
  const rows = [["a", 1], ["b", 2], ["c", 2], ["d", null]].map(([id, size]) => ({ id: String(id), size }));
  const keys = parseSort("-size,name", new Set(["size", "name"]));
  const order = sorted(
    rows,
    keys,
    (row, field) => field === "size" ? Number(row.size ?? NaN) : -row.id.charCodeAt(0),
  );
  assert.deepEqual(order.map(({ id }) => id), ["c", "b", "a", "d"]);
});

const name = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom("a", "B", "1", "0", "9", "-", " ", "é") }),
);

Deno.test("law: the order does not hang on the order that was", () => {
  const rows = fc.uniqueArray(
    fc.record({ id: fc.string(), name: fc.oneof(name, fc.integer(), fc.constant(null)) }),
    {
      selector: ({ id }) => id,
    },
  );
  fc.assert(fc.property(rows, fc.boolean(), (all, down) => {
    const order = (list: typeof all) =>
      sorted(list, [{ field: "name", down }], (row) => row.name).map(({ id }) => id);
    // A column holds either numbers or texts.
    const kind = all.filter((row) => typeof row.name !== "number");
    assert.deepEqual(order(kind), order(kind.toReversed()));
  }));
});

Deno.test("law: names of words and numbers stand as Intl orders them", () => {
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const word = fc.string({ unit: fc.constantFrom("a", "b", "Z", "é", "ü"), minLength: 1 });
  const names = fc.tuple(word, fc.nat(), word, fc.nat()).map(([a, m, b, n]) => `${a}-${m}-${b}${n}`);
  fc.assert(fc.property(names, names, (a, b) => {
    const one = naturalKey(a), other = naturalKey(b);
    assert.equal(one < other ? -1 : one > other ? 1 : 0, Math.sign(collator.compare(a, b)), `${a} and ${b}`);
  }));
});
