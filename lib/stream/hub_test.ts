// The invariants of docs/stream.md, on the wire: a real cache, real streams, real HTTP where the network matters.
import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import type { Principal } from "@/lib/auth/types.ts";
import { add, batch, del, EVERYTHING, Follower, mod, vmRecord } from "@/lib/cache/testing.ts";
import { EVERYTHING as SEES_ALL } from "@/lib/view/sight.ts";
import { StreamHub } from "./hub.ts";
import { parseSubscription } from "./subscription.ts";
import { ADMIN, Client, GUEST, RIGHTS, setUp, UUID } from "./testing.ts";

const named = (name: string) => batch(mod("VM", "V1", vmRecord(UUID, { name_label: name })));
const refusedWith = (status: number, message?: string) => (error: unknown) => {
  assert.ok(error instanceof AtollError && error.status === status, String(error));
  if (message !== undefined) assert.equal(error.message, message);
  return true;
};

Deno.test("I1, I3: a new reader gets a snapshot, then only what changed, each event with its position", async () => {
  const { writer, hub, open, at } = setUp();
  const reader = open("vm:name,power_state");
  const opened = await reader.next();
  assert.equal(opened?.event, "open");
  assert.match(reader.stream, /^[0-9a-f]{32}$/);
  assert.deepEqual(reader.numbers, ["1"]);
  const first = await reader.next();
  assert.equal(first?.event, "snapshot");
  assert.equal(first?.id, at("1"));
  assert.deepEqual(JSON.parse(first?.data ?? ""), [
    ["vm", UUID, { id: UUID, name: `vm ${UUID}`, power_state: "Halted" }],
    ["vm", "u2", { id: "u2", name: "vm u2", power_state: "Halted" }],
  ]);
  writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { power_state: "Running" })), del("VM", "V2")));
  const second = await reader.next();
  assert.equal(second?.event, "patch");
  assert.equal(second?.id, at("1"));
  assert.deepEqual(JSON.parse(second?.data ?? ""), [["vm", "u2", null], ["vm", UUID, {
    power_state: "Running",
  }]]);
  hub.closeAll();
  assert.equal(await reader.next(), undefined);
});

Deno.test("a rename is an event of less than 100 bytes", async () => {
  const { writer, hub, open } = setUp();
  const reader = open("vm");
  await reader.find("snapshot");
  writer.apply(named("db-17 (replica)"));
  const event = await reader.find("patch");
  assert.ok(event.bytes < 100, `${event.bytes} bytes`);
  hub.closeAll();
});

Deno.test("I4: a change outside the subscription, or that changes nothing visible, sends nothing", async () => {
  const { cache, writer, hub, open } = setUp();
  const reader = open("vm:name;task");
  await reader.find("snapshot");
  const { revision } = cache;
  writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { domid: 7 }))));
  assert.equal(cache.revision, revision);
  writer.apply(
    batch(mod("VM", "V1", vmRecord(UUID, { power_state: "Running" })), add("SR", "S", { uuid: "sr" })),
  );
  await Promise.resolve();
  writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { power_state: "Running", name_label: "new" }))));
  assert.equal((await reader.find()).data, `[["vm","${UUID}",{"name":"new"}]]`);
  hub.closeAll();
});

Deno.test("I2: who comes back with Last-Event-ID, or a page's position, gets only what was missed", async () => {
  const { writer, hub, open } = setUp();
  const at = hub.position(parseSubscription("vm:os,name"), ADMIN);
  writer.apply(named("one"));
  writer.apply(named("two"));
  for (const [since, last] of [[at], ["", at], ["old.1.1", at]] as const) {
    const event = await open("vm:name,os", { since: [since], ...last ? { last } : {} }).find();
    assert.equal(event.event, "patch");
    assert.equal(event.data, `[["vm","${UUID}",{"name":"two"}]]`);
  }
  const now = hub.position(parseSubscription("vm"), ADMIN);
  const missed = await open("vm", { since: [now] }).find();
  assert.deepEqual(
    [missed.event, missed.id, missed.data],
    ["ping", now, ""],
    "an answer, though nothing was missed",
  );
  hub.closeAll();
});

Deno.test("I2, I14: a position of another epoch, subscription or right, or none, is answered with a snapshot", async () => {
  const { cache, hub, open } = setUp();
  const mine = hub.position(parseSubscription("vm:name"), ADMIN);
  const others = hub.position(parseSubscription("vm:name,os"), ADMIN);
  const guests = hub.position(parseSubscription("vm:name"), GUEST);
  assert.equal((await open("vm:name", { since: [mine] }).find()).event, "ping");
  const { epoch, revision } = cache;
  for (
    const since of [
      others,
      guests,
      `other.${revision}.1`,
      `${epoch}.999.1`,
      `${epoch}.${revision}.zz`,
      "nonsense",
    ]
  ) {
    assert.equal((await open("vm:name", { since: [since] }).find()).event, "snapshot", since);
  }
  hub.closeAll();
});

Deno.test("I5: all steps of one turn are one event", async () => {
  const { writer, hub, open } = setUp();
  const reader = open("vm:name");
  await reader.find("snapshot");
  for (const name of ["a", "b", "c"]) writer.apply(named(name));
  assert.equal((await reader.find()).data, `[["vm","${UUID}",{"name":"c"}]]`);
  hub.closeAll();
});

Deno.test("I5: frames wait until all views are made", async () => {
  const { writer, source, hub, open } = setUp();
  const reader = open("vm:name");
  await reader.find("snapshot");
  const made = Promise.withResolvers<void>();
  source.ready = () => made.promise;
  let asked = 0;
  const changes = source.changes;
  source.changes = (...args) => {
    asked++;
    return changes(...args);
  };
  writer.apply(named("a"));
  const newcomer = open("vm:name,os");
  assert.equal((await newcomer.next())?.event, "open", "a newcomer knows at once that it is heard");
  await new Promise((done) => setTimeout(done, 5));
  assert.equal(asked, 0, "nobody looks while views are made");
  writer.apply(named("b"));
  made.resolve();
  assert.equal((await reader.find()).data, `[["vm","${UUID}",{"name":"b"}]]`, "all of it is one event");
  assert.equal((await newcomer.find()).event, "snapshot");
  hub.closeAll();
});

Deno.test("I6: readers of one subscription share the bytes of a frame", async () => {
  const { writer, source, hub } = setUp();
  let asked = 0;
  const changes = source.changes;
  source.changes = (...args) => {
    asked++;
    return changes(...args);
  };
  const bodies = Array.from({ length: 50 }, (_, i) =>
    hub.respond(new Request("http://atoll/"), {
      wanted: [{ subscription: parseSubscription(i % 2 ? "vm:name,os" : "vm:os,name") }],
      principal: i % 3 ? ADMIN : { ...ADMIN, username: "other", sessionId: "s3" },
    }).body?.getReader());
  const chunks = () => Promise.all(bodies.map(async (body) => (await body?.read())?.value));
  assert.equal(new Set(await chunks()).size, 50, "each stream has a name of its own");
  assert.equal(new Set(await chunks()).size, 1);
  writer.apply(named("x"));
  assert.equal(new Set(await chunks()).size, 1);
  assert.equal(asked, 2);
  const { encoded, written, streams, subscriptions, numbers } = hub.figures;
  assert.deepEqual({ encoded, written, streams, subscriptions, numbers }, {
    encoded: 2,
    written: 100,
    streams: 50,
    subscriptions: 50,
    numbers: 1,
  });
  hub.closeAll();
});

Deno.test("I6: who comes a little later gets the same large snapshot, and what has changed since", async () => {
  const { cache, writer, source, hub, open } = setUp();
  await writer.apply(batch(...Array.from({ length: 600 }, (_, i) => add("VM", `M${i}`, vmRecord(`m${i}`)))));
  let whole = 0;
  const changes = source.changes;
  source.changes = (since, ...views) => {
    if (since === undefined) whole++;
    return changes(since, ...views);
  };
  for (let i = 0; i < 5; i++) {
    const reader = open("vm:name");
    await reader.until(`${cache.epoch}.${cache.revision}.1`);
    writer.apply(named(`name ${i}`));
    assert.equal((await reader.find("patch")).data, `[["vm","${UUID}",{"name":"name ${i}"}]]`);
  }
  assert.equal(whole, 1);
  hub.closeAll();
});

Deno.test("I8: a reader that does not read gets one coalesced event later, and its queue does not grow", async () => {
  const { cache, writer, hub, open, at } = setUp({ queueBytes: 2000 });
  const slow = open("vm:name"), quick = open("vm:name");
  for (let i = 0; i < 500; i++) {
    writer.apply(named(`name ${i} ${"x".repeat(100)}`));
    await quick.until(at("1"));
  }
  const fresh = new Follower(cache, parseSubscription("vm:name"));
  fresh.read();
  await slow.until(at("1"));
  const bytes = slow.events.reduce((sum, event) => sum + event.bytes, 0);
  assert.ok(bytes < 2000 + 3 * 300, `${bytes} bytes for a reader that slept through ${500 * 200}`);
  assert.ok(quick.events.length > 400);
  assert.ok(hub.figures.held > 0);
  assert.deepEqual(slow.known(), fresh.known);
  const revisions = slow.events.slice(1).map((event) => Number(event.id.split(".")[1]));
  assert.deepEqual(revisions, revisions.toSorted((a, b) => a - b), "never goes backwards");
  hub.closeAll();
});

Deno.test("I8: of a large snapshot a slow reader keeps 64 KiB and a piece waiting, and others get it whole meanwhile", async () => {
  const { writer, hub, open } = setUp();
  const many = Array.from(
    { length: 3000 },
    (_, i) => add("VM", `M${i}`, vmRecord(`m${i}`, { name_label: `machine ${i} ${"x".repeat(100)}` })),
  );
  await writer.apply(batch(...many));
  const slow = open("vm:name"), quick = open("vm:name");
  await quick.find("snapshot");
  assert.equal(quick.known().length, 3002);
  const waiting = hub.figures.bytes - quick.events.reduce((sum, event) => sum + event.bytes, 0);
  assert.ok(waiting < 160 * 1024, `${waiting} bytes wait`);
  assert.equal(hub.figures.encoded, 1);
  writer.apply(named("meanwhile"));
  await slow.find("patch");
  assert.equal(slow.known().length, 3002);
  assert.ok(slow.known().some(([, { name }]) => name === "meanwhile"));
  hub.closeAll();
});

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

Deno.test("I15: subscriptions of one stream stand each where they stand", async () => {
  const { writer, hub, open, at } = setUp();
  const since = hub.position(parseSubscription("vm:name"), ADMIN);
  writer.apply(named("one"));
  const reader = open(["vm:name", "vm:power_state?power:halted", "pool:name"], {
    since: [since, "", hub.position(parseSubscription("pool:name"), ADMIN)],
  });
  await reader.next();
  const [names, states, pools] = reader.numbers;
  const told = [await reader.next(), await reader.next(), await reader.next()];
  assert.deepEqual(told.map((event) => [event?.number, event?.event]), [
    [names, "patch"],
    [states, "snapshot"],
    [pools, "ping"],
  ]);
  writer.apply(named("two"));
  const event = await reader.next();
  assert.deepEqual([event?.number, event?.id], [names, at(names ?? "")]);
  writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { name_label: "two", power_state: "Running" }))));
  assert.equal((await reader.next())?.number, states);
  hub.closeAll();
});

Deno.test("I15: Last-Event-ID is of the subscription whose number it has", async () => {
  const { writer, hub, open } = setUp();
  const [vms, pools] = ["vm:name", "pool:name"].map((text) => hub.position(parseSubscription(text), ADMIN));
  writer.apply(named("one"));
  const reader = open(["vm:name", "pool:name"], { since: [vms ?? ""], last: pools ?? "" });
  assert.deepEqual([(await reader.find()).event, (await reader.find()).event], ["patch", "ping"]);
  hub.closeAll();
});

Deno.test("I16: subscriptions come and go on an open stream, for the session that opened it alone", async () => {
  const { writer, hub, open, at } = setUp();
  const reader = open("vm:name");
  await reader.find("snapshot");
  const added = (text: string, since?: string) => ({ subscription: parseSubscription(text), since });
  const change = (add: ReturnType<typeof added>[], remove: string[] = [], principal: Principal = ADMIN) =>
    hub.change(reader.stream, { add, remove }, principal);

  const here = hub.position(parseSubscription("vm:power_state"), ADMIN);
  assert.deepEqual(change([added("pool:name"), added("vm:power_state", here)]), ["3", "2"]);
  assert.equal((await reader.next())?.event, "open");
  assert.deepEqual(reader.numbers, ["1", "3", "2"]);
  const told = [await reader.next(), await reader.next()];
  assert.deepEqual(told.map((event) => [event?.number, event?.event]), [["3", "snapshot"], ["2", "ping"]]);

  assert.deepEqual(change([], ["1", "unknown"]), []);
  assert.equal((await reader.next())?.event, "open");
  assert.deepEqual(reader.numbers, ["3", "2"]);
  writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { name_label: "x", power_state: "Running" }))));
  const event = await reader.next();
  assert.deepEqual([event?.id, event?.data], [at("2"), `[["vm","${UUID}",{"power_state":"Running"}]]`]);

  const gone = "This session has no such stream: open a new one";
  assert.throws(() => change([added("vm")], [], GUEST), refusedWith(404, gone));
  assert.throws(() => hub.change("0".repeat(32), { add: [], remove: [] }, ADMIN), refusedWith(404, gone));
  const many = Array.from({ length: 63 }, (_, i) => added(`vm/${i}`));
  assert.throws(() => change(many), refusedWith(400));
  assert.deepEqual(reader.numbers, ["3", "2"]);
  await reader.cancel();
  assert.throws(() => change([]), refusedWith(404, gone));
  hub.closeAll();
});

Deno.test("I17: a subscription that is there already is rewound to where a newcomer stands, never forward", async () => {
  const { cache, writer, hub, open, at } = setUp();
  const subscription = parseSubscription("vm:name");
  const early = hub.position(subscription, ADMIN);
  writer.apply(named("one"));
  const reader = open("vm:name");
  await reader.find("snapshot");
  assert.deepEqual(hub.change(reader.stream, { add: [{ subscription, since: early }], remove: [] }, ADMIN), [
    "1",
  ]);
  const overlap = await reader.next();
  assert.deepEqual([overlap?.event, overlap?.id, overlap?.data], [
    "patch",
    at("1"),
    `[["vm","${UUID}",{"name":"one"}]]`,
  ]);
  writer.apply(named("two"));
  const ahead = hub.position(subscription, ADMIN);
  hub.change(reader.stream, { add: [{ subscription, since: ahead }], remove: [] }, ADMIN);
  assert.equal((await reader.next())?.data, `[["vm","${UUID}",{"name":"two"}]]`);
  hub.change(reader.stream, { add: [{ subscription }], remove: [] }, ADMIN);
  assert.equal((await reader.next())?.event, "snapshot", "who stands nowhere needs all of it");
  assert.equal(reader.events.filter(({ event }) => event === "open").length, 1, "its numbers are as before");
  assert.equal(at("1"), `${cache.epoch}.${cache.revision}.1`);
  hub.closeAll();
});

Deno.test("I18: a long poll ends with the first events that tell something", async () => {
  const { writer, hub, open } = setUp();
  const kinds = async (client: Client) => (await client.rest()).map(({ event }) => event);
  assert.deepEqual(await kinds(open(["vm", "pool"], { once: true })), ["open", "snapshot", "snapshot"]);
  const since = ["vm:name", "pool:name"].map((text) => hub.position(parseSubscription(text), ADMIN));
  const waiting = open(["vm:name", "pool:name"], { once: true, since });
  await waiting.next();
  assert.equal(hub.size, 1, "nothing was missed: it waits");
  writer.apply(named("one"));
  assert.deepEqual(await kinds(waiting), ["patch"]);
  assert.deepEqual(await kinds(open(["vm:name", "pool:name"], { once: true, since })), ["open", "patch"]);
  assert.equal(hub.size, 0);
  hub.closeAll();
});

Deno.test("I18: a long poll in which nothing happens ends with a ping for each subscription", async () => {
  const { hub, open } = setUp({ pollSeconds: 0.02 });
  const since = ["vm:name", "pool:name"].map((text) => hub.position(parseSubscription(text), ADMIN));
  const events = await open(["vm:name", "pool:name"], { once: true, since }).rest();
  assert.deepEqual(events.map(({ event }) => event), ["open", "ping", "ping"]);
  assert.deepEqual(events.slice(1).map(({ id }) => id), since);
  assert.equal(hub.size, 0);
  hub.closeAll();
});

Deno.test("I18: a long poll takes a large snapshot to its end", async () => {
  const { writer, open, hub } = setUp({ queueBytes: 1000 });
  await writer.apply(batch(...Array.from({ length: 3000 }, (_, i) => add("VM", `M${i}`, vmRecord(`m${i}`)))));
  const reader = open("vm", { once: true });
  const events = await reader.rest();
  assert.deepEqual(events.map(({ event }) => event), ["open", "snapshot"]);
  assert.equal(reader.known().length, 3002);
  hub.closeAll();
});

Deno.test("I19: who takes gzip gets the same events packed, each as soon as it is sent, to a proper end", async () => {
  const { writer, hub, open } = setUp();
  await writer.apply(batch(...Array.from({ length: 3000 }, (_, i) => add("VM", `M${i}`, vmRecord(`m${i}`)))));
  const packed = open("vm", { gzip: true }), plain = open("vm");
  assert.equal(packed.response.headers.get("content-encoding"), "gzip");
  assert.equal(packed.response.headers.get("vary"), "accept-encoding");
  await Promise.all([packed.find("snapshot"), plain.find("snapshot")]);
  for (const name of ["one", "two", "a name that is longer ".repeat(50)]) {
    writer.apply(named(name));
    assert.deepEqual(await packed.next(), await plain.next());
  }
  assert.deepEqual(packed.known(), plain.known());
  hub.closeAll();
  assert.equal(await packed.next(), undefined, "the trailer is right");
});

Deno.test("I20, I7: when rights change, streams go on under new numbers with what may be seen now", async () => {
  const listeners = new Set<() => void>();
  let secret = true;
  const rights = {
    sight: ({ role }: Principal) =>
      role === "administrator" || secret ? SEES_ALL : {
        key: "no vms",
        sees: (collection: string) => collection !== "vm",
        fields: () => true as const,
      },
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const { writer, source, hub, open, at } = setUp({ rights });
  const told: (readonly [string, string])[] = [];
  source.changes = (_since, from, to) => {
    told.push([from.sight.key, to.sight.key]);
    return { kind: "patch", revision: source.revision, patches: [["vm", UUID, null]] };
  };
  const guest = open(["vm:name", "pool:name"], { principal: GUEST }), admin = open("vm:name");
  await Promise.all([guest.find(), admin.find()]);
  await guest.find();
  told.length = 0;
  secret = false;
  for (const listener of listeners) listener();
  assert.equal((await guest.next())?.event, "open");
  assert.deepEqual(guest.numbers, ["3", "4"]);
  const [vms, pools] = [await guest.next(), await guest.next()];
  assert.deepEqual([vms?.id, vms?.data, pools?.id], [at("3"), `[["vm","${UUID}",null]]`, at("4")]);
  assert.deepEqual(told, [["all", "no vms"], ["all", "no vms"]], "the administrator's goes on as it was");
  writer.apply(named("x"));
  assert.equal((await admin.find()).id, at("1"));
  hub.closeAll();
  assert.equal(listeners.size, 0);
});

Deno.test("I7: an event under way when rights change is never ended: the stream is", async () => {
  const listeners = new Set<() => void>();
  let key = "before";
  const rights = {
    sight: () => ({ ...SEES_ALL, key }),
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const { writer, hub, open } = setUp({ rights, queueBytes: 1000 });
  await writer.apply(batch(...Array.from({ length: 3000 }, (_, i) => add("VM", `M${i}`, vmRecord(`m${i}`)))));
  const reader = open("vm");
  assert.equal((await reader.next())?.event, "open");
  while (hub.figures.encoded === 0) await new Promise((done) => setTimeout(done));
  key = "after";
  for (const listener of listeners) listener();
  assert.deepEqual(await reader.rest(), [], "half an event is no event");
  assert.equal(hub.size, 0);
  hub.closeAll();
});

Deno.test("a subscription that fails ends the streams that have it, and no other", async () => {
  const { writer, source, hub, open } = setUp();
  const good = open("pool:name"), bad = open("vm:name");
  await Promise.all([good.find(), bad.find()]);
  const changes = source.changes;
  source.changes = (since, from, to) => {
    if (to.subscription.key.startsWith("vm")) throw new Error("on purpose");
    return changes(since, from, to);
  };
  writer.apply(named("x"));
  await assert.rejects(bad.rest(), /The stream failed/);
  assert.equal(hub.size, 1);
  writer.apply(batch(mod("pool", "P", { uuid: "p", name_label: "office" })));
  assert.equal((await good.find()).event, "patch");
  hub.closeAll();
});

Deno.test("a hub with nobody in it asks the cache for nothing", async () => {
  const { writer, source } = setUp();
  source.changes = () => assert.fail("asked");
  writer.apply(named("x"));
  await Promise.resolve();
  assert.equal(new StreamHub(source, { rights: RIGHTS }).size, 0);
});
