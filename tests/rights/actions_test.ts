// What somebody does with narrow rights: on what is theirs, with what they see, within the quota of their group.
import assert from "node:assert/strict";
import type { Principal } from "@/lib/auth/types.ts";
import { ConnectionError, XapiError } from "@/lib/xapi/mod.ts";
import { admin, PASSWORD, refOf, refusal, told, vmRecord } from "../api/world.ts";
import { CANARY, type RightsWorld, SAMPLES, TAG, withEverybody } from "./world.ts";

const VM = SAMPLES.vm.own;

function who({ identity }: RightsWorld, name: string): Principal {
  return { userId: identity(name).userId, username: name, sessionId: "s", token: null };
}

Deno.test("the actions that are offered are those that are let do, refused ones with their reason", async () => {
  await withEverybody((world) => {
    const names = (name: string, id: string) =>
      world.actions.list(who(world, name), "vm", id).map(({ name }) => name);
    assert.deepEqual(names("viewer on the tag", VM), []);
    assert.ok(names("operator on the tag", VM).includes("migrate"));
    assert.ok(!names("operator on the tag", VM).includes("destroy"));
    assert.ok(names("vm-admin on the tag", VM).includes("destroy"));
    assert.throws(() => names("vm-admin on the tag", SAMPLES.vm.foreign), /There is no VM/);
    assert.deepEqual(world.actions.list(who(world, "pool-admin on the tag"), "host", SAMPLES.host.own), []);
    return Promise.resolve();
  });
});

Deno.test("an argument names only what one sees", async () => {
  await withEverybody(async (world) => {
    const operator = who(world, "operator on the tag");
    const migrate = (host: string) => world.actions.perform(operator, "vm", VM, "migrate", { host });
    const unseen = await refusal(migrate(SAMPLES.host.foreign));
    const unknown = await refusal(migrate("no-such-host"));
    assert.deepEqual([unseen.status, unseen.field], [422, "host"]);
    assert.equal(unseen.message, unknown.message, "one cannot tell it from one that is not there");
    assert.deepEqual(told(world), []);
  });
});

Deno.test("a tag on which grants are given is for those who manage rights", async () => {
  await withEverybody(async (world) => {
    const owner = who(world, "vm-admin on the tag");
    const tag = (principal: Principal, name: string, tag: string) =>
      world.actions.perform(principal, "vm", VM, name, { tag });
    for (const name of ["tag", "untag"]) {
      for (const spelling of [TAG, ` ${TAG} `]) {
        const error = await refusal(tag(owner, name, spelling));
        assert.deepEqual([error.status, error.field], [403, "tag"]);
      }
      assert.equal((await refusal(tag(who(world, "pool-admin on everything"), name, TAG))).status, 403);
    }
    assert.deepEqual(told(world), []);
    await tag(owner, "tag", "blue");
    await tag(admin, "untag", TAG);
    assert.equal(told(world).length, 2);
    const [entry] = (await world.store.audit.list({ limit: 3 })).filter(({ result }) => result === "refused");
    assert.equal(entry?.what, "vm.untag");
  });
});

Deno.test("a clone needs room in the quota of the group that lets make it", async () => {
  await withEverybody(async (world) => {
    const { people, rightsAdmin, actions } = world;
    const group = await people.createGroup(admin, { name: "Web" });
    const { id } = await people.createUser(admin, {
      username: "self",
      password: PASSWORD,
      groups: [group.id],
    });
    const principal: Principal = { userId: id, username: "self", sessionId: "s", token: null };
    await rightsAdmin.grant(admin, {
      subject: { kind: "group", id: group.id },
      role: "vm-admin",
      scope: { kind: "tag", tag: TAG },
    });
    const halted = "0e0e0e0e-0000-4000-8000-0000000000aa";
    world.put("VM", vmRecord(halted, { tags: [TAG] }));
    const limit = { vms: 2, vcpus: null, memory: null, disk: null };
    await rightsAdmin.setQuota(admin, group.id, limit);
    assert.equal(rightsAdmin.quota(admin, group.id).used.vms, 2);
    const clone = () => actions.perform(principal, "vm", halted, "clone", { name: "x" });
    const error = await refusal(clone());
    assert.deepEqual([error.status, error.code], [409, "over-quota"]);
    assert.deepEqual(told(world), []);
    await rightsAdmin.setQuota(admin, group.id, { ...limit, vms: 3 });
    const results = await Promise.allSettled([clone(), clone()]);
    assert.deepEqual(results.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
    assert.equal(told(world).length, 1);
  });
});

Deno.test("who may not force a VM to stop may not have it forced later, and a disk is attached by who may do so to both", async () => {
  await withEverybody(async (world) => {
    const { rightsAdmin, actions, people } = world;
    const role = await rightsAdmin.createRole(admin, {
      name: "Gentle",
      description: "",
      actions: ["vm.read", "vm.shutdown", "vm.attach_disk", "vdi.read"],
    });
    const { id } = await people.createUser(admin, { username: "gentle", password: PASSWORD, groups: [] });
    const principal: Principal = { userId: id, username: "gentle", sessionId: "s", token: null };
    await rightsAdmin.grant(admin, { subject: { kind: "user", id }, role: role.id, scope: { kind: "all" } });
    const force = await refusal(actions.perform(principal, "vm", VM, "shutdown", { force_after: 9 }));
    assert.deepEqual([force.status, force.message.endsWith("vm.force_shutdown as well")], [403, true]);
    const attach = await refusal(
      actions.perform(principal, "vm", VM, "attach_disk", { vdi: SAMPLES.vdi.own }),
    );
    assert.equal(attach.status, 403);
    assert.deepEqual(told(world), []);
    const [entry] = (await world.store.audit.list({ limit: 9 })).filter(({ what }) =>
      what === "vm.attach_disk"
    );
    assert.equal(entry?.result, "refused");
  });
});

Deno.test("what a pool says of a failure tells nothing of others", async () => {
  await withEverybody(async (world) => {
    const operator = who(world, "operator on the tag");
    const shutdown = (principal: Principal) => world.actions.perform(principal, "vm", VM, "shutdown", {});
    const failures = [
      new XapiError("SR_BACKEND_FAILURE_40", ["", "The disk foreign-canary is in use"]),
      new XapiError("HOST_IN_USE", [refOf("x"), "VM", "foreign-canary"]),
      new ConnectionError("refused", "Nobody listens at foreign-canary.lab"),
    ];
    for (const failure of failures) {
      world.pools.answers.set("Async.VM.clean_shutdown", failure);
      const error = await refusal(shutdown(operator));
      assert.doesNotMatch(error.message, CANARY);
      assert.match(error.message, /^Cannot shut down "own vm": the pool /);
    }
    world.pools.answers.set("Async.VM.clean_shutdown", new XapiError("VM_LACKS_FEATURE", [refOf("x")]));
    assert.doesNotMatch(
      (await refusal(shutdown(operator))).message,
      /the pool answered/,
      "a plain reason is told",
    );
    world.pools.answers.set("Async.VM.clean_shutdown", failures[0] ?? null);
    assert.match(
      (await refusal(shutdown(admin))).message,
      /foreign-canary/,
      "who sees everything is told all",
    );
  });
});
