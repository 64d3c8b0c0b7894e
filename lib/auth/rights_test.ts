import assert from "node:assert/strict";
import { can, type Right } from "./rights.ts";
import type { Principal, Role } from "./types.ts";

const RIGHTS: readonly Right[] = ["read", "operate", "manage-pools", "manage-users"];
const principal = (role: string): Principal => ({
  userId: "u",
  username: "ada",
  role: role as Role,
  sessionId: "s",
});

Deno.test("an administrator may do all, a reader may read, everybody else nothing", () => {
  for (const right of RIGHTS) {
    assert.equal(can(principal("administrator"), right), true);
    assert.equal(can(principal("read-only"), right), right === "read");
    for (const role of ["", "owner", "constructor", "__proto__"]) {
      assert.equal(can(principal(role), right), false);
    }
    assert.equal(can(null, right), false);
  }
});
