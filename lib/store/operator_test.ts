import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { AuditRepository } from "./audit.ts";
import { noteOperator } from "./operator.ts";

Deno.test("what a command did goes on with the chain that is there", async () => {
  await withKv(async (kv) => {
    await noteOperator(kv, "data.restore", "The backup of yesterday");
    await noteOperator(kv, "data.rotate-key", "");
    const audit = new AuditRepository(kv);
    assert.deepEqual((await audit.list()).map(({ what, seq }) => [what, seq]), [
      ["data.rotate-key", 2],
      ["data.restore", 1],
    ]);
    assert.equal((await audit.verify()).broken, null);
  });
});

Deno.test("a damaged log holds nothing up", async () => {
  await withKv(async (kv) => {
    await kv.set(["audit_head"], "nonsense");
    await noteOperator(kv, "data.restore", "");
    assert.equal((await kv.get(["audit_head"])).value, "nonsense");
  });
});
