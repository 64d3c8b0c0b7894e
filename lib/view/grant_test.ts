import assert from "node:assert/strict";
import fc from "fast-check";
import {
  byNoun,
  type GrantScope,
  grantSentence,
  nounTitle,
  parseScope,
  rolesText,
  scopeValue,
} from "./grant.ts";
import { COLLECTIONS } from "./types.ts";

const role = (id: string, builtIn = true) => ({ id, name: builtIn ? id : "Night shift", builtIn });
const tag: GrantScope = { kind: "tag", tag: "web" };

Deno.test("a grant is told in one sentence", () => {
  const say = (id: string, scope: GrantScope, name = "") => grantSentence("Ada", role(id), scope, name);
  assert.equal(say("operator", tag), "Ada may operate everything with the tag web");
  assert.equal(say("viewer", { kind: "all" }), "Ada may see all pools");
  assert.equal(
    say("vm-admin", { kind: "pool", id: "p" }, "lab"),
    "Ada may manage the VMs of the pool lab with all in it",
  );
  assert.equal(say("vm-admin", tag), "Ada may manage everything with the tag web");
  assert.equal(
    say("pool-admin", { kind: "host", id: "h" }, "alpha"),
    "Ada may administer the host alpha with the VMs it runs",
  );
  assert.equal(
    say("administrator", { kind: "object", collection: "vm", id: "v" }, "web-1"),
    "Ada may do everything with the VM web-1",
  );
  assert.match(say("administrator", { kind: "all" }), /users, rights and settings$/);
  assert.equal(
    grantSentence("Members of Night", role("r1", false), tag, ""),
    "Members of Night may do what the role Night shift allows on everything with the tag web",
  );
});

Deno.test("a scope survives forms and addresses", () => {
  const id = fc.string({ minLength: 1 });
  const scope: fc.Arbitrary<GrantScope> = fc.oneof(
    fc.constant({ kind: "all" as const }),
    fc.record({ kind: fc.constantFrom("pool" as const, "host" as const), id }),
    fc.record({ kind: fc.constant("tag" as const), tag: id }),
    fc.record({ kind: fc.constant("object" as const), collection: fc.constantFrom(...COLLECTIONS), id }),
  );
  fc.assert(fc.property(scope, (one) => assert.deepEqual(parseScope(scopeValue(one)), { ...one })));
});

Deno.test("what is no scope is none", () => {
  for (const text of ["", "pool:", "pool", "alles", "object:vm", "object:vm:", "object:nothing:x", "vm:x"]) {
    assert.equal(parseScope(text), null, text);
  }
});

Deno.test("actions stand under their nouns", () => {
  const grouped = byNoun([{ name: "vm.start" }, { name: "users.manage" }, { name: "vm.read" }]);
  assert.deepEqual([...grouped].map(([noun, list]) => [noun, list.length]), [["vm", 2], ["", 1]]);
  assert.deepEqual(["vm", "sr", ""].map(nounTitle), ["VMs", "Storage repositories", "Atoll itself"]);
});

Deno.test("what somebody is fits a menu", () => {
  const held = (id: string, scope: GrantScope) => ({ role: role(id), scope });
  const say = (...holdings: ReturnType<typeof held>[]) => rolesText(holdings, () => "lab");
  assert.equal(say(), "No rights yet");
  assert.equal(say(held("viewer", { kind: "all" })), "viewer");
  assert.equal(say(held("operator", tag)), "operator on everything with the tag web");
  assert.equal(say(held("viewer", { kind: "pool", id: "p" })), "viewer on the pool lab with all in it");
  assert.equal(
    say(held("viewer", tag), held("operator", tag), held("viewer", { kind: "all" })),
    "viewer, operator",
  );
  assert.equal(say(held("viewer", tag), held("administrator", { kind: "all" })), "administrator");
});
