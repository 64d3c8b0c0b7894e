import assert from "node:assert/strict";
import fc from "fast-check";
import { FIELDS } from "./fields.ts";
import { NUMERIC, parseQuery } from "./query.ts";

const GIB = 1024 ** 3;
const VM = {
  id: "de5013f0-58bf-9673-c911-187555eaf657",
  name: "db-16",
  description: "customer 4711: billing",
  pool: "p1",
  power_state: "Running",
  host: "h1",
  tags: ["prod", "web"],
  ips: ["10.77.0.101", "fe80::1"],
  os: "Debian GNU/Linux 12 (bookworm)",
  memory_dynamic_max: 4 * GIB,
  snapshots: 2,
  start_time: "2026-11-23T06:16:15Z",
  is_default_template: false,
  current_operations: { t1: "clean_shutdown" },
};
const context = {
  fields: Object.keys(VM),
  name: (collection: string, id: string) =>
    new Map([["host/h1", "alpha-01"], ["pool/p1", "lab"]]).get(`${collection}/${id}`),
};

function matches(text: string, object: object = VM): boolean {
  const query = parseQuery(text, context);
  assert.deepEqual(query.problems, [], text);
  return query.matches(object);
}

Deno.test("a query finds what it describes", () => {
  for (
    const text of [
      "",
      "   ",
      "power:running",
      "power:halted,running",
      "POWER:Running",
      "power_state:running",
      "host:alpha",
      "host:h1",
      "pool:lab",
      "tag:web",
      "-tag:test",
      "ip:10.77",
      "os:debian",
      'os:"debian gnu"',
      "memory:4GiB",
      "memory:>3.5g",
      "memory:<=4096M",
      "memory:1GiB..4GiB",
      "snapshots:>1",
      "snapshots:2",
      "start_time:>2026-10",
      "start_time:<=2026-11-23",
      "start_time:2026-11-23",
      "is_default_template:no",
      "current_operations:clean_shutdown",
      "db",
      '"4711: billing"',
      "bookworm 10.77.0.101 PROD",
      "id:de5013f0",
      "power:running tag:web memory:>=4GiB -os:windows db",
      "power:",
    ]
  ) assert.equal(matches(text), true, text);
});

Deno.test("a query leaves out what it does not describe", () => {
  for (
    const text of [
      "power:halted",
      "-power:running",
      "host:beta",
      "tag:we",
      "-tag:web",
      "ip:77",
      "memory:>4GiB",
      "memory:5GiB..8GiB",
      "snapshots:20",
      "start_time:>2026-11",
      "is_default_template:yes",
      "is_default_template:maybe",
      '"db 16"',
      "db nothing",
      "-db",
    ]
  ) assert.equal(matches(text), false, text);
});

Deno.test("null and missing fields match no value, and so its negation", () => {
  const halted = { ...VM, host: null, start_time: null };
  assert.equal(matches("host:alpha", halted), false);
  assert.equal(matches("-host:alpha", halted), true);
  assert.equal(matches("start_time:>2000", halted), false);
  assert.equal(parseQuery("host:alpha", { fields: ["host"] }).matches(VM), false, "no names given: ids only");
});

Deno.test("a problem names its place, and the other terms still count", () => {
  const query = parseQuery("db  powr:running memory:big", context);
  assert.deepEqual(query.problems.map(({ at, length }) => [at, length]), [[4, 12], [17, 10]]);
  assert.match(query.problems[0]?.message ?? "", /^Nothing is called "powr" here: use power, tag, .*name, /);
  assert.match(query.problems[1]?.message ?? "", /^"big" is no number/);
  assert.equal(query.matches(VM), true);
  assert.equal(query.matches({ ...VM, ...{ name: "x", tags: [] } }), false);
});

Deno.test("a query of more values than anybody types stops there", () => {
  for (const text of [Array(5_000).fill("-z").join(" "), `-${Array(5_000).fill("z").join(",")}`]) {
    let looks = 0;
    const row = { ...VM };
    Object.defineProperty(row, "name", { get: () => looks++ });
    const query = parseQuery(text, context);
    assert.deepEqual(query.problems.map(({ message }) => message), ["A query has at most 50 values"]);
    query.matches(row);
    assert.ok(looks <= 50, `${looks} looks at a field`);
  }
  assert.deepEqual(parseQuery(Array(50).fill("z").join(" "), context).problems, []);
});

Deno.test("a query tells which fields it looks at", () => {
  assert.deepEqual(parseQuery("power:running memory:>1g", context).fields, [
    "power_state",
    "memory_dynamic_max",
  ]);
});

Deno.test("fields with numbers are known by their names", () => {
  for (const fields of Object.values(FIELDS)) {
    for (const [field, kind] of Object.entries(fields)) {
      assert.equal(NUMERIC.test(field), kind === "number", field);
    }
  }
});

Deno.test("law: no text makes the parser or the predicate throw, and quoting finds any word literally", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    parseQuery(text, context).matches(VM);
    const word = text.replaceAll('"', "");
    assert.equal(matches(`"${word}"`, { ...VM, name: `<${word}>` }), true);
  }));
});

Deno.test("a query tells its terms and the names it goes by, and takes names when it is asked", () => {
  const { terms, names, matchesBy } = parseQuery('host:Alpha,"be ta" -tag:x free', {
    fields: ["name", "host", "tags"],
  });
  assert.deepEqual(terms, [
    { not: false, field: "host", values: ["alpha", "be ta"] },
    { not: true, field: "tags", values: ["x"] },
    { not: false, field: undefined, values: ["free"] },
  ]);
  assert.deepEqual(names, [["host", "host"]]);
  const vm = { name: "free", host: "h", tags: [] };
  assert.ok(matchesBy(vm, (collection, id) => `${collection} ${id} alpha`));
  assert.ok(!matchesBy(vm, () => undefined));
});
