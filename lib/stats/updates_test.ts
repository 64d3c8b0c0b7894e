import assert from "node:assert/strict";
import fc from "fast-check";
import { readUpdates, UpdatesError } from "./updates.ts";

const A = "e166b8c7-759a-5a2c-40b5-b805059a91e8";
const LEGEND = [`AVERAGE:vm:${A}:cpu0`, `MIN:vm:${A}:cpu0`, `AVERAGE:vm:${A}:memory`];

const BESIDE =
  `{"meta":{"start":"5","step":"5","end":"15","rows":"2","columns":"3","legend":${JSON.stringify(LEGEND)}},` +
  `"data":[{"t":"15","values":["0.5","0.1","NaN"]},{"t":"10","values":["0.25","0.1","1024"]}]}`;
const INSIDE = BESIDE.replace('},"data":', ',"data":').replace(/\]\}$/, "]}}");
const LOOSE = `{meta: {start:5,step:5,end:15,rows:2,columns:3,legend:${JSON.stringify(LEGEND)}},` +
  `data:[{t:15,values:[0.5,0.1,NaN]},{t:10,values:[0.25,0.1,1024]}]}`;
const XML =
  `<?xml version="1.0" encoding="UTF-8"?>\n<xport><meta><start>5</start><step>5</step><end>15</end><rows>2</rows>` +
  `<columns>3</columns><legend>${
    LEGEND.map((entry) => `<entry>${entry}</entry>`).join("")
  }</legend></meta><data>` +
  `<row><t>15</t><v>0.5</v><v>0.1</v><v>NaN</v></row><row><t>10</t><v>0.25</v><v>0.1</v><v>1024</v></row></data></xport>`;

const bytes = (text: string) => [new TextEncoder().encode(text)];

for (const [name, text] of Object.entries({ BESIDE, INSIDE, LOOSE, XML })) {
  Deno.test(`statistics are read, oldest first and means alone: ${name}`, async () => {
    const { step, columns, rows } = await readUpdates(bytes(text));
    assert.equal(step, 5);
    assert.deepEqual(columns, [
      { kind: "vm", uuid: A, name: "cpu0" },
      { kind: "vm", uuid: A, name: "memory" },
    ]);
    assert.deepEqual(rows.map(({ t, values }) => [t, ...values]), [[10, 0.25, 1024], [15, 0.5, NaN]]);
  });
}

Deno.test("an answer reads alike wherever it is cut into pieces", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(BESIDE, INSIDE, LOOSE, XML),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 }),
      async (text, sizes) => {
        const whole = new TextEncoder().encode(text);
        const pieces: Uint8Array[] = [];
        for (let at = 0, n = 0; at < whole.length; n++) {
          const size = sizes[n % sizes.length] ?? 1;
          pieces.push(whole.subarray(at, at += size));
        }
        assert.deepEqual(await readUpdates(pieces), await readUpdates([whole]));
      },
    ),
    { numRuns: 50 },
  );
});

Deno.test("an answer without rows is read", async () => {
  const none = BESIDE.replace(/"data":\[.*\]/, '"data":[]');
  assert.deepEqual((await readUpdates(bytes(none))).rows, []);
  const xml = XML.replace(/<row>.*<\/row>/, "");
  assert.deepEqual((await readUpdates(bytes(xml))).rows, []);
});

Deno.test("what is no answer is refused", async () => {
  const wrong = [
    "",
    "<html>no</html>",
    '{"error":"x"}',
    BESIDE.replace('"0.5",', ""),
    BESIDE.replace('"step":"5"', '"step":"0"'),
  ];
  for (const text of wrong) await assert.rejects(readUpdates(bytes(text)), UpdatesError, text.slice(0, 40));
});
