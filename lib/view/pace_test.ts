import { equal } from "node:assert/strict";
import { left } from "./pace.ts";

Deno.test("the time that is left goes by the pace so far, and is not told too early", () => {
  const created = "2026-11-23T10:00:00Z", now = Date.parse(created) + 30_000;
  equal(left(created, 0.25, now), 90_000);
  equal(left(created, 0.01, now), null);
  equal(left(created, NaN, now), null);
  equal(left(created, 0.5, now - 29_000), null);
});
