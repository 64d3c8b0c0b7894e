import assert from "node:assert/strict";
import { keyOf, partsOf, scopesKey } from "./keys.ts";

Deno.test("equal sets of scopes are one, however they are written", () => {
  const tag = { kind: "tag", tag: "web" } as const,
    vm = { kind: "object", collection: "vm", id: "v" } as const;
  assert.equal(scopesKey([tag, vm]), scopesKey([{ id: "v", collection: "vm", kind: "object" }, tag, tag]));
  assert.notEqual(scopesKey([tag]), scopesKey([{ kind: "host", id: "web" }]));
});

Deno.test("a key names its object, whatever its id", () => {
  assert.deepEqual(partsOf(keyOf("vm", "a b@c")), ["vm", "a b@c"]);
  assert.deepEqual(partsOf(keyOf("pool", "")), ["pool", ""]);
});
