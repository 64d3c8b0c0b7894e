// With all permissions there is nothing to say; tests/integration/permissions_test.ts starts a process with fewer.
import assert from "node:assert/strict";
import { checkPaths } from "./allowed_paths.ts";

Deno.test("what may be used passes, whether it exists or not", async () => {
  await assert.doesNotReject(
    checkPaths({ data: "/nonexistent", tls: { cert: "/a/b.pem", key: "/a/c.pem" } }),
  );
  await assert.doesNotReject(checkPaths({ data: "data", tls: "self-signed" }));
});
