// What people see while a connection comes and goes: the loss keeps its time and reason until it is over.
import assert from "node:assert/strict";
import { Status } from "./status.ts";

function status(): { now: Status; shown: () => unknown[]; changes: () => number } {
  let changes = 0;
  const now = new Status(() => changes++);
  return { now, shown: () => [now.state, now.cause, now.reason], changes: () => changes };
}

function live(now: Status): void {
  for (const event of ["attempt", "reached", "logged-in", "synced"] as const) now.move(event);
}

Deno.test("each state has its own sentence until there is a better one; live has none", () => {
  const { now, shown, changes } = status();
  now.move("attempt");
  assert.deepEqual(shown(), ["connecting", null, "Atoll is looking for a host of this pool that answers"]);
  now.move("lost", { cause: "booting", delay: 1000 });
  assert.deepEqual(shown(), ["stale", "booting", "The host is still starting"]);
  assert.ok(Date.parse(now.retryAt ?? "") > Date.now());
  live(now);
  assert.deepEqual(shown(), ["live", null, null]);
  assert.equal(now.retryAt, null);
  assert.equal(changes(), 6);
});

Deno.test("a new attempt keeps what is told of the loss, and its tries, until it gets further", () => {
  const { now, shown } = status();
  live(now);
  now.move("lost", { cause: "reset", reason: "x broke off", tried: { x: "x broke off" }, delay: 500 });
  const since = now.since;
  now.move("attempt");
  assert.deepEqual([...shown(), now.tried, now.retryAt], ["stale", "reset", "x broke off", {
    x: "x broke off",
  }, null]);
  now.move("reached");
  assert.deepEqual([now.state, now.cause, now.tried], ["authenticating", null, {}]);
  now.move("lost", { cause: "timeout" });
  assert.equal(now.since, since, "stale since the first loss");
});

Deno.test("the certificate presented is told as long as it is the question", () => {
  const { now } = status();
  const offered = {
    fingerprint: "AA",
    candidate: {
      endpoint: { protocol: "https:", hostname: "x", port: 443 },
      trust: null,
      expected: null,
      member: false,
      label: "x",
    },
  } as const;
  now.move("attempt");
  now.move("certificate-mismatch", { cause: "certificate-changed", offered });
  now.move("attempt");
  assert.equal(now.offered, offered);
  now.move("lost", { cause: "timeout" });
  assert.deepEqual([now.state, now.offered], ["stale", null]);
});
