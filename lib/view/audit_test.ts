import assert from "node:assert/strict";
import { auditPath, objectPath } from "./audit.ts";

Deno.test("a search's address holds what was typed and nothing else", () => {
  assert.equal(auditPath({}), "/audit");
  assert.equal(auditPath({ text: "a b", user: "" }, { before: "5" }), "/audit?text=a+b&before=5");
});

Deno.test("objects lead to their pages where they have one", () => {
  assert.equal(objectPath({ collection: "vm", id: "a/b" }), "/vms/a%2Fb");
  assert.equal(objectPath({ collection: "vm", id: "" }), null);
  assert.equal(objectPath({ collection: "constructor", id: "1" }), null);
});
