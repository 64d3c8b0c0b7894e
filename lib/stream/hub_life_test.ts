// The invariants of docs/stream.md about how streams live and end.
import assert from "node:assert/strict";
import { EVERYTHING } from "@/lib/cache/testing.ts";
import { ADMIN, Client, GUEST, named, refusedWith, setUp } from "./testing.ts";

Deno.test("I10: sign-out and shutdown end streams; a closed hub opens none", async () => {
  const { hub, open } = setUp();
  const admin = open("vm"), guest = open("vm", { principal: GUEST });
  await Promise.all([admin.find(), guest.find()]);
  assert.equal(hub.closeWhere((principal) => principal.sessionId === GUEST.sessionId), 1);
  assert.equal(await guest.next(), undefined);
  assert.equal(hub.size, 1);
  hub.closeAll();
  assert.equal(await admin.next(), undefined);
  assert.equal(hub.size, 0);
  assert.throws(() => open("vm"), refusedWith(503));
});

Deno.test("I10: one session cannot take the streams of all, nor one stream any number of subscriptions", () => {
  const { hub, open } = setUp({ sessionStreams: 2, streamSubscriptions: 3 });
  open("vm");
  const second = open("task");
  assert.throws(
    () => open("vm"),
    refusedWith(429, "Cannot open the stream: this session has 2 open already"),
  );
  assert.throws(
    () => open(["vm", "host", "sr", "task"], { principal: GUEST }),
    refusedWith(400, "A stream has at most 3 subscriptions"),
  );
  open(["vm", "host", "sr"], { principal: GUEST });
  void second.cancel();
  open("vm");
  assert.equal(hub.size, 3);
  hub.closeAll();
});

Deno.test("I10: nor can one user with many sessions, nor all together more than the server holds", () => {
  const { hub, open } = setUp({ userStreams: 2, streams: 3 });
  const session = (n: number, who = ADMIN) => ({ principal: { ...who, sessionId: `session ${n}` } });
  open("vm", session(1));
  open("vm", session(2));
  assert.throws(
    () => open("vm", session(3)),
    refusedWith(429, "Cannot open the stream: this user has 2 open already"),
  );
  const last = open("vm", session(4, GUEST));
  assert.throws(() => open("vm", session(5, GUEST)), refusedWith(503));
  void last.cancel();
  open("vm", session(5, GUEST));
  hub.closeAll();
});

Deno.test("I10: a stream ends with its reader's session, others go on", async () => {
  const over = new Set<string>();
  const { hub, open } = setUp({ pingSeconds: 0.02, lasts: ({ sessionId }) => !over.has(sessionId) });
  const admin = open("task"), guest = open("task", { principal: GUEST });
  await Promise.all([admin.find("snapshot"), guest.find("ping")]);
  over.add(GUEST.sessionId);
  await guest.rest();
  assert.equal(hub.size, 1);
  assert.equal((await admin.next())?.event, "ping");
  hub.closeAll();
});

Deno.test("I11: pings prove life and move the position on; a reader that stalls is cut off", async () => {
  const { writer, hub, open, at } = setUp({ pingSeconds: 0.02, stallSeconds: 0.05, queueBytes: 1 });
  const reader = open("task");
  await reader.find("snapshot");
  writer.apply(named("x"));
  const ping = await reader.find("ping");
  assert.equal(ping.id, at(ping.number));
  const stalled = open("vm");
  while (hub.size === 2) await reader.next();
  await assert.rejects(stalled.rest(), /stalled/);
  assert.equal(hub.figures.stalled, 1);
  hub.closeAll();
});

Deno.test("I11: each subscription of a stream is pinged, once a period", async () => {
  const { hub, open } = setUp({ pingSeconds: 0.02 });
  const reader = open(["task", "sr"]);
  await reader.find("snapshot");
  assert.equal((await reader.find()).event, "snapshot");
  const numbers = [];
  for (let i = 0; i < 6; i++) numbers.push((await reader.next())?.number);
  assert.deepEqual(numbers, ["1", "2", "1", "2", "1", "2"]);
  hub.closeAll();
});

Deno.test("I12: over HTTP: headers, and a reader that goes away is forgotten", async () => {
  const { hub, at } = setUp();
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) => hub.respond(request, { wanted: [{ subscription: EVERYTHING }], principal: ADMIN }),
  );
  const abort = new AbortController();
  const response = await fetch(`http://127.0.0.1:${server.addr.port}/`, {
    signal: abort.signal,
    headers: { "accept-encoding": "identity" },
  });
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  assert.equal(response.headers.get("cache-control"), "no-store");
  assert.equal(response.headers.get("x-accel-buffering"), "no");
  assert.equal(response.headers.get("content-encoding"), null);
  const reader = new Client(response);
  assert.equal((await reader.find()).id, at("1"));
  const gone = reader.next().catch((error: unknown) => error);
  abort.abort();
  assert.ok(await gone instanceof Error);
  const deadline = performance.now() + 5000;
  while (hub.size > 0 && performance.now() < deadline) await new Promise((done) => setTimeout(done, 5));
  assert.equal(hub.size, 0);
  await server.shutdown();
});
