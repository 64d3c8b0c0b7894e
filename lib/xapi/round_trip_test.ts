// Laws over the whole model: what a pool sends is understood alike in every dialect, and what is sent arrives as it was meant.
//
// What the wire cannot carry, and what therefore is not among the values here:
// - control characters but tab and line ends, U+FFFE, U+FFFF and halves of surrogate pairs: xapi refuses or breaks on them,
//   encodeCall refuses the first and replaces the last;
// - NaN, the infinities and the sign of -0 towards a pool: xapi sends special floats but takes none, and both dialects of
//   JSON write -0 as 0;
// - ints beyond 2^53 as numbers: a pool's are rounded to the nearest double; towards a pool they go as text, digit by digit;
// - null in a set of references: a reference to nothing names nothing, and is left out on arrival;
// - fractions of seconds: xapi keeps none, they are cut off;
// - the difference between a set with one item and an option that is there: both are an array of one.
import { strict as assert } from "node:assert";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import fc from "fast-check";
import { encodeCall } from "./encode.ts";
import { openJson, openXml } from "./envelope.ts";
import { XapiError } from "./errors.ts";
import { misfit } from "./misfit.ts";
import { CLASSES } from "./schema.ts";
import { type ModelType, parseType } from "./schema_type.ts";
import { text, valuesOf } from "./testdata/arbitraries.ts";
import { answerText, type Spelling } from "./testdata/pool_wire.ts";
import { readAnswer } from "./transport.ts";
import type { Dialect, Value } from "./types.ts";
import { decodeValue } from "./values.ts";

const DIALECTS: readonly Dialect[] = ["json1", "json2", "xml"];
/** The same values in every run; other ones by changing this. */
const SEED = 20261123;

const spelling: fc.Arbitrary<Spelling> = fc.record({
  compactDates: fc.boolean(),
  tagged: fc.boolean(),
  quotedFloats: fc.boolean(),
  ascii: fc.boolean(),
});

const PLAIN: Spelling = { compactDates: true, tagged: false, quotedFloats: false, ascii: false };

/** Reads an answer as the transport does, cut into pieces of so many bytes. */
async function read(dialect: Dialect, body: string, size: number): Promise<Value> {
  const bytes = new TextEncoder().encode(body);
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
  const answer = await readAnswer(dialect, { status: 200, contentType: "text/plain", chunks }, "pool");
  return dialect === "xml" ? openXml(answer) : openJson(answer);
}

async function comesBack(type: string, special: boolean, numRuns: number): Promise<void> {
  const parsed = parseType(type);
  await fc.assert(
    fc.asyncProperty(
      valuesOf(parsed, { special }),
      spelling,
      fc.constantFrom(1, 7, 100, 1 << 20),
      async (value, spelling, size) => {
        assert.equal(misfit(parsed, value), null);
        for (const dialect of DIALECTS) {
          const wire = await read(dialect, answerText(dialect, parsed, value, spelling), size);
          assert.deepEqual(decodeValue(type, wire), value, dialect);
        }
      },
    ),
    { numRuns, seed: SEED },
  );
}

for (const className of Object.keys(CLASSES)) {
  Deno.test(`a record of class ${className} arrives the same in every dialect and spelling`, async () => {
    await comesBack(`${className} record`, true, 12);
  });
}

Deno.test("results of every type of the model arrive the same in every dialect and spelling", async () => {
  const types = new Set(
    Object.values(CLASSES).flatMap(({ messages }) => Object.values(messages).map(({ result }) => result)),
  );
  types.delete("an event batch");
  assert(types.size > 300, `${types.size} types`);
  for (const type of types) await comesBack(type, true, 2);
});

const require = createRequire(import.meta.url);
/** npm:xmlrpc as the oracle of XML-RPC. */
const Deserializer: new () => {
  deserializeMethodCall(
    input: Readable,
    then: (error: Error | null, method: string, params: unknown[]) => void,
  ): void;
} = require("xmlrpc/lib/deserializer.js");

/** What another implementation reads from a request. */
async function understood(dialect: Dialect, body: string): Promise<[method: string, params: unknown]> {
  if (dialect !== "xml") {
    const request = JSON.parse(body);
    assert.equal(request.jsonrpc, dialect === "json2" ? "2.0" : undefined);
    return [request.method, request.params];
  }
  return await new Promise((resolve, reject) => {
    new Deserializer().deserializeMethodCall(
      Readable.from([body]),
      (error, method, params) => error ? reject(error) : resolve([method, params]),
    );
  });
}

/** What it must read, by the facts of the wire. */
function expected(dialect: Dialect, type: ModelType, value: Value): unknown {
  switch (type.kind) {
    case "int":
      return dialect === "xml" ? String(value) : value;
    case "ref":
      return value ?? "OpaqueRef:NULL";
    case "datetime":
      return dialect === "xml" ? new Date(String(value)) : String(value).replaceAll("-", "");
    case "set":
      assert(Array.isArray(value));
      return value.map((item) => expected(dialect, type.of, item));
    case "option":
      return value === null ? [] : [expected(dialect, type.of, value)];
    case "map":
    case "record": {
      assert(typeof value === "object" && value !== null);
      const fields = type.kind === "record" ? CLASSES[type.name]?.fields : undefined;
      return Object.fromEntries(
        Object.entries(value).map(([name, member]) => {
          const of = type.kind === "map" ? type.value : parseType(fields?.[name]?.[0] ?? "string");
          return [name, expected(dialect, of, member)];
        }),
      );
    }
    default:
      return value;
  }
}

/** Names that an oracle misreads: npm:xmlrpc takes `__proto__` for the prototype, V8 a backslash for many others (json_by_hand.ts). */
function outOfTheOraclesReach(value: Value): boolean {
  if (typeof value !== "object" || value === null) return false;
  const names = Array.isArray(value) ? [] : Object.keys(value);
  return names.some((name) => name === "__proto__" || name.includes("\\")) ||
    Object.values(value).some(outOfTheOraclesReach);
}

for (const [className, { messages }] of Object.entries(CLASSES)) {
  Deno.test(`another implementation reads what is sent to each method of ${className}`, async () => {
    for (const [name, { params, noSession }] of Object.entries(messages)) {
      const method = `${className}.${name}`;
      const types = params.map(([, type]) => parseType(type));
      const session = noSession ? [] : ["OpaqueRef:session"];
      await fc.assert(
        fc.asyncProperty(
          fc.tuple(...types.map((type) => valuesOf(type, { special: false }))),
          async (values) => {
            fc.pre(!values.some(outOfTheOraclesReach));
            for (const dialect of DIALECTS) {
              const body = encodeCall(dialect, 1, method, [...session, ...values]);
              assert.deepEqual(await understood(dialect, body), [
                method,
                [...session, ...types.map((type, i) => expected(dialect, type, values[i] ?? null))],
              ]);
            }
          },
        ),
        { numRuns: types.length < 2 ? 1 : 3, seed: SEED },
      );
    }
  });
}

Deno.test("an int beyond 2^53 goes out digit by digit, and comes in as the nearest number", async () => {
  await fc.assert(
    fc.asyncProperty(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), async (int) => {
      for (const dialect of DIALECTS) {
        const body = encodeCall(dialect, 1, "VM.set_memory_static_max", ["s", "vm", String(int)]);
        const [, params] = await understood(dialect, body);
        assert(Array.isArray(params));
        assert.equal(String(params[2]), String(int));
        const wire = await read(dialect, answerText(dialect, parseType("int"), String(int), PLAIN), 100);
        assert.equal(decodeValue("int", wire), Number(int));
      }
    }),
    { numRuns: 50, seed: SEED },
  );
});

Deno.test("what the wire cannot carry is refused by its parameter's name, or mended where nothing is lost", () => {
  const illegal = fc.integer({ min: 0, max: 0x1f }).filter((code) => ![9, 10, 13].includes(code))
    .map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(text, fc.oneof(illegal, fc.constantFrom("\ufffe", "\uffff")), text, (before, char, after) => {
      for (const dialect of DIALECTS) {
        for (const value of [[before + char + after], { [before + char + after]: "" }]) {
          const method = Array.isArray(value) ? "VM.set_tags" : "VM.set_other_config";
          assert.throws(
            () => encodeCall(dialect, 1, method, ["s", "vm", value]),
            (error) =>
              error instanceof XapiError && error.code === "INVALID_VALUE" && error.params[0] === "value",
          );
        }
        assert.throws(
          () => encodeCall(dialect, 1, "VM.set_HVM_shadow_multiplier", ["s", "vm", Infinity]),
          (error) => error instanceof XapiError && error.code === "INVALID_VALUE",
        );
        assert.match(encodeCall(dialect, 1, "VM.set_name_label", ["s", "vm", "a\udc00b"]), /a\ufffdb/);
      }
    }),
    { numRuns: 50, seed: SEED },
  );
});
