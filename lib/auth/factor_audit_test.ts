import assert from "node:assert/strict";
import { withStore } from "@/tests/api/support.ts";
import { noteOwn } from "./factor_audit.ts";

Deno.test("what somebody did about their own account is noted under their name", async () => {
  await withStore(async (store) => {
    await noteOwn(store, { id: "u", username: "ada" }, "totp.create");
    await noteOwn(store, { id: "u", username: "ada" }, "session.sign-in", "refused", "This code is wrong");
    const [second, first] = await store.audit.list();
    assert.deepEqual([first?.what, first?.who, first?.result], ["totp.create", {
      userId: "u",
      username: "ada",
    }, "done"]);
    assert.deepEqual([second?.result, second?.message], ["refused", "This code is wrong"]);
  });
});
