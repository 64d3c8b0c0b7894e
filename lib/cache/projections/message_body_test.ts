import assert from "node:assert/strict";
import fc from "fast-check";
import { bodyValues } from "./message_body.ts";

Deno.test("values are read from XML and from lines", () => {
  assert.deepEqual(bodyValues("VM 'web' (uuid: 921c3a12) shutdown"), {});
  assert.deepEqual(bodyValues(""), {});
  assert.deepEqual(
    bodyValues(
      'value: 0.98\nconfig:\n<variable>\n<name value="cpu_usage"/>\n<alarm_trigger_level value="0.9"/>\n</variable>',
    ),
    { value: "0.98", name: "cpu_usage", alarm_trigger_level: "0.9" },
  );
  assert.deepEqual(
    bodyValues("<body><message>It &lt;expires&gt;</message><date>20301231T00:00:00Z</date></body>"),
    {
      message: "It <expires>",
      date: "20301231T00:00:00Z",
    },
  );
});

Deno.test("law: any body gives at most a dozen short values, quickly", () => {
  const piece = fc.constantFrom(
    "<a>",
    "</a>",
    '<b value="1"/>',
    "x: y\n",
    "<a>b</a>",
    "&amp;",
    "__proto__: z\n",
  );
  fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
    const values = bodyValues(pieces.join(""));
    assert.ok(Object.keys(values).length <= 12);
    for (const value of Object.values(values)) assert.ok(typeof value === "string" && value.length <= 200);
  }));
  const begin = performance.now();
  for (const piece of ["<", "<a>", "a: ", '<a value="']) bodyValues(piece.repeat(1e6 / piece.length));
  assert.ok(performance.now() - begin < 200);
});
