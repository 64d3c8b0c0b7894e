import assert from "node:assert/strict";
import { allows, PATTERN, reads } from "./patterns.ts";

Deno.test("a pattern lets through its action, its noun, or everything", () => {
  const may = (patterns: string[], action: string) => allows(new Set(patterns), action);
  assert.ok(may(["vm.start"], "vm.start"));
  assert.ok(may(["vm.*"], "vm.start"));
  assert.ok(may(["*"], "users.manage"));
  assert.ok(!may(["vm.start"], "vm.shutdown"));
  assert.ok(!may(["vm.*"], "vmx.start"));
  assert.ok(!may(["v.*", "vm"], "vm.start"));
  for (const odd of ["", ".", "vm", ".start", "*", "vm.*"]) assert.ok(!may(["vm.start"], odd), odd);
  assert.ok(!may([], "vm.start"));
});

Deno.test("what is written as a pattern is one", () => {
  for (const good of ["*", "vm.*", "vm.start", "vm.force_shutdown", "pool.connection"]) {
    assert.match(good, PATTERN);
  }
  for (const bad of ["", "vm", "*.read", "VM.start", "vm.", ".read", "vm.**", "vm start", "vm.start\n"]) {
    assert.doesNotMatch(bad, PATTERN);
  }
});

Deno.test("only reading reads", () => {
  assert.ok(reads("vm.read") && reads("audit.read"));
  assert.ok(!reads("vm.start") && !reads("vm.*") && !reads("*"));
});
