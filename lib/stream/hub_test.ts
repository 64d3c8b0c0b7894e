// The invariants of docs/stream.md, on the wire: a real cache, real streams, real HTTP where the network matters.
import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import type { Principal } from "@/lib/auth/types.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { add, batch, del, EVERYTHING, Follower, mod, state, vmRecord } from "@/lib/cache/testing.ts";
import { apply, type JsonObject } from "@/lib/view/merge_patch.ts";
import type { Patch } from "@/lib/view/types.ts";
import { type HubOptions, StreamHub } from "./hub.ts";
import { parseSubscription } from "./subscription.ts";
import type { Rights, StreamOptions } from "./types.ts";

const ADMIN: Principal = { userId: "u1", username: "admin", role: "administrator", sessionId: "s1" };
const READER: Principal = { userId: "u2", username: "guest", role: "read-only", sessionId: "s2" };
const URL_OF_STREAM = "http://atoll/api/v1/stream";
const UUID = "de5013f0-58bf-9673-c911-187555eaf657";

interface Event {
  readonly event: string;
  readonly id: string;
  readonly data: string;
  readonly bytes: number;
}

/** Reads a stream as EventSource does, and keeps what it tells. */
class Reader {
  readonly objects = new Map<string, JsonObject>();
  readonly events: Event[] = [];
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #rest = "";

  constructor(readonly response: Response) {
    assert.ok(response.body);
    this.#reader = response.body.getReader();
  }

  /** The next event; undefined when the stream has ended. */
  async next(): Promise<Event | undefined> {
    for (;;) {
      const end = this.#rest.indexOf("\n\n");
      if (end >= 0) {
        const event = parse(this.#rest.slice(0, end));
        this.#rest = this.#rest.slice(end + 2);
        this.#take(event);
        return event;
      }
      const { value, done } = await this.#reader.read();
      if (done) return undefined;
      this.#rest += new TextDecoder().decode(value);
    }
  }

  cancel(): Promise<void> {
    return this.#reader.cancel();
  }

  get known(): [string, JsonObject][] {
    return [...this.objects].sort(([a], [b]) => a < b ? -1 : 1);
  }

  #take(event: Event): void {
    this.events.push(event);
    if (event.event === "ping") return;
    if (event.event === "snapshot") this.objects.clear();
    const patches: Patch[] = JSON.parse(event.data);
    for (const [collection, id, patch] of patches) {
      const key = `${collection} ${id}`;
      if (patch === null) this.objects.delete(key);
      else this.objects.set(key, apply(this.objects.get(key) ?? {}, patch));
    }
  }
}

function parse(text: string): Event {
  const fields = new Map(
    text.split("\n").map((line): [string, string] => {
      const colon = line.indexOf(": ");
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  const field = (name: string) => fields.get(name) ?? assert.fail(`no ${name} in ${text}`);
  return {
    event: field("event"),
    id: field("id"),
    data: field("data"),
    bytes: new TextEncoder().encode(text).length + 2,
  };
}

function setUp(options: HubOptions = {}) {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  writer.reset(state({ VM: { V1: vmRecord(UUID), V2: vmRecord("u2") } }));
  const hub = new StreamHub(cache, { pingSeconds: 3600, ...options });
  const open = (collections: string, more: Partial<StreamOptions> & { lastEventId?: string } = {}) =>
    new Reader(hub.respond(
      new Request(URL_OF_STREAM, more.lastEventId ? { headers: { "last-event-id": more.lastEventId } } : {}),
      { subscription: parseSubscription(collections), principal: ADMIN, ...more },
    ));
  return { cache, writer, hub, open };
}

Deno.test("I1, I3: a new reader gets a snapshot, then only what changed, each event with its position", async () => {
  const { cache, writer, hub, open } = setUp();
  const reader = open("vm:name,power_state");
  const first = await reader.next();
  assert.equal(first?.event, "snapshot");
  assert.equal(first?.id, `${cache.epoch}.${cache.revision}`);
  assert.deepEqual(JSON.parse(first?.data ?? ""), [
    ["vm", UUID, { id: UUID, name: `vm ${UUID}`, power_state: "Halted" }],
    ["vm", "u2", { id: "u2", name: "vm u2", power_state: "Halted" }],
  ]);
  writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { power_state: "Running" })), del("VM", "V2")));
  const second = await reader.next();
  assert.equal(second?.event, "patch");
  assert.deepEqual(JSON.parse(second?.data ?? ""), [["vm", "u2", null], ["vm", UUID, {
    power_state: "Running",
  }]]);
  hub.closeAll();
  assert.equal(await reader.next(), undefined);
});

Deno.test("a rename is an event of less than 250 bytes", async () => {
  const { writer, hub, open } = setUp();
  const reader = open("vm");
  await reader.next();
  writer.apply(
    batch(mod("VM", "V1", vmRecord(UUID, { name_label: "a name that somebody chose for his machine" }))),
  );
  const event = await reader.next();
  assert.ok(event !== undefined && event.bytes < 250, `${event?.bytes} bytes`);
  hub.closeAll();
});

Deno.test("I4: a change outside the subscription, or that changes nothing visible, sends nothing", async () => {
  const { cache, writer, hub, open } = setUp();
  const reader = open("vm:name;task");
  await reader.next();
  const { revision } = cache;
  writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { domid: 7 }))));
  assert.equal(cache.revision, revision);
  writer.apply(
    batch(mod("VM", "V1", vmRecord(UUID, { power_state: "Running" })), add("SR", "S", { uuid: "sr" })),
  );
  await Promise.resolve();
  writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { power_state: "Running", name_label: "new" }))));
  const event = await reader.next();
  assert.equal(event?.data, `[["vm","${UUID}",{"name":"new"}]]`);
  hub.closeAll();
});

Deno.test("I2: who comes back with Last-Event-ID, or a page's position, gets only what was missed", async () => {
  const { cache, writer, hub, open } = setUp();
  const at = `${cache.epoch}.${cache.revision}`;
  writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { name_label: "one" }))));
  writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { name_label: "two" }))));
  for (const back of [{ since: at }, { lastEventId: at }, { since: "old.1", lastEventId: at }]) {
    const event = await open("vm:name,os", back).next();
    assert.equal(event?.event, "patch");
    assert.equal(event?.data, `[["vm","${UUID}",{"name":"two"}]]`);
  }
  const nothingMissed = await open("vm", { since: `${cache.epoch}.${cache.revision}` }).next();
  assert.equal(nothingMissed?.event, "ping", "an answer at once, though there is nothing to tell");
  for (const since of ["other.3", `${cache.epoch}.999`, "nonsense"]) {
    assert.equal((await open("vm:name", { since }).next())?.event, "snapshot", since);
  }
  hub.closeAll();
});

Deno.test("I5: all steps of one turn are one event", async () => {
  const { writer, hub, open } = setUp();
  const reader = open("vm:name");
  await reader.next();
  for (const name of ["a", "b", "c"]) {
    writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { name_label: name }))));
  }
  assert.equal((await reader.next())?.data, `[["vm","${UUID}",{"name":"c"}]]`);
  hub.closeAll();
});

Deno.test("I6: readers of one subscription share the bytes of a frame", async () => {
  const { cache, writer, hub } = setUp();
  let asked = 0;
  const changesSince = cache.changesSince.bind(cache);
  cache.changesSince = (...args) => {
    asked++;
    return changesSince(...args);
  };
  const bodies = Array.from({ length: 50 }, (_, i) =>
    hub.respond(new Request(URL_OF_STREAM), {
      subscription: parseSubscription(i % 2 ? "vm:name,os" : "vm:os,name"),
      principal: i % 3 ? ADMIN : READER,
    }).body?.getReader());
  const chunks = () => Promise.all(bodies.map(async (body) => (await body?.read())?.value));
  assert.equal(new Set(await chunks()).size, 1);
  writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { name_label: "x" }))));
  assert.equal(new Set(await chunks()).size, 1);
  assert.equal(asked, 2);
  hub.closeAll();
});

Deno.test("I7: what the rights leave out reaches no encoder", async () => {
  const rights: Rights = {
    key: (principal) => principal.role,
    restrict: (subscription, { role }) =>
      role === "administrator"
        ? subscription
        : { key: "", parts: subscription.parts.filter(({ collection }) => collection !== "vm") },
  };
  const { writer, hub, open } = setUp({ rights });
  const guest = open("vm;task", { principal: READER }), admin = open("vm;task");
  assert.equal((await guest.next())?.data, "[]");
  assert.equal((await admin.next())?.data.includes(UUID), true);
  writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { name_label: "x" })), del("VM", "V2")));
  writer.apply(batch(add("task", "T", { uuid: "t", status: "pending" })));
  assert.equal((await guest.next())?.data.includes("vm"), false);
  assert.equal((await admin.next())?.data.includes('["vm","u2",null]'), true);
  hub.closeAll();
});

Deno.test("I8: a reader that does not read gets one coalesced event later, and its queue does not grow", async () => {
  const { cache, writer, hub, open } = setUp({ queueBytes: 2000 });
  const slow = open("vm:name"), quick = open("vm:name");
  for (let i = 0; i < 500; i++) {
    writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { name_label: `name ${i} ${"x".repeat(100)}` }))));
    while (quick.events.at(-1)?.id !== `${cache.epoch}.${cache.revision}`) await quick.next();
  }
  const fresh = new Follower(cache, parseSubscription("vm:name"));
  fresh.read();
  let bytes = 0;
  while (slow.events.at(-1)?.id !== `${cache.epoch}.${cache.revision}`) {
    bytes += (await slow.next())?.bytes ?? 0;
  }
  assert.ok(bytes < 2000 + 2 * 300, `${bytes} bytes for a reader that slept through ${500 * 200}`);
  assert.ok(quick.events.length > 400);
  assert.deepEqual(slow.known, fresh.known);
  const revisions = slow.events.map((event) => Number(event.id.split(".")[1]));
  assert.deepEqual(revisions, revisions.toSorted((a, b) => a - b), "never goes backwards");
  hub.closeAll();
});

Deno.test("I10: sign-out and shutdown end streams; a closed hub opens none", async () => {
  const { hub, open } = setUp();
  const admin = open("vm"), guest = open("vm", { principal: READER });
  await Promise.all([admin.next(), guest.next()]);
  assert.equal(hub.closeWhere((principal) => principal.sessionId === READER.sessionId), 1);
  assert.equal(await guest.next(), undefined);
  assert.equal(hub.size, 1);
  hub.closeAll();
  assert.equal(await admin.next(), undefined);
  assert.equal(hub.size, 0);
  assert.throws(() => open("vm"), (error: unknown) => error instanceof AtollError && error.status === 503);
});

Deno.test("I10: one session cannot take the streams of all", () => {
  const { hub, open } = setUp({ sessionStreams: 2 });
  open("vm");
  const second = open("task");
  assert.throws(() => open("vm"), (error: unknown) => {
    assert.ok(error instanceof AtollError && error.status === 429);
    assert.equal(error.message, "Cannot open the stream: this session has 2 open already");
    return true;
  });
  open("vm", { principal: READER });
  void second.cancel();
  open("vm");
  assert.equal(hub.size, 3);
  hub.closeAll();
});

Deno.test("I10: a stream ends with its reader's session, others go on", async () => {
  const over = new Set<string>();
  const { hub, open } = setUp({ pingSeconds: 0.02, lasts: ({ sessionId }) => !over.has(sessionId) });
  const admin = open("task"), guest = open("task", { principal: READER });
  await Promise.all([admin.next(), guest.next()]);
  assert.equal((await guest.next())?.event, "ping");
  over.add(READER.sessionId);
  while (await guest.next() !== undefined);
  assert.equal(hub.size, 1);
  assert.equal((await admin.next())?.event, "ping");
  hub.closeAll();
});

Deno.test("I11: pings prove life and move the position on; a reader that stalls is cut off", async () => {
  const { cache, writer, hub, open } = setUp({ pingSeconds: 0.02, stallSeconds: 0.05, queueBytes: 1 });
  const reader = open("task");
  await reader.next();
  writer.apply(batch(mod("VM", "V1", vmRecord(UUID, { name_label: "x" }))));
  const ping = await reader.next();
  assert.equal(ping?.event, "ping");
  assert.equal(ping?.id, `${cache.epoch}.${cache.revision}`);
  const stalled = open("vm");
  while (hub.size === 2) await reader.next();
  await assert.rejects(stalled.next().then(() => stalled.next()), /stalled/);
  hub.closeAll();
});

Deno.test("I12: over HTTP: headers, and a reader that goes away is forgotten", async () => {
  const { cache, hub } = setUp();
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) => hub.respond(request, { subscription: EVERYTHING, principal: ADMIN }),
  );
  const abort = new AbortController();
  const response = await fetch(`http://127.0.0.1:${server.addr.port}/`, { signal: abort.signal });
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  assert.equal(response.headers.get("cache-control"), "no-store");
  assert.equal(response.headers.get("x-accel-buffering"), "no");
  assert.equal(response.headers.get("content-encoding"), null);
  const reader = new Reader(response);
  assert.equal((await reader.next())?.id, `${cache.epoch}.${cache.revision}`);
  const gone = reader.next().catch((error: unknown) => error);
  abort.abort();
  assert.ok(await gone instanceof Error);
  const deadline = performance.now() + 5000;
  while (hub.size > 0 && performance.now() < deadline) await new Promise((done) => setTimeout(done, 5));
  assert.equal(hub.size, 0);
  await server.shutdown();
});
