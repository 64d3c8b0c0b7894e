import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { type GroupRecord, GroupStore } from "./groups.ts";

const group = (name: string): GroupRecord => ({
  id: crypto.randomUUID(),
  name,
  description: "",
  external: null,
  created: new Date(0).toISOString(),
});

Deno.test("a group's name is taken whatever its case, and free again when it is deleted or renamed", async () => {
  await withKv(async (kv) => {
    const groups = new GroupStore(kv);
    const [staff, guests] = [group("Staff"), group("guests")];
    assert.equal(await groups.create(staff), true);
    assert.equal(await groups.create(group("STAFF")), false);
    assert.equal(await groups.create(guests), true);
    assert.equal(await groups.change(guests.id, { name: "staff" }), "taken");
    assert.equal(await groups.change(staff.id, { name: "STAFF", description: "us" }), "done");
    assert.deepEqual(await groups.get(staff.id), { ...staff, name: "STAFF", description: "us" });
    assert.equal(await groups.change(staff.id, { name: "crew" }), "done");
    assert.equal(await groups.change(guests.id, { name: "staff", external: "cn=staff" }), "done");
    assert.equal(await groups.delete(staff.id), true);
    assert.equal(await groups.delete(staff.id), false);
    assert.equal(await groups.change(staff.id, { name: "x" }), "gone");
    assert.equal(await groups.create(group("crew")), true);
    const names: unknown[] = [];
    for await (const { key } of kv.list({ prefix: ["group_names"] })) names.push(key[1]);
    assert.deepEqual(names, ["crew", "staff"]);
    assert.equal((await groups.list()).length, 2);
  });
});

Deno.test("whoever follows groups hears of each change", async () => {
  await withKv(async (kv) => {
    const groups = new GroupStore(kv);
    const heard: unknown[] = [];
    const end = groups.onChange((_id, now) => heard.push(now?.name ?? "gone"));
    const staff = group("staff");
    await groups.create(staff);
    await groups.create({ ...group("STAFF") });
    await groups.change(staff.id, { name: "crew" });
    await groups.delete(staff.id);
    end();
    await groups.create(staff);
    assert.deepEqual(heard, ["staff", "crew", "gone"]);
  });
});
