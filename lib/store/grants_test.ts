import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { administratorGrant, grantFormerRoles, type GrantRecord, GrantStore } from "./grants.ts";

const NOW = new Date(0).toISOString();
const grantTo = (change: Partial<GrantRecord> = {}): GrantRecord => ({
  ...administratorGrant(crypto.randomUUID(), NOW),
  ...change,
});

Deno.test("grants are kept, and listeners told in the same turn", async () => {
  await withKv(async (kv) => {
    const store = new GrantStore(kv);
    const told: [string, string | undefined][] = [];
    store.onChange((id, grant) => told.push([id, grant?.role]));
    const grants = [
      grantTo(),
      grantTo({ role: "viewer", scope: { kind: "tag", tag: "web" } }),
      grantTo({ role: "operator", scope: { kind: "object", collection: "vm", id: "x@y" } }),
    ];
    for (const grant of grants) await store.create(grant);
    assert.deepEqual(new Set(await store.list()), new Set(grants));
    await store.delete(grants[0]?.id ?? "");
    assert.equal((await store.list()).length, 2);
    assert.deepEqual(told.map(([, role]) => role), ["administrator", "viewer", "operator", undefined]);
    await assert.rejects(store.create(grantTo({ role: "" })), /Cannot write the record/);
  });
});

Deno.test("what users' records held as a role becomes a grant, however often the step is repeated", async () => {
  await withKv(async (kv) => {
    const ids = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()] as const;
    const roles = ["administrator", "read-only", "owner"];
    for (const [n, id] of ids.entries()) {
      await kv.set(["users", id], { id, username: `u${n}`, role: roles[n], created: NOW, groups: [] });
    }
    await kv.set(["users", "broken"], { role: 1 });
    await grantFormerRoles(kv);
    await grantFormerRoles(kv);
    const grants = await new GrantStore(kv).list();
    const of = (id: string) => grants.filter(({ subject }) => subject.id === id).map(({ role }) => role);
    assert.deepEqual(ids.map(of), [["administrator"], ["viewer"], []], "what is not known is not granted");
    assert.ok(grants.every(({ scope, created }) => scope.kind === "all" && created === NOW));
    assert.deepEqual((await kv.get(["users", ids[0]])).value, {
      id: ids[0],
      username: "u0",
      created: NOW,
      groups: [],
    });
    assert.deepEqual((await kv.get(["users", "broken"])).value, { role: 1 });
  });
});
