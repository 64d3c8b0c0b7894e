import assert from "node:assert/strict";
import { fieldNames } from "@/lib/view/fields.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { can, type Right, sightOf, SIGHTS } from "./rights.ts";
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

Deno.test("an administrator sees everything, a reader all but how pools are reached and trusted, everybody else nothing", () => {
  const hidden = (role: string) =>
    COLLECTIONS.flatMap((collection) => {
      const fields = sightOf(principal(role)).fields(collection);
      return fieldNames(collection).filter((field) => fields !== true && !fields.has(field))
        .map((field) => `${collection}.${field}`);
    });
  const view = { id: "a" } as Parameters<ReturnType<typeof sightOf>["sees"]>[1];
  assert.deepEqual(hidden("administrator"), []);
  assert.deepEqual(hidden("read-only"), [
    "pool.offered_fingerprint",
    "pool.offered_address",
    "pool.tried",
    "pool.authorities",
  ]);
  assert.ok(sightOf(principal("administrator")).sees("vm", view));
  assert.ok(sightOf(principal("read-only")).sees("vm", view));
  for (const nobody of [null, principal("owner"), principal("__proto__")]) {
    const sight = sightOf(nobody);
    assert.equal(sight.all, undefined);
    assert.ok(!sight.sees("vm", view));
    assert.equal(sight.fields("vm") === true, false);
  }
});

Deno.test("equal roles have one sight, so that they share what is sent", () => {
  const sight = (role: string) => SIGHTS.sight(principal(role));
  assert.equal(sight("read-only"), sight("read-only"));
  const keys = ["administrator", "read-only", "owner"].map((role) => sight(role).key);
  assert.equal(new Set(keys).size, 3);
  SIGHTS.onChange(() => assert.fail("Nothing changes"))();
});
