import assert from "node:assert/strict";
import { SEE_ALL } from "./rights.ts";
import { parseSubscription } from "./subscription.ts";

Deno.test("I7: administrators and read-only users see the same, and share frames", () => {
  const [admin, reader] = (["administrator", "read-only"] as const).map((role) => ({
    userId: role,
    username: role,
    role,
    sessionId: role,
  }));
  assert.ok(admin && reader);
  const subscription = parseSubscription("vm");
  assert.equal(SEE_ALL.restrict(subscription, reader), subscription);
  assert.equal(SEE_ALL.key(admin), SEE_ALL.key(reader));
});
