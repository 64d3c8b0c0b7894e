import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { checkGiven, newGrant, newRole, quotaShape } from "./forms.ts";

const field = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof AtollError && error.status === 422, String(error));
    return error.field;
  }
  assert.fail("it was not refused");
};

Deno.test("what is given is checked, and the field at fault named", () => {
  const role = { name: " Backup ", description: "", actions: ["vm.snapshot", "vdi.*"] };
  assert.equal(checkGiven(newRole, role).name, "Backup");
  assert.equal(field(() => checkGiven(newRole, { ...role, name: " " })), "name");
  assert.equal(field(() => checkGiven(newRole, { ...role, name: "a\nb" })), "name");
  assert.equal(field(() => checkGiven(newRole, { ...role, actions: ["vm start"] })), "actions");
  assert.equal(
    field(() => checkGiven(newRole, { ...role, actions: Array(301).fill("vm.start") })),
    "actions",
  );
  assert.equal(field(() => checkGiven(newRole, { ...role, builtIn: true })), "builtIn");
  assert.equal(field(() => checkGiven(quotaShape, { vms: -1, vcpus: 1, memory: null, disk: null })), "vms");
  const grant = {
    subject: { kind: "user", id: crypto.randomUUID() },
    role: "viewer",
    scope: { kind: "all" },
  };
  assert.deepEqual(checkGiven(newGrant, grant), grant);
  assert.equal(
    field(() => checkGiven(newGrant, { ...grant, subject: { kind: "user", id: "x" } })),
    "subject",
  );
  for (
    const scope of [null, { kind: "world" }, { kind: "tag" }, { kind: "object", collection: "x", id: "y" }]
  ) {
    assert.equal(field(() => checkGiven(newGrant, { ...grant, scope })), "scope");
  }
});
