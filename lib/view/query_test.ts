import assert from "node:assert/strict";
import fc from "fast-check";
import { FIELDS } from "./fields.ts";
import { parseQuery, type QueryTerm, queryText } from "./query.ts";

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
const NOW = Date.parse("2026-11-23T12:00:00Z");
const context = {
  now: NOW,
  numeric: (field: string) =>
    Object.entries(FIELDS.vm).some(([name, kind]) => name === field && kind === "number"),
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

Deno.test("! negates as - does", () => {
  assert.equal(matches("!tag:test !power:halted"), true);
  assert.equal(matches("!tag:prod"), false);
  assert.equal(matches("!db"), false);
});

Deno.test("none is where there is nothing, any where there is something; in quotes they are words", () => {
  const bare = {
    ...VM,
    host: null,
    tags: [],
    os: "",
    snapshots: NaN,
    start_time: undefined,
    name: "none of it",
  };
  for (const field of ["host", "tag", "os", "snapshots", "start_time"]) {
    assert.equal(matches(`${field}:none`, bare), true, field);
    assert.equal(matches(`${field}:any`, bare), false, field);
    assert.equal(matches(`${field}:none`), false, field);
    assert.equal(matches(`${field}:any`), true, field);
    assert.equal(matches(`-${field}:none`), true, field);
  }
  assert.equal(
    matches("is_default_template:any snapshots:any", { ...VM, snapshots: 0 }),
    true,
    "no and 0 are something",
  );
  assert.equal(matches('name:"none"', bare), true);
  assert.equal(matches('name:"any"', bare), false);
  assert.equal(matches("name:none", bare), false);
  assert.equal(matches("none", bare), true, "a word without key is a word");
});

Deno.test("times are told from now, before and after", () => {
  const at = (time: string) => ({ ...VM, start_time: time });
  for (
    const [text, time, found] of [
      ["start_time:<-30d", "2026-10-24T11:59:59Z", true],
      ["start_time:<-30d", "2026-10-24T12:00:01Z", false],
      ["start_time:>-1h", "2026-11-23T11:00:01.123Z", true],
      ["start_time:>-90m", "2026-11-23T10:00:00Z", false],
      ["start_time:<30d", "2026-12-20T00:00:00Z", true],
      ["start_time:<30d", "2026-12-24T00:00:00Z", false],
      ["start_time:>=-1y", "2026-01-01T00:00:00Z", true],
      ["start_time:>-2w", "2026-11-01T00:00:00Z", false],
    ] as const
  ) assert.equal(matches(text, at(time)), found, `${text} ${time}`);
  assert.equal(matches("start_time:<-30d", { ...VM, start_time: null }), false);
  const { problems } = parseQuery("start_time:<-30d", { fields: context.fields });
  assert.match(problems[0]?.message ?? "", /"-30d" is told from now/);
  assert.deepEqual(
    parseQuery("memory:>4m", { fields: context.fields, numeric: context.numeric }).problems,
    [],
  );
});

Deno.test("percents are shares: of the whole that a field is a part of, or of one", () => {
  const sr = { id: "s", physical_utilisation: 95, physical_size: 100, progress: 0.4 };
  const fields = ["physical_utilisation", "physical_size", "progress"];
  const query = parseQuery("used:>90%", { fields });
  assert.deepEqual(query.fields, ["physical_utilisation", "physical_size"]);
  const one = (text: string, object: object = sr) => parseQuery(text, { fields }).matches(object);
  assert.equal(one("used:>90%"), true);
  assert.equal(one("used:>95%"), false);
  assert.equal(one("used:80%..95%"), true);
  assert.equal(one("used:>90%", { ...sr, physical_size: 0 }), false, "nothing is a share of nothing");
  assert.equal(one("progress:>=40%"), true);
  assert.equal(one("progress:>40%"), false);
  assert.equal(one("used:95"), true);
});

const word = fc.oneof(
  fc.constantFrom(
    "none",
    "any",
    "-30d",
    ">-30d",
    "<30d",
    ">4GiB",
    "1..4",
    ">90%",
    "a b",
    "=x",
    "-",
    "!",
    ":",
    ",",
  ),
  fc.string({ unit: "grapheme" }).map((text) => text.replaceAll('"', "")),
);
const term = fc.tuple(
  fc.constantFrom("", "-", "!"),
  fc.constantFrom("", "power:", "host:", "tag:", "memory:", "Start_Time:", "nosuch:", "name:"),
  fc.array(fc.tuple(word, fc.boolean()), { minLength: 1, maxLength: 4 }),
).map(([not, key, values]) =>
  not + key + values.map(([text, quote]) => quote ? `"${text}"` : text).join(",")
);

Deno.test("law: a query and its canonical text say the same", () => {
  fc.assert(fc.property(fc.array(term, { maxLength: 5 }).map((all) => all.join(" ")), (text) => {
    const first = parseQuery(text, context);
    const canonical = queryText(first.terms);
    const second = parseQuery(canonical, context);
    assert.deepEqual(second.problems, [], canonical);
    assert.equal(queryText(second.terms), canonical);
    assert.deepEqual(meaning(second.terms), meaning(first.terms), canonical);
    assert.equal(second.matches(VM), first.matches(VM), canonical);
  }));
});

/** Terms and values in one order, each once. */
function meaning(terms: readonly QueryTerm[]): string[] {
  const texts = terms.map(({ not, field, values }) =>
    JSON.stringify([not, field ?? null, [...new Set(values)].sort()])
  );
  return [...new Set(texts)].sort();
}

Deno.test("law: every term stands where its span says", () => {
  fc.assert(fc.property(fc.array(term, { maxLength: 5 }).map((all) => all.join("  ")), (text) => {
    const { terms, spans } = parseQuery(text, context);
    assert.equal(spans.length, terms.length);
    spans.forEach(({ at, length }, n) => {
      const [alone] = parseQuery(text.slice(at, at + length), context).terms;
      assert.deepEqual(alone, terms[n]);
    });
  }));
});

Deno.test("words are looked for in what is remembered of an object", () => {
  const query = parseQuery("web !test os:debian", { ...context, words: () => "a web of\0lies" });
  assert.equal(query.matches(VM), true);
  assert.equal(parseQuery("db", { ...context, words: () => "web" }).matches(VM), false);
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
