// What is written is what is read, in XML-RPC and JSON-RPC.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Double, plain } from "../arguments.ts";
import { parseType } from "@/lib/xapi/schema_type.ts";
import { MalformedRequest, readJson } from "./json_read.ts";
import { valueJson } from "./json_write.ts";
import { readXml } from "./xml_read.ts";
import { valueXml } from "./xml_write.ts";

// XML cannot hold control characters, and its line ends and empty texts at the edges are not told apart.
const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((value) => value.trim() === value);
const value = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, text, fc.boolean(), tie("list"), tie("map")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  map: fc.dictionary(
    fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 6 }).filter(plainKey),
    tie("value"),
    {
      noNullPrototype: true,
      maxKeys: 4,
    },
  ),
})).value;

function plainKey(key: string): boolean {
  return key.trim() === key && key !== "__proto__";
}

Deno.test("Any value survives XML-RPC and JSON", () => {
  fc.assert(fc.property(value, (wanted) => {
    const json = plain(JSON.parse(JSON.stringify(wanted)));
    const xml = `<methodCall><methodName>m</methodName><params><param>${
      valueXml(json, undefined)
    }</param></params></methodCall>`;
    assert.deepEqual(readXml(xml), { method: "m", params: [json] });
    const call = readJson(`{"id":1,"method":"m","params":[${valueJson(json, undefined)}]}`);
    assert.deepEqual(call.params, [json]);
  }));
});

Deno.test("Numbers are written by their type", () => {
  const written = (
    type: string,
    number: number,
  ) => [valueJson(number, parseType(type)), valueXml(number, parseType(type))];
  assert.deepEqual(written("float", 1), ["1.0", "<value><double>1</double></value>"]);
  assert.deepEqual(written("float", 1 / 3), [
    "0.3333333333333333",
    "<value><double>0.3333333333333333</double></value>",
  ]);
  assert.deepEqual(written("float", NaN), ["NaN", "<value><double>-nan</double></value>"]);
  assert.deepEqual(written("int", 7), ["7", "<value>7</value>"]);
  assert.equal(valueJson("9223372036854775807", parseType("int")), "9223372036854775807");
});

Deno.test("Ints and floats of a request are told apart, and 64 bits are the limit", () => {
  const read = (number: string) => readJson(`{"id":1,"method":"m","params":[${number}]}`).params;
  assert.deepEqual(read("1"), [1]);
  assert.deepEqual(read("1.0"), [new Double(1)]);
  assert.deepEqual(read("9223372036854775807"), [9223372036854775807n]);
  assert.throws(() => read("9223372036854775808"), MalformedRequest);
});

Deno.test("XML-RPC's tags are understood with and without them", () => {
  const params = [
    "<value>a</value>",
    "<value><string>b</string></value>",
    "<value><int>3</int></value>",
    "<value><boolean>1</boolean></value>",
    "<value><double>-nan</double></value>",
    "<value><array><data></data></array></value>",
    "<value><struct></struct></value>",
    "<value/>",
  ];
  const body = `<methodCall><methodName>m</methodName><params>${
    params.map((param) => `<param>${param}</param>`).join("")
  }</params></methodCall>`;
  assert.deepEqual(readXml(body).params, ["a", "b", 3, true, new Double(NaN), [], {}, ""]);
  assert.throws(() => readXml("<methodCall>"), MalformedRequest);
});
