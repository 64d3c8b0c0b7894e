import assert from "node:assert/strict";
import { Recent, RECENT_MS } from "./recent.ts";

Deno.test("a proof counts for ten minutes, for its own session", () => {
  const clock = { ms: 0 };
  const recent = new Recent(() => clock.ms);
  assert.equal(recent.is("s"), false);
  recent.proved("s");
  assert.equal(recent.is("other"), false);
  clock.ms = RECENT_MS - 1;
  assert.equal(recent.is("s"), true);
  clock.ms = RECENT_MS;
  assert.equal(recent.is("s"), false);
});

Deno.test("of a great many sessions the oldest proofs are forgotten", () => {
  const recent = new Recent();
  for (let n = 0; n <= 10_000; n++) recent.proved(String(n));
  assert.equal(recent.is("0"), false);
  assert.equal(recent.is("1"), true);
});
