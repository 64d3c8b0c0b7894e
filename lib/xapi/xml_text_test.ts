// Tags and texts, however the text is split; what is no well-formed XML is refused.
import { strict as assert } from "node:assert";
import { ConnectionError } from "./errors.ts";
import { XmlTokenizer } from "./xml_text.ts";

const CONSTANTS: { readonly [value: string]: readonly string[] } = {
  true: ["<value>", "<boolean>", "1</boolean>", "</value>"],
  false: ["<value>", "<boolean>", "0</boolean>", "</value>"],
  list: ["<value>", "<array>", "<data>", "</data>", "</array>", "</value>"],
  struct: ["<value>", "<struct>", "</struct>", "</value>"],
};

/** @param leaves whether plain members and values are taken in one step */
function tokens(xml: string, size = xml.length, leaves = true): string[] {
  const found: string[] = [];
  const tokenizer = new XmlTokenizer({
    open: (name) => void found.push(`<${name}>`),
    close: (name, text) => void found.push(`${text}</${name}>`),
    member: (name, text) =>
      leaves &&
      found.push("<member>", "<name>", `${name}</name>`, "<value>", `${text}</value>`, "</member>") > 0,
    constant: (name, value) =>
      leaves &&
      found.push("<member>", "<name>", `${name}</name>`, ...CONSTANTS[String(value)] ?? [], "</member>") > 0,
    value: (text) => leaves && found.push("<value>", `${text}</value>`) > 0,
  });
  for (let at = 0; at < xml.length; at += size) tokenizer.write(xml.slice(at, at + size));
  tokenizer.end();
  return found;
}

Deno.test("references, CDATA, comments and attributes are read, in pieces of any size", () => {
  const xml =
    `<?xml version="1.0"?>\n<!-- <no> --><a b="c" >&lt;&#65;&#x1F40E;&amp;amp;&novel;<![CDATA[<x>&lt;]]>&gt;` +
    `<!-- in between -->!<c/><d >é</d ></a>\n`;
  const expected = ["<a>", "<c>", "</c>", "<d>", "é</d>", "</a>"];
  for (let size = 1; size <= xml.length; size++) assert.deepEqual(tokens(xml, size), expected, `${size}`);
  const text = xml.replace(/<c\/>.*d >/, "");
  for (let size = 1; size <= text.length; size++) {
    assert.deepEqual(tokens(text, size), ["<a>", "<A🐎&amp;&novel;<x>&lt;>!</a>"], `${size}`);
  }
});

Deno.test("tags out of order, open ends and document types are refused", () => {
  const refused = [
    "<a><b></a></b>",
    "</a>",
    "<a>",
    "<a",
    "<a></a><",
    "<a><![CDATA[x</a>",
    "<>x</>",
    '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
    "<" + "a".repeat(2 << 20),
  ];
  for (const xml of refused) {
    for (const size of [xml.length > 1000 ? 64 * 1024 : 7, xml.length]) {
      assert.throws(() => tokens(xml, size), ConnectionError, xml.slice(0, 80));
    }
  }
});

Deno.test("references to no character stay as they are", () => {
  assert.deepEqual(tokens("<a>&#1114112;&#xFFFFFF;&;&#;</a>"), ["<a>", "&#1114112;&#xFFFFFF;&;&#;</a>"]);
});

Deno.test("plain members and values come in one step or tag by tag, as they are wanted, in pieces of any size", () => {
  const member = (name: string, value: string) =>
    `<member><name>${name}</name><value>${value}</value></member>`;
  const xml = `<value><struct>${member("a", "1")}${member("", "")}${member("b&amp;", "&lt;")}${
    member(
      "list",
      "<array><data><value>x</value><value/><value><i4>5</i4></value><value></value></data></array>",
    )
  }${member("c", "<![CDATA[y]]>")}<member><name>d</name> <value>z</value></member></struct></value>`;
  const expected = tokens(xml, xml.length, false);
  for (let size = 1; size <= xml.length; size++) {
    assert.deepEqual(tokens(xml, size), expected);
    assert.deepEqual(tokens(xml, size, false), expected);
  }
  for (let length = 1; length < xml.length; length++) {
    assert.throws(() => tokens(xml.slice(0, length)), ConnectionError, xml.slice(0, length));
  }
});

Deno.test("lists, structs and truths of members come in few steps or tag by tag, in pieces of any size", () => {
  const member = (name: string, value: string) =>
    `<member><name>${name}</name><value>${value}</value></member>`;
  const list = (items: string) => `<array><data>${items}</data></array>`;
  const struct = (members: string) => `<struct>${members}</struct>`;
  const record = member("on", "<boolean>1</boolean>") + member("off", "<boolean>0</boolean>") +
    member("odd", "<boolean> 1</boolean>") + member("none", list("")) + member("nothing", struct("")) +
    member("map", struct(member("a", "&amp;") + member("b", struct(member("c", ""))))) +
    member(
      "list",
      list(
        "<value>x</value><value>" + struct(member("d", "&lt;")) + "</value><value>" + list("") + "</value>",
      ),
    );
  // The second record comes as the first made expect, the third does not.
  const xml = `<value>${
    list(
      `<value>${struct(record)}</value>\n<value>${struct(record)} </value><value>${
        struct(member("off", "1") + member("on", "<boolean>1</boolean>"))
      }</value>`,
    )
  }</value>`;
  const expected = tokens(xml, xml.length, false);
  for (let size = 1; size <= xml.length; size++) assert.deepEqual(tokens(xml, size), expected, `${size}`);
  for (let length = 1; length < xml.length; length++) {
    assert.throws(() => tokens(xml.slice(0, length)), ConnectionError, xml.slice(0, length));
  }
});

Deno.test("ends in a row are held to what is open", () => {
  for (
    const xml of [
      "<value><array><data></struct></value></data></array></value>",
      "</struct></value></member>",
      "<struct></struct></value>",
      "<value><struct></struct></value></member>",
      "<value><array></data></array></value>",
    ]
  ) assert.throws(() => tokens(xml), ConnectionError, xml);
});

Deno.test("names are remembered up to a limit only, and read beyond it", () => {
  const members = Array.from(
    { length: 10_000 },
    (_, i) => `<member><name>n${i}</name><value>${i}</value></member>`,
  );
  const found = tokens(`<struct>${members.join("")}${members.join("")}</struct>`);
  assert.equal(found.filter((token) => token === "n9999</name>").length, 2);
});
