// The invariants of docs/stream.md about subscriptions that come and go, long polls, gzip and changed rights.
import assert from "node:assert/strict";
import type { Principal } from "@/lib/auth/types.ts";
import { add, batch, mod, vmRecord } from "@/lib/cache/testing.ts";
import { EVERYTHING as SEES_ALL } from "@/lib/view/sight.ts";
import { parseSubscription } from "./subscription.ts";
import { ADMIN, type Client, GUEST, named, refusedWith, setUp, UUID } from "./testing.ts";

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
  // From the open that counts the change on, events begin where the newcomer stands.
  const echo = async () => JSON.parse((await reader.next())?.data ?? "");
  assert.deepEqual(await echo(), { stream: reader.stream, subscriptions: ["1"], changes: 1 });
  const overlap = await reader.next();
  assert.deepEqual([overlap?.event, overlap?.id, overlap?.data], [
    "patch",
    at("1"),
    `[["vm","${UUID}",{"name":"one"}]]`,
  ]);
  writer.apply(named("two"));
  const ahead = hub.position(subscription, ADMIN);
  hub.change(reader.stream, { add: [{ subscription, since: ahead }], remove: [] }, ADMIN);
  assert.equal((await echo()).changes, 2);
  assert.equal((await reader.next())?.data, `[["vm","${UUID}",{"name":"two"}]]`);
  hub.change(reader.stream, { add: [{ subscription }], remove: [] }, ADMIN);
  assert.equal((await echo()).changes, 3);
  assert.equal((await reader.next())?.event, "snapshot", "who stands nowhere needs all of it");
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
    sight: ({ username }: Principal) =>
      username === "admin" || secret ? SEES_ALL : {
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
