import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { RoleStore } from "./roles.ts";

Deno.test("own roles are made, changed and deleted, and listeners told", async () => {
  await withKv(async (kv) => {
    const roles = new RoleStore(kv);
    const told: (string | undefined)[] = [];
    roles.onChange((_, role) => told.push(role?.name));
    const backup = { id: crypto.randomUUID(), name: "Backup", description: "", actions: ["vm.snapshot"] };
    await roles.create(backup);
    await assert.rejects(roles.create(backup), /changed at the same time/);
    await roles.update({ ...backup, name: "Backups" });
    assert.deepEqual(await roles.list(), [{ ...backup, name: "Backups" }]);
    await roles.delete(backup.id);
    await assert.rejects(roles.update(backup), /it is gone/);
    assert.deepEqual(await roles.list(), []);
    assert.deepEqual(told, ["Backup", "Backups", undefined]);
  });
});
