import assert from "node:assert/strict";
import { Entry } from "./entry.ts";

Deno.test("a new entry shows nothing and depends on nothing", () => {
  const entry = new Entry("vm", "id@pool", "id", "pool", "OpaqueRef:1");
  assert.equal(entry.view, undefined);
  assert.deepEqual([entry.created, entry.changed, entry.reads.length, entry.names.length], [0, 0, 0, 0]);
});
