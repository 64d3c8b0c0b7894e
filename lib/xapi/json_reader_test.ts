// Whatever the split of the bytes and the size of the runs: the reader equals the parser of the whole text.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { JsonReader, readJsonAnswer } from "./json_reader.ts";
import { parseJson } from "./json_text.ts";
import type { Value } from "./types.ts";

/** Reads the bytes in pieces of these sizes, over and over. */
function read(bytes: Uint8Array, sizes: readonly number[], run: number): Value {
  const reader = new JsonReader(run);
  for (let from = 0, i = 0; from < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    reader.write(bytes.subarray(from, from + size));
    from += size;
  }
  return reader.end();
}

/** Reads an answer like `read`, its events through a sink; gives both. */
function readEvents(
  bytes: Uint8Array,
  sizes: readonly number[],
  run: number,
): { rest: Value; taken: Value[] } {
  const taken: Value[] = [];
  const reader = new JsonReader(run, { list: "events", take: (item) => taken.push(item) });
  for (let from = 0, i = 0; from < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    reader.write(bytes.subarray(from, from + size));
    from += size;
  }
  return { rest: reader.end(), taken };
}

function attempt<T>(work: () => T): T | "broken" {
  try {
    return work();
  } catch (error) {
    if (error instanceof SyntaxError) return "broken";
    throw error;
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A JSON container of such strings and names, with bare special floats and blanks in between. */
function json(string: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const blank = fc.constantFrom("", "", "", " ", "\n\t", "\r ");
  const numbers = ["0", "-1.5e3", "NaN", "-NaN", "Infinity", "-Infinity"];
  const leaf = fc.oneof(string, fc.constantFrom("true", "null", "{}", "[ ]", ...numbers));
  const join = (parts: string[], space: string) => parts.join(`${space},${space}`);
  const { list, map } = fc.letrec<{ value: string; list: string; map: string }>((tie) => ({
    value: fc.oneof({ maxDepth: 5, depthSize: "small" }, leaf, tie("list"), tie("map")),
    list: fc.tuple(fc.array(tie("value"), { maxLength: 6 }), blank).map(([items, space]) =>
      `[${space}${join(items, space)}${space}]`
    ),
    map: fc.tuple(fc.array(fc.tuple(string, tie("value")), { maxLength: 6 }), blank).map(([members, space]) =>
      `{${space}${join(members.map(([name, value]) => `${name}${space}:${space}${value}`), space)}${space}}`
    ),
  }));
  return fc.oneof(list, map);
}

const plain = fc.oneof(
  fc.string({ unit: "grapheme" }).map((text) => `"${text.replace(/["\\]/g, "")}"`),
  fc.constantFrom('"},{"', '"[NaN,"', '"é"', '"💾"', '"__proto__"', '"a"', '"1"'),
);
// V8's JSON.parse mistakes the name "\"" for "\\" where it has met that one before: no text here ends in a backslash.
const escaped = fc.oneof(
  plain,
  fc.string({ unit: "binary" }).map((text) => JSON.stringify(text.replace(/\\+$/, ""))),
  fc.constantFrom('"\\\\x"', '"\\""', '"\\\\\\"]"', '"\\ud83d\\ude00"', '"\\u0022"'),
);
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });
const run = fc.integer({ min: 1, max: 60 });

Deno.test("any JSON in any pieces is read as if it were parsed whole", () => {
  fc.assert(
    fc.property(json(escaped), sizes, run, (text, sizes, run) => {
      const expected = parseJson(text);
      const actual = read(encode(text), sizes, run);
      assert.deepEqual(actual, expected);
      assert.equal(JSON.stringify(actual), JSON.stringify(expected), "in the same order");
    }),
    { numRuns: 2000 },
  );
});

Deno.test("what is no JSON is none in pieces either", () => {
  const damage = fc.constantFrom(
    "",
    ",",
    "]",
    "}",
    "{",
    "[",
    '"',
    ":",
    "\\",
    "x",
    "1",
    ",]",
    "\u00a0",
    "\ufeff",
  );
  fc.assert(
    fc.property(
      json(plain),
      damage,
      fc.nat(),
      fc.nat(),
      sizes,
      run,
      (text, damage, at, length, sizes, run) => {
        const from = at % (text.length + 1);
        const broken = text.slice(0, from) + damage + text.slice(from + length % 3);
        // A character cut in half is encoded as another one: both readers must see that one.
        const bytes = encode(broken);
        const whole = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
        assert.deepEqual(attempt(() => read(bytes, sizes, run)), attempt(() => parseJson(whole)));
      },
    ),
    { numRuns: 2000 },
  );
});

Deno.test("nothing but a name and a colon stands before a container that is built by hand", () => {
  for (const text of ['{"a":1{"b":[1,2,3]}}', "[1[1,2,3]]", '{"a"[1,2,3]}', "{[1,2,3]}", '[1,2,3]{"a":1}']) {
    assert.equal(attempt(() => read(encode(text), [1], 1)), "broken", text);
  }
});

Deno.test("a later member of the same name wins, also over one that was read in parts", () => {
  const list = JSON.stringify(Array.from({ length: 30 }, (_, i) => i));
  assert.deepEqual(read(encode(`{"a":${list},"b":1,"a":[3]}`), [7], 10), { a: [3], b: 1 });
});

const objects = fc.array(
  fc.record({
    a: fc.oneof(fc.constantFrom("},{", '"},{"', "\\},{", "]},{"), fc.nat()),
    b: fc.oneof(
      fc.constant([]),
      fc.array(fc.record({ c: fc.constantFrom(1, "},{", null) }), { maxLength: 4 }),
    ),
  }),
  { minLength: 1, maxLength: 20 },
);

Deno.test("a comma between braces in a string, deeper, or behind the end of a list is not mistaken for one between members", () => {
  fc.assert(
    fc.property(objects, objects, sizes, fc.integer({ min: 1, max: 200 }), (first, second, sizes, run) => {
      const value = { events: first, more: [{ list: first }, ...second, first, { list: second }], end: "t" };
      const text = JSON.stringify(value);
      assert.deepEqual(read(encode(text), sizes, run), JSON.parse(text));
    }),
    { numRuns: 1000 },
  );
});

Deno.test("a list of objects that is broken somewhere is refused, wherever a run ends", () => {
  fc.assert(
    fc.property(
      objects,
      fc.nat(),
      fc.constantFrom("", "]", "}", "{", ",", '"'),
      run,
      (list, at, damage, run) => {
        const text = JSON.stringify({ list });
        const from = at % text.length;
        const broken = text.slice(0, from) + damage + text.slice(from + 1);
        const bytes = encode(broken);
        assert.deepEqual(attempt(() => read(bytes, [16], run)), attempt(() => parseJson(broken)));
      },
    ),
    { numRuns: 2000 },
  );
});

Deno.test("a member larger than a run is read whole", () => {
  const big = "é".repeat(5000);
  assert.deepEqual(read(encode(JSON.stringify([{ big, list: [big] }, 1])), [64], 100), [
    { big, list: [big] },
    1,
  ]);
});

Deno.test("other work goes on while a large answer is read", async () => {
  const events = Array.from(
    { length: 60_000 },
    (_, i) => ({ id: i, snapshot: { uuid: `uuid ${i}`, max: 1.5 } }),
  );
  const bytes = encode(JSON.stringify({ result: { events, token: "t" } }).replace('"max":1.5', '"max":NaN'));
  let turns = 0, over = false;
  const turn = () => {
    turns++;
    if (!over) setTimeout(turn);
  };
  setTimeout(turn);
  const answer = await readJsonAnswer([bytes]);
  over = true;
  assert(turns > 1, `${turns} turns`);
  const [first, ...others] = events;
  assert.deepEqual(answer, {
    result: { events: [{ ...first, snapshot: { ...first?.snapshot, max: "NaN" } }, ...others], token: "t" },
  });
});

Deno.test("a sink gets the items of its list in order, or the answer has them, and no other list is touched", () => {
  fc.assert(
    fc.property(
      fc.array(json(escaped), { maxLength: 8 }),
      json(plain),
      sizes,
      run,
      (items, other, sizes, run) => {
        const before = `{"jsonrpc":"2.0","result":{"other":{"events":[${other},${other}]},"events":[`;
        const text = `${before}${
          items.map((item) => `{"snapshot":{"events":[${item}]}}`).join()
        }],"token":"t"}}`;
        const { rest, taken } = readEvents(encode(text), sizes, run);
        const whole = parseJson(text);
        const put = (value: Value) => JSON.parse(JSON.stringify(value));
        const expected = put(whole), actual = put(rest);
        actual.result.events = [...put(taken), ...actual.result.events];
        assert.deepEqual(actual, expected);
      },
    ),
    { numRuns: 1000 },
  );
});

Deno.test("the items of a large list never stand in the answer", () => {
  const item = { class: "vm", snapshot: { name: "x".repeat(900), ["}],{"]: "},{" } };
  const text = JSON.stringify({ result: { events: Array.from({ length: 1000 }, () => item), token: "t" } });
  const { rest, taken } = readEvents(encode(text), [64 * 1024], 64 * 1024);
  assert.deepEqual(rest, { result: { events: [], token: "t" } });
  assert.deepEqual(taken, Array.from({ length: 1000 }, () => item));
});

Deno.test("what is nested deeper than any answer is refused at once", async () => {
  const deep = encode("[".repeat(500_000) + "]".repeat(500_000));
  const begun = performance.now();
  await assert.rejects(readJsonAnswer([deep]), SyntaxError);
  assert.ok(performance.now() - begun < 1_000);
});
