// What people see while a connection comes and goes: the loss keeps its time and reason until it is over.
import assert from "node:assert/strict";
import type { Connection } from "@/lib/cache/types.ts";
import { testAuthority } from "@/lib/xapi/testdata/servers.ts";
import { log, type LogFields } from "@/lib/log.ts";
import { Status } from "./status.ts";
import { config } from "./testing.ts";
import type { PoolConfig } from "./types.ts";

/** A status, what is shown of it, and how often it moved. */
function status(more: Partial<PoolConfig> = {}) {
  const written: Connection[] = [];
  let moves = 0;
  const writer = { connection: (each: Connection) => void written.push(each) };
  const now = new Status(config(more), writer, () => moves++);
  const view = () => written.at(-1) ?? assert.fail("nothing was written");
  const shown = () => [view().state, view().cause, view().reason];
  return { now, view, shown, moves: () => moves };
}

function live(now: Status): void {
  for (const event of ["attempt", "reached", "logged-in", "synced"] as const) now.move(event);
}

Deno.test("each state has its own sentence until there is a better one; live has none", () => {
  const { now, view, shown, moves } = status();
  now.move("attempt");
  assert.deepEqual(shown(), ["connecting", null, "Atoll is looking for a host of this pool that answers"]);
  now.move("lost", { cause: "booting", delay: 1000 });
  assert.deepEqual(shown(), ["stale", "booting", "The host is still starting"]);
  assert.ok(Date.parse(view().retry_at ?? "") > Date.now());
  live(now);
  assert.deepEqual(shown(), ["live", null, null]);
  assert.equal(view().retry_at, null);
  assert.equal(moves(), 6);
});

Deno.test("a new attempt keeps what is told of the loss, and its tries, until it gets further", () => {
  const { now, view, shown } = status();
  live(now);
  now.move("lost", { cause: "reset", reason: "x broke off", tried: { x: "x broke off" }, delay: 500 });
  const { since } = view();
  now.move("attempt");
  assert.deepEqual([...shown(), view().tried, view().retry_at], ["stale", "reset", "x broke off", {
    x: "x broke off",
  }, null]);
  now.move("reached");
  assert.deepEqual([now.state, view().cause, view().tried], ["authenticating", null, {}]);
  now.move("lost", { cause: "timeout" });
  assert.equal(view().since, since, "stale since the first loss");
});

Deno.test("the certificate presented is told as long as it is the question", () => {
  const { now, view } = status();
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
  assert.deepEqual([view().offered_fingerprint, view().offered_address], ["AA", "x"]);
  now.move("lost", { cause: "timeout" });
  assert.deepEqual([now.state, now.offered], ["stale", null]);
});

Deno.test("who is spoken to is shown with what he presented, and authorities as people know them", () => {
  const { now, view } = status({ ca: testAuthority() });
  assert.deepEqual([view().address, view().fingerprint], ["lab", null]);
  assert.match(String(view().authorities), /^CN=Lab authority, O=Atoll tests \(until 2\d{3}-\d\d-\d\d\)$/);
  const endpoint = { protocol: "https:", hostname: "10.0.0.1", port: 443 } as const;
  now.speakTo({ endpoint, trust: null, expected: null, member: true, label: "xcp-1" }, "BB");
  now.move("attempt");
  assert.deepEqual([view().address, view().fingerprint], ["10.0.0.1", "BB"]);
});

Deno.test("the log tells of each new state and each new cause, and of no attempt that changes neither", () => {
  const lines: unknown[] = [];
  const { info } = log;
  log.info = (_message: string, fields?: LogFields) => lines.push([fields?.["to"], fields?.["cause"]]);
  try {
    const { now } = status();
    live(now);
    now.move("lost", { cause: "reset" });
    for (let time = 0; time < 5; time++) {
      now.move("attempt");
      now.move("lost", { cause: "coordinator-away" });
    }
  } finally {
    log.info = info;
  }
  assert.deepEqual(lines.slice(-3), [["live", null], ["stale", "reset"], ["stale", "coordinator-away"]]);
});

Deno.test("authorities that were spoilt in the store are said to be, and keep nobody from starting", () => {
  const { now, view } = status({ ca: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" });
  now.move("attempt");
  assert.match(String(view().authorities), /cannot be read/);
});
