// XML-RPC answers: against another implementation, in any pieces, in turns, and broken.
import { strict as assert } from "node:assert";
import { Readable } from "node:stream";
import { createRequire } from "node:module";
import fc from "fast-check";
import { encodeCall } from "./encode.ts";
import { ConnectionError } from "./errors.ts";
import type { Value } from "./types.ts";
import { readXmlAnswer, XmlValueReader } from "./xml_reader.ts";

const require = createRequire(import.meta.url);
/** npm:xmlrpc as an independent opinion about the format. */
const Deserializer: new () => {
  deserializeMethodCall(
    input: Readable,
    then: (error: Error | null, method: string, params: Value[]) => void,
  ): void;
} = require("xmlrpc/lib/deserializer.js");
const Serializer: { serializeMethodResponse(value: unknown): string } = require("xmlrpc/lib/serializer.js");

const bytes = (text: string) => [new TextEncoder().encode(text)];
const answer = (value: string) =>
  `<?xml version="1.0"?><methodResponse><params><param>${value}</param></params></methodResponse>`;

// deno-lint-ignore no-control-regex -- these characters have no place in XML
const ILLEGAL = /[\u0000-\u001f\ufffe\uffff]/;
const text = fc.string({ unit: "grapheme" }).filter((s) => !ILLEGAL.test(s) && !s.includes("]]>"));
const { tree } = fc.letrec<{ tree: Value }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    text,
    fc.boolean(),
    fc.integer(),
    fc.array(tie("tree")),
    fc.dictionary(text.filter((s) => s.trim() !== ""), tie("tree"), { noNullPrototype: true }),
  ),
}));

Deno.test("what another implementation writes is read", async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (value) => {
      assert.deepEqual(await readXmlAnswer(bytes(Serializer.serializeMethodResponse(value))), value);
    }),
    { numRuns: 100 },
  );
});

Deno.test("what is written here, another implementation reads", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(text.filter((s) => s.trim() !== ""), text, { noNullPrototype: true }),
      async (map) => {
        const body = encodeCall("xml", 1, "VM.set_other_config", ["session", "vm", map]);
        const [method, params] = await new Promise<[string, Value[]]>((resolve, reject) => {
          new Deserializer().deserializeMethodCall(
            Readable.from([body]),
            (error, method, params) => error ? reject(error) : resolve([method, params]),
          );
        });
        assert.equal(method, "VM.set_other_config");
        assert.deepEqual(params, ["session", "vm", map]);
      },
    ),
    { numRuns: 100 },
  );
});

Deno.test("the pieces in which an answer arrives do not matter", () => {
  const xml = answer(
    "<value><struct><member><name>a&amp;b</name><value>é&#13;🐎</value></member><member><name>c</name>" +
      "<value><array><data><value><double>-nan</double></value><value/><value> <i4>7</i4> </value></data></array></value></member></struct></value>",
  );
  for (let size = 1; size < 40; size++) {
    const reader = new XmlValueReader("methodResponse");
    for (let at = 0; at < xml.length; at += size) reader.write(xml.slice(at, at + size));
    assert.deepEqual(reader.end(), { "a&b": "é\r🐎", c: [NaN, "", 7] });
  }
});

Deno.test("ints beyond a double stay text, infinities are numbers, __proto__ is a key like others", async () => {
  assert.equal(
    await readXmlAnswer(bytes(answer("<value><i8>9223372036854775807</i8></value>"))),
    "9223372036854775807",
  );
  assert.equal(await readXmlAnswer(bytes(answer("<value><double>-inf</double></value>"))), -Infinity);
  const map = await readXmlAnswer(
    bytes(answer("<value><struct><member><name>__proto__</name><value>x</value></member></struct></value>")),
  );
  assert(typeof map === "object" && map !== null);
  assert.deepEqual(Object.entries(map), [["__proto__", "x"]]);
});

Deno.test("broken XML-RPC is a bad answer", async () => {
  const broken = [
    "",
    "SSH-2.0",
    "<html></html>",
    "<methodResponse>",
    answer(""),
    answer("<value><int>x</int></value>"),
    answer("<value>1</value><value>2</value>"),
    answer("<value><value>1</value></value>"),
    answer("<name>x</name>"),
    "<methodResponse><fault><value>no</value></fault></methodResponse>",
    answer("<value>".repeat(200)),
    answer("<value>a").replace(/<\/.*/, ""),
  ];
  for (const xml of broken) {
    await assert.rejects(
      readXmlAnswer(bytes(xml)),
      (error) => error instanceof ConnectionError && error.kind === "bad-answer",
      xml,
    );
  }
});

Deno.test("an answer that was spoilt within a text is a bad answer, as it is in JSON", async () => {
  const [spoilt = new Uint8Array()] = bytes(answer("<value>a name of a VM</value>"));
  const at = new TextDecoder().decode(spoilt).indexOf("name");
  assert.equal(await readXmlAnswer([spoilt]), "a name of a VM");
  spoilt.fill(0xff, at, at + 4).fill(0, at + 1, at + 2);
  await assert.rejects(readXmlAnswer([spoilt]), { kind: "bad-answer" });
});

Deno.test("a large answer lets other work run in between", async () => {
  const value = "<value><struct><member><name>name_label</name><value>vm</value></member></struct></value>";
  const xml = answer(`<value><array><data>${value.repeat(40_000)}</data></array></value>`);
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const read = await readXmlAnswer(bytes(xml));
  clearInterval(timer);
  assert(Array.isArray(read) && read.length === 40_000);
  assert(turns >= 2, `${turns} turns`);
});

Deno.test("a sink gets the items of its list, and no other list is touched", () => {
  const member = (name: string, value: string) =>
    `<member><name>${name}</name><value>${value}</value></member>`;
  const list = (...items: string[]) =>
    `<array><data>${items.map((item) => `<value>${item}</value>`).join("")}</data></array>`;
  const event = `<struct>${member("events", list("a", "b"))}</struct>`;
  const result = `<struct>${member("other", list("x"))}${member("events", list(event, event))}</struct>`;
  const answer = `<struct>${member("Status", "Success")}${member("Value", result)}</struct>`;
  const taken: unknown[] = [];
  const reader = new XmlValueReader("methodResponse", { list: "events", take: (item) => taken.push(item) });
  reader.write(`<methodResponse><params><param><value>${answer}</value></param></params></methodResponse>`);
  assert.deepEqual(reader.end(), { Status: "Success", Value: { other: ["x"], events: [] } });
  assert.deepEqual(taken, [{ events: ["a", "b"] }, { events: ["a", "b"] }]);
});
