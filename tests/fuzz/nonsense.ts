// What the fuzz is made of: texts, values and objects that are nearly right, and some that are anything.
import fc from "fast-check";

/** A part of OpenAPI's schema language, as far as the API's own description uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly additionalProperties?: boolean | Schema;
}

const ODD = [
  "",
  " ",
  "\u0000",
  "null",
  "true",
  "-1",
  "1e999",
  "NaN",
  "9007199254740993",
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "' OR 1=1 --",
  "a\r\nset-cookie: x=1",
  "\u202Eabc",
  "\ufdfa".repeat(20),
  "\ud800",
  "%00",
  "OpaqueRef:NULL",
  "atoll_x",
  "2026-13-45T99:99:99Z",
  "http://127.0.0.1:1",
  "x".repeat(300),
  "x".repeat(5000),
];
const QUERIES = [
  "power:",
  "-",
  '"',
  "memory:>",
  "name:a,b,,",
  "tag:-",
  "(",
  "a:b:c",
  "..",
  ">=<",
  "created:>2026",
  "id:",
];
const ROWS = [
  "address,username,password",
  "a,b,c\n",
  '"a\nb","c',
  ",,,,",
  "a;b;c",
  "\ufeffaddress",
  '""""',
  "=cmd|' /C calc'!A0",
];

/** Texts as people, programs and attackers write them. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ maxLength: 12 }),
  fc.array(fc.constantFrom(...QUERIES), { maxLength: 6 }).map((parts) => parts.join(" ")),
  fc.array(fc.constantFrom(...ROWS), { maxLength: 6 }).map((rows) => rows.join("\n")),
  fc.uuid(),
);

/** Any JSON, shallow or deep. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.constantFrom(null, true, false, 0, -1, 1.5, 1e308, [], {}, [[]], [null]),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values that fit a schema more or less: one in four is something else. */
export function near(
  schema: Schema,
  all: Readonly<Record<string, Schema>>,
  depth = 0,
): fc.Arbitrary<unknown> {
  const right = fitting(schema, all, depth);
  return fc.oneof({ weight: 3, arbitrary: right }, { weight: 1, arbitrary: anything });
}

function fitting(
  schema: Schema,
  all: Readonly<Record<string, Schema>>,
  depth: number,
): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    const found = all[schema.$ref.split("/").at(-1) ?? ""];
    return found === undefined || depth > 6 ? anything : fitting(found, all, depth + 1);
  }
  const several = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (several !== undefined && several.length > 0) {
    return fc.oneof(...several.map((one) => fitting(one, all, depth + 1)));
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const types = typeof schema.type === "string" ? [schema.type] : schema.type ?? [];
  if (depth > 6 || types.length === 0) return anything;
  return fc.oneof(...types.map((type) => ofType(type, schema, all, depth)));
}

function ofType(
  type: string,
  schema: Schema,
  all: Readonly<Record<string, Schema>>,
  depth: number,
): fc.Arbitrary<unknown> {
  switch (type) {
    case "string":
      return text;
    case "integer":
      return fc.oneof(fc.integer(), fc.maxSafeInteger());
    case "number":
      return fc.double({ noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(near(schema.items ?? {}, all, depth + 1), { maxLength: 5 });
    default:
      return object(schema, all, depth);
  }
}

function object(schema: Schema, all: Readonly<Record<string, Schema>>, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, field]) => [name, near(field, all, depth + 1)]),
  );
  // Half of them have all their fields, and half of those nothing but them.
  const some = fc.record(fields, { requiredKeys: [] });
  const whole = fc.record(fields);
  const more = fc.tuple(whole, fc.dictionary(text, anything, { maxKeys: 2 })).map(([a, b]) => ({
    ...b,
    ...a,
  }));
  return fc.oneof({ weight: 2, arbitrary: whole }, { weight: 1, arbitrary: some }, {
    weight: 1,
    arbitrary: more,
  });
}
