import assert from "node:assert/strict";
import { Administrators } from "@/lib/auth/administrators.ts";
import type { Principal } from "@/lib/auth/types.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { AtollError } from "@/lib/errors.ts";
import type { Store } from "@/lib/store/store.ts";
import { withStore } from "@/tests/api/support.ts";
import { Rights } from "./rights.ts";
import { RightsAdmin } from "./rights_admin.ts";
import { ADA, enrol, NED, VIC } from "./testing.ts";
import type { Grant } from "./types.ts";

interface World {
  readonly store: Store;
  readonly rights: Rights;
  readonly admin: RightsAdmin;
  /** A group with nobody in it. */
  readonly group: string;
}

function withAdmin(run: (world: World) => Promise<void>): Promise<void> {
  return withStore(async (store) => {
    await enrol(store, ADA, "administrator");
    await enrol(store, VIC, "viewer");
    await enrol(store, NED);
    const group = crypto.randomUUID();
    const created = new Date(0).toISOString();
    await store.groups.create({ id: group, name: "Web", description: "", external: null, created });
    const cache = new Cache();
    cache.openPool("p", { name: "lab" });
    const rights = await Rights.load(store, cache);
    const actions = ["vm.read", "vm.start", "users.manage"].map((name) => ({ name, label: name }));
    const administrators = new Administrators(store.users);
    const admin = new RightsAdmin({ store, rights, administrators, cache, audit: store.audit, actions });
    await admin.tidy();
    await run({ store, rights, admin, group });
  });
}

async function refused(
  run: Promise<unknown> | (() => unknown),
  status: number,
  field?: string,
): Promise<void> {
  try {
    await (typeof run === "function" ? run() : run);
  } catch (error) {
    assert.ok(error instanceof AtollError, String(error));
    assert.deepEqual([error.status, error.field], [status, field], error.message);
    return;
  }
  assert.fail("it was not refused");
}

const to = (who: Principal, role = "operator"): Pick<Grant, "subject" | "role" | "scope"> => ({
  subject: { kind: "user", id: who.userId },
  role,
  scope: { kind: "pool", id: "p" },
});

const told = async (store: Store) => {
  const entries = await store.audit.list({ limit: 100 });
  return entries.toReversed().map(({ who, what, object, result }) =>
    `${who.username} ${what} ${object?.name} ${result}`
  );
};

Deno.test("only who manages rights does, and what others tried is noted", async () => {
  await withAdmin(async ({ admin, store, group, rights }) => {
    const role = { name: "Backup", description: "", actions: ["vm.start"] };
    for (const who of [VIC, NED, { ...ADA, token: { id: "t", readOnly: true } }]) {
      await refused(() => admin.roles(who), 403);
      await refused(() => admin.grants(who), 403);
      await refused(() => admin.quota(who, group), 403);
      await refused(admin.grant(who, to(who, "administrator")), 403);
      await refused(admin.createRole(who, role), 403);
      await refused(admin.changeRole(who, "viewer", role), 403);
      await refused(admin.deleteRole(who, "viewer"), 403);
      await refused(admin.revoke(who, rights.grants()[0]?.id ?? ""), 403);
      await refused(admin.setQuota(who, group, { vms: 1, vcpus: null, memory: null, disk: null }), 403);
    }
    assert.equal(rights.grants().length, 2);
    assert.deepEqual((await told(store)).slice(0, 2), [
      "vic grant.create  refused",
      "vic role.create Backup refused",
    ]);
  });
});

Deno.test("everybody may be told their own grants and those of their groups", async () => {
  await withAdmin(async ({ admin, store, group }) => {
    assert.equal(admin.grants(VIC, { kind: "user", id: VIC.userId }).length, 1);
    await refused(() => admin.grants(VIC, { kind: "user", id: ADA.userId }), 403);
    await refused(() => admin.grants(NED, { kind: "group", id: group }), 403);
    await store.users.change(NED.userId, (user) => ({ ...user, groups: [group] }));
    assert.deepEqual(admin.grants(NED, { kind: "group", id: group }), []);
    assert.equal(admin.quota(NED, group).used.vms, 0);
  });
});

Deno.test("a grant is in force when the call returns, and gone when it is taken away", async () => {
  await withAdmin(async ({ admin, rights, store }) => {
    const pool = { collection: "pool", id: "p" } as const;
    const grant = await admin.grant(ADA, to(NED));
    assert.ok(rights.can(NED, "vm.start", pool));
    assert.deepEqual((await store.grants.list()).find(({ id }) => id === grant.id), grant);
    await refused(admin.grant(ADA, to(NED)), 409);
    await admin.revoke(ADA, grant.id);
    assert.ok(!rights.can(NED, "vm.start", pool));
    await refused(admin.revoke(ADA, grant.id), 404);
    assert.deepEqual(await told(store), [
      "ada grant.create ned may operate the pool lab with all in it done",
      "ada grant.create ned may operate the pool lab with all in it refused",
      "ada grant.revoke ned may operate the pool lab with all in it done",
      "ada grant.revoke  refused",
    ]);
  });
});

Deno.test("a grant names somebody, a role and an object that are there", async () => {
  await withAdmin(async ({ admin, group }) => {
    const nobody = crypto.randomUUID();
    await refused(admin.grant(ADA, to({ ...NED, userId: nobody })), 422, "subject");
    await refused(admin.grant(ADA, to(NED, "owner")), 422, "role");
    await refused(admin.grant(ADA, { ...to(NED), scope: { kind: "pool", id: "q" } }), 422, "scope");
    const vm = { kind: "object", collection: "vm", id: "v" } as const;
    await refused(admin.grant(ADA, { ...to(NED), scope: vm }), 422, "scope");
    const web = await admin.grant(ADA, {
      subject: { kind: "group", id: group },
      role: "operator",
      scope: { kind: "tag", tag: "no VM has it yet" },
    });
    assert.equal(web.scope.kind, "tag");
  });
});

Deno.test("the last administrator stays, by grant and by role", async () => {
  await withAdmin(async ({ admin, rights, store }) => {
    const own = rights.grants().find(({ role }) => role === "administrator");
    assert.ok(own !== undefined);
    await refused(admin.revoke(ADA, own.id), 409);
    const root = await admin.createRole(ADA, { name: "Root", description: "", actions: ["*"] });
    const other = await admin.grant(ADA, { ...to(NED, root.id), scope: { kind: "all" } });
    await admin.revoke(ADA, own.id);
    assert.ok(!rights.can(ADA, "rights.manage") && rights.can(NED, "rights.manage"));
    await refused(admin.changeRole(NED, root.id, { actions: ["vm.read"] }), 409);
    await refused(admin.revoke(NED, other.id), 409);
    await refused(admin.deleteRole(NED, root.id), 409);
    assert.ok(rights.can(NED, "users.manage"));
    await admin.grant(NED, { ...to(ADA, "administrator"), scope: { kind: "all" } });
    await store.users.change(ADA.userId, (user) => ({ ...user, disabled: true }));
    await refused(admin.revoke(NED, other.id), 409);
  });
});

Deno.test("own roles are made of actions that there are, with names of their own; built-in ones stay", async () => {
  await withAdmin(async ({ admin, rights }) => {
    const role = { name: "Starter", description: "", actions: ["vm.start"] };
    const made = await admin.createRole(ADA, role);
    await refused(admin.createRole(ADA, { ...role, name: "STARTER" }), 409, "name");
    await refused(admin.createRole(ADA, { ...role, name: "viewer" }), 409, "name");
    await refused(admin.createRole(ADA, { ...role, name: "x", actions: ["vm.fly"] }), 422, "actions");
    await refused(admin.createRole(ADA, { ...role, name: "x", actions: ["fly.*"] }), 422, "actions");
    await refused(admin.changeRole(ADA, "viewer", { actions: ["*"] }), 409);
    await refused(admin.changeRole(ADA, "none", {}), 404);
    await refused(admin.deleteRole(ADA, "viewer"), 409);
    const grant = await admin.grant(ADA, to(NED, made.id));
    await admin.changeRole(ADA, made.id, { name: "starter", actions: ["vm.read"] });
    assert.ok(!rights.canSomewhere(NED, "vm.start") && rights.canSomewhere(NED, "vm.read"));
    await refused(admin.deleteRole(ADA, made.id), 409);
    await admin.revoke(ADA, grant.id);
    await admin.deleteRole(ADA, made.id);
    assert.equal(admin.roles(ADA).length, 5);
  });
});

Deno.test("quotas are set, read and taken away", async () => {
  await withAdmin(async ({ admin, group, store }) => {
    const none = { vms: null, vcpus: null, memory: null, disk: null };
    assert.deepEqual(admin.quota(ADA, group).limit, none);
    await admin.setQuota(ADA, group, { ...none, vms: 3 });
    assert.deepEqual(admin.quota(ADA, group), {
      limit: { ...none, vms: 3 },
      used: { vms: 0, vcpus: 0, memory: 0, disk: 0 },
    });
    await refused(admin.setQuota(ADA, group, { ...none, vms: 1.5 }), 422, "vms");
    await refused(admin.setQuota(ADA, crypto.randomUUID(), none), 404);
    await admin.setQuota(ADA, group, none);
    assert.deepEqual(await store.quotas.list(), []);
  });
});

Deno.test("what was given to users and groups that are gone goes too", async () => {
  await withAdmin(async ({ admin, group, store, rights }) => {
    await admin.grant(ADA, { ...to(NED), subject: { kind: "group", id: group } });
    await admin.grant(ADA, to(NED));
    const gone = new Promise<void>((resolve) => {
      rights.onChange(() => rights.grants().length === 2 && resolve());
    });
    await store.groups.delete(group);
    await store.users.delete(NED.userId);
    await gone;
    const left = await store.grants.list();
    assert.deepEqual(new Set(left.map(({ subject }) => subject.id)), new Set([ADA.userId, VIC.userId]));
  });
});
