import assert from "node:assert/strict";
import type { Principal } from "@/lib/auth/types.ts";
import { EVERYTHING } from "@/lib/view/sight.ts";
import { passes } from "./rules.ts";
import type { RightsService } from "./types.ts";

const ada: Principal = { userId: "u", username: "ada", sessionId: "s", token: null };
const rights = (everywhere: string[], somewhere: string[]): RightsService => ({
  can: (_, action) => everywhere.includes(action),
  canSomewhere: (_, action) => somewhere.includes(action),
  holdings: () => [],
  sight: () => EVERYTHING,
  onChange: () => () => {},
  administers: () => false,
  reserve: () => () => {},
  isGranted: () => false,
});

Deno.test("a door asks for the whole where Atoll itself is meant, and for anything where objects are", () => {
  const some = rights([], ["vm.start", "users.manage"]);
  assert.ok(passes(some, ada, "vm.start", false));
  assert.ok(!passes(some, ada, "vm.shutdown", false));
  assert.ok(!passes(some, ada, "users.manage", false), "held somewhere is not enough");
  assert.ok(passes(rights(["users.manage"], []), ada, "users.manage", false));
  assert.ok(passes(rights([], []), ada, "signed-in", false));
});

Deno.test("a token for reading opens doors only to read", () => {
  const all = rights(["users.manage"], ["vm.start"]);
  const reader = { ...ada, token: { id: "t", readOnly: true } };
  for (const rule of ["signed-in", "users.manage", "vm.start"] as const) {
    assert.ok(!passes(all, reader, rule, false));
    assert.ok(passes(all, reader, rule, true));
    assert.ok(passes(all, { ...ada, token: { id: "t", readOnly: false } }, rule, false));
  }
});
