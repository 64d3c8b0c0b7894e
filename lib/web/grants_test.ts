import assert from "node:assert/strict";
import type { Principal } from "@/lib/auth/types.ts";
import type { Scope } from "@/lib/rights/types.ts";
import { admin, POOL, vmRecord, withWorld, type World } from "../../tests/api/world.ts";
import { grantChoice, grantFrom, grantText, namedGrant, namedHoldings, targetName } from "./grants.ts";

/** What a page's state is, for somebody. */
const stateFor = ({ cache, rights, rightsAdmin, hub }: World, principal: Principal) => ({
  services: { cache, rights, rightsAdmin, streams: hub },
  principal,
});

/** The steps of granting, from a page's address. */
const choose = (world: World, address: string) =>
  grantChoice(stateFor(world, admin), admin, new URLSearchParams(address), "Ada");

const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

Deno.test("a role is granted in steps that the address tells", () =>
  withWorld((world) => {
    const first = choose(world, "ask=grant");
    assert.equal(first.step, "choose");
    assert.deepEqual(first.pools, [{ value: `pool:${POOL}`, text: "lab" }]);
    assert.deepEqual(first.hosts.map(({ text }) => text), ["host-1", "host-2"]);
    assert.ok(first.roles.some(({ id }) => id === first.role), "a role is chosen already");

    const object = choose(world, "ask=grant&role=operator&scope=object");
    assert.deepEqual([object.step, object.found], ["find", []], "thousands are not listed unasked");
    const found = choose(world, "ask=grant&role=operator&scope=object&find=WE");
    assert.deepEqual(found.found, [{ collection: "vm", id: "vm-run", name: "web", pool: "lab" }]);
    assert.equal(choose(world, "scope=object&find=vm-halt").found[0]?.name, "db", "an id finds it, too");

    const last = choose(world, "ask=grant&role=operator&scope=object:vm:vm-run");
    assert.deepEqual([last.step, last.role, last.chosen?.name], ["confirm", "operator", "web"]);
    assert.equal(choose(world, "role=operator&scope=all&change").step, "choose", "and may be chosen anew");
    return Promise.resolve();
  }));

Deno.test("what has gone meanwhile is said, and so is an address of nothing", () =>
  withWorld((world) => {
    const gone = choose(world, "role=operator&scope=pool:gone");
    assert.deepEqual([gone.step, gone.chosen], ["choose", null]);
    assert.match(gone.problem ?? "", /not there any more/);
    for (const address of ["scope=", "scope=nothing:x", "role=unknown&scope=pool:"]) {
      const choice = choose(world, address);
      assert.deepEqual([choice.step, choice.problem], ["choose", null], address);
    }
    return Promise.resolve();
  }));

Deno.test("tags are offered that VMs have", () =>
  withWorld((world) => {
    world.put("VM", vmRecord("vm-a", { tags: ["web", "db"] }));
    world.put("VM", vmRecord("vm-b", { tags: ["web"] }));
    world.put("VM", vmRecord("vm-c", { name_label: "" }));
    assert.equal(choose(world, "role=viewer&scope=object:vm:vm-c").step, "confirm", "nameless, but there");
    assert.deepEqual(choose(world, "").tags, [{ value: "tag:db", text: "db" }, {
      value: "tag:web",
      text: "web",
    }]);
    assert.equal(choose(world, "role=viewer&scope=tag:web").chosen?.name, "web");
    return Promise.resolve();
  }));

Deno.test("a grant that is made is told as it was before", () =>
  withWorld(async (world) => {
    const state = stateFor(world, admin);
    const subject = { kind: "user", id: admin.userId } as const;
    const form = formOf({ role: "operator", scope: "object:vm:vm-run" });
    const grant = await grantFrom(state, admin, form, subject);
    assert.equal(grantText(state, admin, grant, "Ada"), "Ada may operate the VM web");
    assert.ok(namedHoldings(state, admin).some(({ target, who }) => target === "web" && who === "You"));
    await assert.rejects(grantFrom(state, admin, formOf({ role: "operator" }), subject), {
      status: 422,
      field: "scope",
    });
  }));

Deno.test("what its reader does not see has no name, and a role that has gone has its id", () =>
  withWorld((world) => {
    const nobody: Principal = { userId: "x", username: "x", sessionId: "x", token: null };
    const scope: Scope = { kind: "object", collection: "vm", id: "vm-run" };
    assert.equal(targetName(stateFor(world, admin), scope), "web");
    assert.equal(targetName(stateFor(world, nobody), scope), "vm-run");
    const group = { id: "g", name: "Night", description: "", external: null, members: 1 };
    const grant = { id: "1", subject: { kind: "group", id: "g" }, role: "gone", scope, created: "" } as const;
    const named = namedGrant(stateFor(world, admin), [], grant, "Ada", group);
    assert.deepEqual([named.role.name, named.by], ["gone", { name: "Night", path: "/groups/g" }]);
    return Promise.resolve();
  }));
