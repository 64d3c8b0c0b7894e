import assert from "node:assert/strict";
import { type Completed, suggest } from "./complete.ts";

const list: Completed = {
  collection: "vm",
  rows: [
    {
      id: "1",
      power_state: "Running",
      host: "h1",
      tags: ["web", "prod env"],
      secure_boot: true,
      start_time: null,
    },
    {
      id: "2",
      power_state: "Running",
      host: "h1",
      tags: ["web"],
      secure_boot: false,
      start_time: "2026-11-01T00:00:00Z",
    },
    { id: "3", power_state: "Halted", host: null, tags: [], secure_boot: false, start_time: null },
  ],
  quick: [{ label: "Running", term: "power:running" }],
  name: (collection, id) => `${collection} ${id}`,
};
const texts = (text: string, caret = text.length) => suggest(text, caret, list).map(({ text }) => text);

Deno.test("keys are offered while one is written", () => {
  assert.deepEqual(texts("pow").slice(0, 3), ["power:running", "power:", "power_state:"]);
  assert.ok(texts("").includes("tag:"));
  assert.deepEqual(texts("!ta")[0], "!tag:");
  assert.deepEqual(texts("nosuch"), []);
});

Deno.test("then values that the objects have, the most common first", () => {
  assert.deepEqual(texts("power:"), ["power:Running", "power:Halted", "power:none", "power:any"]);
  assert.deepEqual(texts("power:h"), ["power:Halted"]);
  assert.deepEqual(texts("tag:"), ["tag:web", 'tag:"prod env"', "tag:none", "tag:any"]);
  assert.deepEqual(texts("tag:web,p"), ['tag:web,"prod env"']);
  assert.deepEqual(texts("host:")[0], 'host:"host h1"');
  assert.deepEqual(texts("secure_boot:").slice(0, 2), ["secure_boot:no", "secure_boot:yes"]);
  assert.deepEqual(texts("start_time:").slice(0, 3), [
    "start_time:>-1h",
    "start_time:>-1d",
    "start_time:<-30d",
  ]);
  assert.deepEqual(texts("memory:"), ["memory:>", "memory:<", "memory:none", "memory:any"]);
  assert.deepEqual(texts("colour:"), []);
});

Deno.test("what is chosen takes the place of the term at the caret, and the others stay", () => {
  const [first] = suggest("os:debian pow tag:web", 13, list);
  assert.equal(first?.query, "os:debian power:running tag:web");
  const [key] = suggest('name:"a b" tag', 14, list);
  assert.equal(key?.query, 'name:"a b" tag:');
  const [value] = suggest("power:hal", 9, list);
  assert.equal(value?.query, "power:Halted ");
});
