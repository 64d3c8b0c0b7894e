import assert from "node:assert/strict";
import { withStore } from "@/tests/api/support.ts";
import { healthz, readyz } from "./health.ts";

Deno.test("the process is healthy as long as it answers, and ready as long as its database does", async () => {
  await withStore(async (store) => {
    assert.equal(healthz().status, 200);
    const ready = await readyz(() => store.check());
    assert.deepEqual([ready.status, await ready.json()], [200, { status: "ready" }]);
    const away = await readyz(() => Promise.reject(new Error("database is locked at /secret/path")));
    assert.deepEqual([away.status, await away.json()], [503, { status: "unavailable" }]);
  });
});
