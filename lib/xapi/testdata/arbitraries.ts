// Values of the model's types for property tests: plain as the client gives and takes them, with all that is hard to carry.
import fc from "fast-check";
import { recordFields } from "../model.ts";
import { ENUMS } from "../schema.ts";
import { type ModelType, parseType } from "../schema_type.ts";
import type { Value } from "../types.ts";

// deno-lint-ignore no-control-regex -- these are the characters that xapi neither stores nor sends
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** Texts that look like something else, or that a careless reader or writer breaks. */
const HOSTILE = [
  "",
  " ",
  "\t\r\n \r",
  "OpaqueRef:NULL",
  "20240420T12:00:00Z",
  "true",
  "0",
  "-nan",
  "null",
  '"progress":NaN,',
  "[NaN, Infinity]",
  ':-Infinity}\\"',
  "\\",
  '\\"',
  "]]>",
  "<![CDATA[x]]>",
  "</value></string>",
  "<!-- -->",
  "&amp;&#0;&lt",
  "%s%n\u007f",
  "\u0085\u2028\u2029\ufeff",
  "é漢字🏝️",
  "__proto__",
  "constructor",
];

/** What a text field can hold. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: "grapheme", maxLength: 12 }).filter((made) => !ILLEGAL.test(made)),
  fc.tuple(fc.constantFrom(...HOSTILE), fc.constantFrom(...HOSTILE)).map((two) => two.join("")),
);

const ref = fc.uuid().map((uuid) => `OpaqueRef:${uuid}`);
const int = fc.oneof(
  fc.constantFrom(0, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 1, -(2 ** 53) + 1),
  fc.maxSafeInteger(),
  fc.nat(),
).map((made) => made + 0);
const datetime = fc.oneof(
  fc.constantFrom(
    "1970-01-01T00:00:00Z",
    "2024-02-29T23:59:59Z",
    "2038-01-19T03:14:08Z",
    "0001-01-01T00:00:00Z",
  ),
  fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString().replace(/\.\d+Z$/, "Z")),
);

export interface ValueOptions {
  /** Floats include NaN, the infinities and -0, which xapi sends but does not take. */
  readonly special: boolean;
}

const made = new Map<string, fc.Arbitrary<Value>>();

/** Plain values of a model type. Those of a record have every field of its class. */
export function valuesOf(type: ModelType, options: ValueOptions): fc.Arbitrary<Value> {
  const key = `${JSON.stringify(type)} ${options.special}`;
  let arbitrary = made.get(key);
  if (arbitrary === undefined) {
    arbitrary = make(type, options);
    made.set(key, arbitrary);
  }
  return arbitrary;
}

function make(type: ModelType, options: ValueOptions): fc.Arbitrary<Value> {
  switch (type.kind) {
    case "string":
      return text;
    case "int":
      return int;
    case "float":
      return options.special
        ? fc.oneof(fc.constantFrom(NaN, Infinity, -Infinity, -0, 0, 1e21, 5e-324), fc.double())
        : fc.oneof(
          fc.constantFrom(0, 1, 30, -0.5, 1e21, 5e-324),
          fc.double({ noNaN: true, noDefaultInfinity: true }),
        )
          .map((value) => value + 0);
    case "bool":
      return fc.boolean();
    case "datetime":
      return datetime;
    case "void":
      return fc.constant(null);
    case "batch":
      return fc.constant({ events: [], token: "", valid_ref_counts: {} });
    case "enum":
      return fc.constantFrom(...wordsOf(type.name), "a_word_of_tomorrow");
    case "ref":
      return fc.option(ref, { freq: 4 });
    case "set":
      return fc.array(type.of.kind === "ref" ? ref : valuesOf(type.of, options), { maxLength: 4 });
    case "option":
      return fc.option(valuesOf(type.of, options));
    case "map":
      return fc.dictionary(keysOf(type.key), valuesOf(type.value, options), {
        maxKeys: 4,
        noNullPrototype: true,
      });
    case "record":
      return recordOf(type.name, options);
  }
}

function keysOf(type: ModelType): fc.Arbitrary<string> {
  switch (type.kind) {
    case "int":
      return fc.nat({ max: 100 }).map(String);
    case "ref":
      return ref;
    case "enum":
      return fc.constantFrom(...wordsOf(type.name));
    default:
      return text;
  }
}

function recordOf(className: string, options: ValueOptions): fc.Arbitrary<Value> {
  const fields = recordFields(className);
  // The snapshot of an event is a record of whatever class.
  if (fields === undefined) return fc.dictionary(text, text, { maxKeys: 2, noNullPrototype: true });
  return fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([name, [type]]) => [name, valuesOf(parseType(type), options)]),
    ),
    { noNullPrototype: true },
  );
}

function wordsOf(name: string): readonly string[] {
  const words = Object.entries(ENUMS).find(([known]) => known === name)?.[1];
  if (words === undefined) throw new Error(`No enum ${name}`);
  return words;
}
