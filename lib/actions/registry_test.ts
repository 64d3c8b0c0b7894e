import assert from "node:assert/strict";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { actionsOf, findAction } from "./registry.ts";

Deno.test("names are unique within a collection, aliases included, and fit into a path", () => {
  let count = 0;
  for (const collection of COLLECTIONS) {
    const names = actionsOf(collection).flatMap(({ name, alias }) => alias === null ? [name] : [name, alias]);
    count += names.length;
    assert.equal(new Set(names).size, names.length, collection);
    for (const name of names) {
      assert.match(name, /^[a-z][a-z_]*$/);
      assert.notEqual(findAction(collection, name), undefined);
    }
    // Paths of the API's own: GET …/actions, POST /pools/{id}/reconnect.
    for (const taken of ["actions", "reconnect", "certificate", "credentials"]) {
      assert(!names.includes(taken));
    }
  }
  assert(count > 40, `${count} names`);
});

Deno.test("the Xen-API's own name finds the action too", () => {
  assert.equal(findAction("vm", "hard_shutdown")?.name, "force_shutdown");
  assert.equal(findAction("vm", "constructor"), undefined);
  assert.equal(findAction("vbd", "start"), undefined);
});

Deno.test("labels and summaries are written for people", () => {
  for (const collection of COLLECTIONS) {
    for (const { label, summary } of actionsOf(collection)) {
      assert.match(label, /^[A-Z]([a-z ]|\b(VM|CD|MAC)\b)+$/);
      assert.match(summary, /^[A-Z].*[^.]$/);
    }
  }
});
