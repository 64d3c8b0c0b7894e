// The invariants of docs/stream.md about what readers are told: a real cache, real streams.
import assert from "node:assert/strict";
import { add, batch, del, Follower, mod, vmRecord } from "@/lib/cache/testing.ts";
import { StreamHub } from "./hub.ts";
import { parseSubscription } from "./subscription.ts";
import { ADMIN, GUEST, named, RIGHTS, setUp, UUID } from "./testing.ts";

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
