import assert from "node:assert/strict";
import { BUILT_IN } from "@/lib/rights/built_in.ts";
import { PATTERN } from "@/lib/rights/patterns.ts";
import { catalogue } from "./catalogue.ts";

const names = catalogue().map(({ name }) => name);

Deno.test("every action has one name that a role can hold", () => {
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.match(name, PATTERN);
  for (const name of ["vm.read", "vm.force_shutdown", "host.enable", "pool.connection", "users.manage"]) {
    assert.ok(names.includes(name), name);
  }
});

Deno.test("built-in roles hold nothing that is not there", () => {
  const nouns = new Set(names.map((name) => name.slice(0, name.indexOf("."))));
  for (const { id, actions } of BUILT_IN) {
    for (const action of actions) {
      const known = action === "*" || names.includes(action) ||
        action.endsWith(".*") && nouns.has(action.slice(0, -2));
      assert.ok(known, `${id}: ${action}`);
    }
  }
});
