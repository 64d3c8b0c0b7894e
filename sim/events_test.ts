// event.from: tokens, waits, coalescing, order.
import assert from "node:assert/strict";
import { Database } from "./db.ts";
import { type Batch, eventFrom, parseToken, Subscription } from "./events.ts";
import { seeded } from "./random.ts";
import { login } from "./sessions.ts";

function pool(): { db: Database; session: string; from: typeof from } {
  const db = new Database({ random: seeded(1) });
  const session = login(db, "root", "test");
  const from = (classes: string[], token = "", timeout = 0): Promise<Batch> =>
    eventFrom(db, session, classes, token, timeout, new AbortController().signal);
  return { db, session, from };
}

function told(batch: Batch): string[] {
  return batch.events.map(({ cls, operation, ref }) => `${operation} ${cls} ${ref}`);
}

Deno.test("The empty token gives every object of the wanted classes, in the model's order of classes", async () => {
  const { db, from } = pool();
  const sr = db.create("SR", {});
  const [vm, task] = [db.create("VM", {}), db.create("task", {})];
  assert.deepEqual(told(await from(["*"])), [`add task ${task}`, `add VM ${vm}`, `add SR ${sr}`]);
  assert.deepEqual(told(await from(["SR"])), [`add SR ${sr}`]);
  assert.deepEqual(told(await from([`vm/${vm}`, "vm/OpaqueRef:other"])), [`add VM ${vm}`]);
  assert.deepEqual(told(await from(["session", "nosuchclass"])), []);
});

Deno.test("Changes of one object are one event with its current record", async () => {
  const { db, from } = pool();
  const vm = db.create("VM", {});
  const { token } = await from(["vm"]);
  db.set("VM", vm, "name_label", "a");
  db.set("VM", vm, "name_label", "b");
  const batch = await from(["vm"], token);
  assert.deepEqual(told(batch), [`mod VM ${vm}`]);
  assert.equal(batch.events[0]?.snapshot?.["name_label"], "b");
  assert.deepEqual(told(await from(["vm"], batch.token)), []);
});

Deno.test("An object made and destroyed between two calls is never seen; one known before is deleted", async () => {
  const { db, from } = pool();
  const known = db.create("VM", {});
  const { token } = await from(["vm"]);
  db.destroy("VM", db.create("VM", {}));
  db.destroy("VM", known);
  const batch = await from(["vm"], token);
  assert.deepEqual(told(batch), [`del VM ${known}`]);
  assert.equal(batch.events[0]?.snapshot, undefined);
});

Deno.test("A blocked call answers soon after a fitting change and sleeps through others", async () => {
  const { db, from } = pool();
  const vm = db.create("VM", {});
  const { token } = await from(["vm"]);
  const blocked = from(["vm"], token, 20);
  db.create("SR", {});
  await new Promise((resolve) => setTimeout(resolve, 20));
  const start = performance.now();
  db.set("VM", vm, "name_label", "new");
  assert.deepEqual(told(await blocked), [`mod VM ${vm}`]);
  assert.ok(performance.now() - start < 200);
});

Deno.test("A timeout gives no events, the token and the counts of every class", async () => {
  const { db, from } = pool();
  db.create("VM", {});
  db.create("message", {});
  const { token } = await from(["vm"]);
  const batch = await from(["vm"], token, 0.02);
  assert.deepEqual([batch.events, batch.token], [[], token]);
  assert.deepEqual(["vm", "session", "message", "sr"].map((cls) => batch.validRefCounts.get(cls)), [
    1,
    1,
    0,
    0,
  ]);
});

Deno.test("A logout ends a blocked call at once", async () => {
  const { db, session, from } = pool();
  const blocked = from(["vm"], "", 20);
  db.destroy("session", session);
  await assert.rejects(blocked, { code: "SESSION_INVALID", params: [session] });
});

Deno.test("Messages come first, have the id 0 and a generation of their own", async () => {
  const { db, from } = pool();
  const vm = db.create("VM", {});
  const message = db.create("message", { name: "VM_STARTED" });
  const batch = await from(["*"]);
  assert.deepEqual(told(batch), [`add message ${message}`, `add VM ${vm}`]);
  assert.equal(batch.events[0]?.id, 0);
  assert.equal(parseToken(batch.token).messages, db.stamp("message", message)?.created);
  assert.equal(parseToken((await from(["vm"])).token).messages, 0);
  db.destroy("message", message);
  assert.deepEqual(told(await from(["message"], batch.token)), [`del message ${message}`]);
});

Deno.test("Tokens and subscriptions that cannot be read are refused", () => {
  assert.throws(() => parseToken("nonsense"), {
    code: "EVENT_FROM_TOKEN_PARSE_FAILURE",
    params: ["nonsense"],
  });
  assert.throws(() => new Subscription(["a/b/c"]), {
    code: "EVENT_SUBSCRIPTION_PARSE_FAILURE",
    params: ["a/b/c"],
  });
});
