import assert from "node:assert/strict";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { BUILT_IN, isSystemAction, SYSTEM_ACTIONS } from "./built_in.ts";
import { allows, PATTERN } from "./patterns.ts";

const may = (id: string, action: string) =>
  allows(new Set(BUILT_IN.find((role) => role.id === id)?.actions), action);

Deno.test("each built-in role lets do what the one before it does, and more", () => {
  const ids = BUILT_IN.map(({ id }) => id);
  assert.deepEqual(ids, ["viewer", "operator", "vm-admin", "pool-admin", "administrator"]);
  for (const [n, role] of BUILT_IN.entries()) {
    for (const action of role.actions) {
      assert.match(action, PATTERN);
      for (const above of BUILT_IN.slice(n)) assert.ok(may(above.id, action), `${above.id}: ${action}`);
    }
  }
  const steps = ["vm.read", "vm.start", "vm.destroy", "pool.connection", "users.manage"];
  assert.deepEqual(steps.map((action) => ids.find((id) => may(id, action))), ids);
});

Deno.test("all of them see every collection; Atoll itself is the administrator's alone", () => {
  for (const { id } of BUILT_IN) {
    for (const collection of COLLECTIONS) assert.ok(may(id, `${collection}.read`));
    for (const action of Object.keys(SYSTEM_ACTIONS)) assert.equal(may(id, action), id === "administrator");
  }
  assert.ok(isSystemAction("users.manage") && !isSystemAction("vm.start") && !isSystemAction("toString"));
});
