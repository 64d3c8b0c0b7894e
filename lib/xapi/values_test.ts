// Plain values out of wire values, of both dialects and all spellings.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { encodeCall } from "./encode.ts";
import { parseJson } from "./json_text.ts";
import { decodeRecord, decodeValue } from "./values.ts";
import type { Value } from "./types.ts";
import { readXmlAnswer } from "./xml_reader.ts";

Deno.test("ints, floats and booleans come as themselves or as text", () => {
  assert.equal(decodeValue("int", "4294967296"), 4294967296);
  assert.equal(decodeValue("int", -1), -1);
  assert.equal(decodeValue("float", "0.5"), 0.5);
  for (const text of ["NaN", "nan", "-nan"]) assert.equal(decodeValue("float", text), NaN);
  for (const text of ["Infinity", "inf", "+inf"]) assert.equal(decodeValue("float", text), Infinity);
  assert.equal(decodeValue("float", "-Infinity"), -Infinity);
  assert.equal(decodeValue("bool", "true"), true);
  assert.equal(decodeValue("bool", false), false);
});

Deno.test("every spelling of a date becomes one", () => {
  for (
    const text of [
      "20240420T12:00:00Z",
      "2024-04-20T12:00:00Z",
      "20240420T12:00:00",
      "2024-04-20T12:00:00.5Z",
      "20240420T14:00:00+02:00",
      "20240420T140000+0200",
    ]
  ) {
    assert.equal(decodeValue("datetime", text), "2024-04-20T12:00:00Z", text);
  }
  assert.equal(decodeValue("datetime", "19700101T00:00:00Z"), "1970-01-01T00:00:00Z");
  assert.equal(decodeValue("datetime", "soon"), "soon");
});

Deno.test("no reference is null, in a field, a map and a set", () => {
  assert.equal(decodeValue("SR ref", "OpaqueRef:NULL"), null);
  assert.equal(decodeValue("SR ref", ""), null);
  assert.equal(decodeValue("SR ref", "OpaqueRef:1"), "OpaqueRef:1");
  assert.deepEqual(decodeValue("SR ref set", ["OpaqueRef:1", "OpaqueRef:NULL"]), ["OpaqueRef:1"]);
  assert.deepEqual(decodeValue("(VDI ref -> SR ref) map", { a: "OpaqueRef:NULL" }), { a: null });
});

Deno.test("maps of ints keep their keys as text, options open, void is null", () => {
  assert.deepEqual(decodeValue("(int -> float) map", { 0: "0.25", 1: "NaN" }), { 0: 0.25, 1: NaN });
  assert.equal(decodeValue("string option", ["x"]), "x");
  assert.equal(decodeValue("string option", []), null);
  assert.equal(decodeValue("void", ""), null);
});

Deno.test("a record is decoded in place; what the model does not know is kept", () => {
  const wire = {
    uuid: "u",
    memory_target: "1024",
    suspend_VDI: "OpaqueRef:NULL",
    new_ref: "OpaqueRef:NULL",
    new_field: [1],
  };
  const record = decodeRecord("vm", wire);
  assert.equal(record, wire);
  assert.deepEqual(record, {
    uuid: "u",
    memory_target: 1024,
    suspend_VDI: null,
    new_ref: null,
    new_field: [1],
  });
  assert.deepEqual(decodeRecord("no_such_class", { a: "OpaqueRef:NULL", b: "x" }), { a: null, b: "x" });
});

Deno.test("12,000 records are decoded in well under 100 ms", () => {
  const vm = () => ({
    ...Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`field_${i}`, "text"])),
    memory_target: 1,
    snapshot_time: "20240420T12:00:00Z",
    suspend_VDI: "OpaqueRef:NULL",
    VBDs: ["OpaqueRef:1"],
  });
  const records: Value[] = Array.from({ length: 12_000 }, vm);
  const start = performance.now();
  for (const record of records) decodeRecord("VM", record);
  const took = performance.now() - start;
  // Generous, for machines busy with other tests.
  assert(took < 300, `${took} ms`);
});

/** What goes out as a parameter of a method comes back in as its result would: the same, in every dialect. */
async function echo(
  dialect: "json1" | "json2" | "xml",
  type: string,
  method: string,
  value: Value,
): Promise<Value> {
  const body = encodeCall(dialect, 1, method, ["session", "self", value]);
  if (dialect !== "xml") {
    const request = parseJson(body);
    assert(
      typeof request === "object" && request !== null && !Array.isArray(request) &&
        Array.isArray(request.params),
    );
    return decodeValue(type, request.params[2] ?? null);
  }
  const param = /<param>.*<param>.*<param>([^]*)<\/param>/.exec(body)?.[1] ?? "";
  const answer = `<methodResponse><params><param>${param}</param></params></methodResponse>`;
  return decodeValue(type, await readXmlAnswer([new TextEncoder().encode(answer)]));
}

// deno-lint-ignore no-control-regex -- these characters are the ones xapi does not store
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const legal = fc.string({ unit: "grapheme" }).filter((text) => !ILLEGAL.test(text));
const LAWS: [type: string, method: string, value: fc.Arbitrary<Value>][] = [
  ["string", "VM.set_name_label", legal],
  ["int", "VM.set_start_delay", fc.maxSafeInteger()],
  [
    "float",
    "VM.set_HVM_shadow_multiplier",
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
  ],
  ["bool", "VM.set_is_a_template", fc.boolean()],
  ["(string -> string) map", "VM.set_other_config", fc.dictionary(legal, legal, { noNullPrototype: true })],
  ["string set", "VM.set_tags", fc.array(legal)],
  ["VDI ref", "VM.set_suspend_VDI", fc.constantFrom("OpaqueRef:1", null)],
  [
    "datetime",
    "pool.set_telemetry_next_collection",
    fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().replace(/\.\d+Z$/, "Z")),
  ],
];

for (const [type, method, arbitrary] of LAWS) {
  Deno.test(`a ${type} survives the way out and in, in every dialect`, async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitrary,
        fc.constantFrom("json1" as const, "json2" as const, "xml" as const),
        async (value, dialect) => {
          assert.deepEqual(await echo(dialect, type, method, value), value);
        },
      ),
      { numRuns: 150 },
    );
  });
}
