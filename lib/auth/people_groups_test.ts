import assert from "node:assert/strict";
import { codeOf, withTown } from "@/tests/api/people.ts";

Deno.test("a group is made, changed, counted and deleted", async () => {
  await withTown(async ({ people, admin, make, store }) => {
    const staff = await people.createGroup(admin, {
      name: " Staff ",
      description: "us",
      external: "cn=staff",
    });
    assert.deepEqual(staff, {
      id: staff.id,
      name: "Staff",
      description: "us",
      external: "cn=staff",
      members: 0,
    });
    await make("ada", [staff.id]);
    await people.changeGroup(admin, staff.id, { name: "Crew", external: "" });
    assert.deepEqual(await people.groups(admin), [
      { id: staff.id, name: "Crew", description: "us", external: null, members: 1 },
    ]);
    await people.deleteGroup(admin, staff.id);
    assert.deepEqual(await people.groups(admin), []);
    assert.equal(await codeOf(people.deleteGroup(admin, staff.id)), "404 unknown-group");
    assert.deepEqual(
      (await store.audit.list()).slice(0, 2).map((
        { what, object, message },
      ) => [what, object?.name, message]),
      [
        ["group.delete", "Crew", ""],
        ["group.change", "Staff", "name now Crew, external now none"],
      ],
    );
  });
});

Deno.test("what is wrong with a group is told with its field, and nothing is made or changed", async () => {
  await withTown(async ({ people, admin }) => {
    const { id } = await people.createGroup(admin, { name: "Staff" });
    const other = await people.createGroup(admin, { name: "Guests" });
    const change = (group: object) => codeOf(people.changeGroup(admin, other.id, group));
    assert.equal(await change({ name: "STAFF" }), "409 name-taken name");
    assert.equal(await change({ name: " " }), "422 bad-input name");
    assert.equal(await change({ name: "x".repeat(65) }), "422 bad-input name");
    assert.equal(await change({ name: "a\u202eb" }), "422 bad-input name");
    assert.equal(await change({ description: "x".repeat(1025) }), "422 bad-input description");
    assert.equal(await change({ external: "x".repeat(257) }), "422 bad-input external");
    assert.equal(await codeOf(people.createGroup(admin, { name: "staff" })), "409 name-taken name");
    assert.equal(
      await codeOf(people.changeGroup(admin, "x".repeat(9_000), { name: "a" })),
      "404 unknown-group",
    );
    assert.deepEqual((await people.groups(admin)).map(({ name }) => name), ["Guests", "Staff"]);
    await people.changeGroup(admin, id, { name: "STAFF" });
  });
});

Deno.test("who gives rights sees users and groups, and changes none", async () => {
  await withTown(async ({ people, rightsAdmin, admin, make }) => {
    const ada = await make("ada");
    const role = await rightsAdmin.createRole(admin, {
      name: "Rights",
      description: "",
      actions: ["rights.manage"],
    });
    await rightsAdmin.grant(admin, {
      subject: { kind: "user", id: ada.userId },
      role: role.id,
      scope: { kind: "all" },
    });
    assert.deepEqual((await people.users(ada)).map(({ username }) => username), ["ada", "admin"]);
    assert.equal((await people.user(ada, admin.userId)).username, "admin");
    assert.deepEqual(await people.groups(ada), []);
    assert.equal(await codeOf(people.createGroup(ada, { name: "Staff" })), "403 forbidden");
    assert.equal(await codeOf(people.sessions(ada, admin.userId)), "403 forbidden");
  });
});
