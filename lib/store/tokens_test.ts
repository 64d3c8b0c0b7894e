import assert from "node:assert/strict";
import { withKv } from "@/tests/api/support.ts";
import { type TokenRecord, TokenStore } from "./tokens.ts";

Deno.test("tokens with an end and without are kept, one with an impossible name or scope is not", async () => {
  await withKv(async (kv) => {
    const tokens = new TokenStore(kv);
    const token: TokenRecord = {
      hash: "a".repeat(64),
      id: crypto.randomUUID(),
      userId: crypto.randomUUID(),
      name: "backup",
      scope: "read-only",
      created: new Date(0).toISOString(),
      expires: null,
      used: null,
    };
    const ending = { ...token, hash: "b".repeat(64), expires: new Date(Date.now() + 60_000).toISOString() };
    await tokens.create(token);
    await tokens.create(ending);
    assert.deepEqual(await tokens.listOf(token.userId), [token, ending]);
    await assert.rejects(tokens.create({ ...token, name: "" }), /Cannot write the record .*name/);
  });
});
