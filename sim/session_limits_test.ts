// Limits of sessions: how many there may be, which go, and what their owners notice.
import assert from "node:assert/strict";
import { sidOf } from "./access/directory.ts";
import { Database } from "./db.ts";
import { ensurePool } from "./minimal.ts";
import { startSimulator } from "./mod.ts";
import { sweepSessions } from "./session_limits.ts";
import { assertSession, login } from "./sessions.ts";

function world(start = 1e12): { db: Database; clock: { now: number } } {
  const clock = { now: start };
  const db = new Database({ now: () => clock.now });
  ensurePool(db);
  return { db, clock };
}

Deno.test("Of 520 sessions with one originator exactly 20 go: those of the oldest second, no newer one", () => {
  const { db, clock } = world();
  const old = Array.from({ length: 60 }, () => login(db, "root", "many"));
  clock.now += 1000;
  const young = Array.from({ length: 460 }, () => login(db, "root", "many"));
  assert.equal(db.table("session").size, 500);
  assert.equal(old.filter((ref) => db.get("session", ref) === undefined).length, 20);
  assert.ok(young.every((ref) => db.get("session", ref) !== undefined));
});

Deno.test("Sessions without an originator end at 400; other originators do not count", () => {
  const { db } = world();
  for (let count = 0; count < 401; count++) login(db, "root", "");
  assert.equal(db.table("session").size, 400);
  login(db, "root", "other");
  assert.equal(db.table("session").size, 401);
});

Deno.test("Somebody who waits for events notices at once that his session is gone", async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 1 });
  try {
    const { db, url } = simulator;
    const first = login(db, "root", "same");
    const [token] = [`${String(db.generation).padStart(20, "0")},${"0".repeat(20)}`];
    const body = JSON.stringify({ method: "event.from", params: [first, ["vm"], token, 30.5], id: 1 });
    const waiting = fetch(`${url}/jsonrpc`, { method: "POST", body });
    // The event loop of the call is under way before the others log in.
    await fetch(`${url}/jsonrpc`, {
      method: "POST",
      body: JSON.stringify({ method: "VM.get_all", params: [first], id: 1 }),
    }).then((response) => response.body?.cancel());
    db.set("session", first, "last_active", "20200101T00:00:00Z");
    for (let count = 0; count < 500; count++) login(db, "root", "same");
    assert.deepEqual((await (await waiting).json()).error, ["SESSION_INVALID", first]);
  } finally {
    await simulator.close();
  }
});

Deno.test("A session that was not used for a day is gone, whoever looks first", () => {
  const { db, clock } = world();
  const [asked, swept, used] = [login(db, "root", "a"), login(db, "root", "b"), login(db, "root", "c")];
  clock.now += 23 * 3600_000;
  assertSession(db, used);
  clock.now += 2 * 3600_000;
  assert.throws(() => assertSession(db, asked), { code: "SESSION_INVALID", params: [asked] });
  sweepSessions(db);
  assert.equal(db.get("session", swept), undefined);
  assertSession(db, used);
});

Deno.test("A subject that is gone loses its sessions; one whose roles changed gets other permissions", () => {
  const { db, clock } = world();
  const subject = db.create("subject", { subject_identifier: sidOf("eve") });
  const session = db.create("session", {
    subject,
    auth_user_sid: sidOf("eve"),
    last_active: "20010909T01:46:40Z",
    validation_time: "20010909T01:46:40Z",
    rbac_permissions: ["vm.start"],
  });
  const [reader = ""] = [...db.table("role")].find(([, role]) => role["name_label"] === "read-only") ?? [];
  db.set("subject", subject, "roles", [reader]);
  sweepSessions(db);
  assert.deepEqual(db.get("session", session)?.["rbac_permissions"], ["vm.start"]);
  clock.now += 300_001;
  sweepSessions(db);
  const permissions = db.get("session", session)?.["rbac_permissions"];
  assert.ok(
    Array.isArray(permissions) && permissions.includes("vm.get_all") && !permissions.includes("vm.start"),
  );
  db.destroy("subject", subject);
  clock.now += 300_001;
  sweepSessions(db);
  assert.equal(db.get("session", session), undefined);
});
