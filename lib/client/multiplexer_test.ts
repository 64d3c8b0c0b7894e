import assert from "node:assert/strict";
import type { Follow, FromPage, StreamState, ToPage } from "./messages.ts";
import { Multiplexer, TICK } from "./multiplexer.ts";
import type { ReaderPort } from "./readers.ts";

const NUMBERS: { readonly [text: string]: string } = { vm: "1", host: "2", sr: "3" };

/** One stream as the server of the test sees it. */
class Opened {
  readonly asked: [collections: string, since: string][];
  readonly once: boolean;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  gone = false;
  #controller?: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  readonly #answered = Promise.withResolvers<Response>();

  constructor(url: URL, signal: AbortSignal | null | undefined) {
    const since = url.searchParams.getAll("since");
    this.asked = url.searchParams.getAll("collections").map((text, i) => [text, since[i] ?? ""]);
    this.once = url.searchParams.has("once");
    this.body = new ReadableStream({ start: (controller) => void (this.#controller = controller) });
    signal?.addEventListener("abort", () => {
      this.gone = true;
      this.#controller?.error(new DOMException("aborted", "AbortError"));
      this.#answered.reject(new DOMException("aborted", "AbortError"));
    });
  }

  get response(): Promise<Response> {
    return this.#answered.promise;
  }
  /** Sends the head. */
  answer(status = 200, body: BodyInit = this.body): void {
    this.#answered.resolve(new Response(body, { status, headers: { "content-type": "text/event-stream" } }));
  }
  /** The head and the first event. */
  open(): void {
    this.answer();
    this.send("open", "", { stream: "abc", subscriptions: this.asked.map(([text]) => NUMBERS[text] ?? "9") });
  }
  refuse(status: number, message: string): void {
    this.answer(status, JSON.stringify({ error: { message } }));
  }
  send(kind: string, id: string, data: unknown): void {
    const lines = [kind === "message" ? "" : `event:${kind}\n`, id === "" ? "" : `id:${id}\n`];
    if (this.gone) return;
    this.#controller?.enqueue(new TextEncoder().encode(`${lines.join("")}data:${JSON.stringify(data)}\n\n`));
  }
  end(): void {
    this.#controller?.close();
  }
  /** No answer, or it breaks off. */
  fail(): void {
    this.#answered.reject(new TypeError("Failed to fetch"));
    this.#controller?.error(new TypeError("network error"));
  }
}

interface Edit {
  readonly add: { readonly collections: string; readonly since: string }[];
  readonly remove: string[];
  answer(status: number, body: unknown): void;
}

/** A browser's tab. */
class Tab {
  readonly port: ReaderPort;
  readonly events: [kind: string, id: string][] = [];
  states: StreamState[] = [];
  readonly told: string[] = [];
  constructor(multiplexer: Multiplexer) {
    this.port = { onmessage: null, postMessage: (message) => this.#take(message) };
    multiplexer.attach(this.port);
  }
  say(message: FromPage): void {
    this.port.onmessage?.(new MessageEvent("message", { data: message }));
  }
  follow(subscription: string, at: string, more: Partial<Follow> = {}): this {
    this.say(["follow", { subscription, at, reader: "ada", loaded: 0, ...more }]);
    return this;
  }
  #take(message: ToPage): void {
    if (message[0] === "event") this.events.push([message[1], message[2]]);
    else if (message[0] === "state") this.states.push(message[1]);
    else this.told.push(message.join(" "));
  }
  get state(): StreamState | undefined {
    return this.states.at(-1);
  }
}

function setUp() {
  const streams: Opened[] = [];
  const edits: Edit[] = [];
  const clock = { now: 1_000_000, online: true };
  const multiplexer = new Multiplexer({
    now: () => clock.now,
    random: () => 0.5,
    online: () => clock.online,
    fetch(path, init) {
      const url = new URL(path, "http://atoll");
      if (init.method !== "POST") {
        const stream = new Opened(url, init.signal);
        streams.push(stream);
        return stream.response;
      }
      assert.equal(url.pathname, "/api/v1/stream/abc");
      const { promise, resolve } = Promise.withResolvers<Response>();
      edits.push({
        ...JSON.parse(String(init.body)),
        answer: (status: number, body: unknown) => resolve(Response.json(body, { status })),
      });
      return promise;
    },
  });
  /** Lets time pass, as a timer tells it. */
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= TICK) {
      clock.now += Math.min(TICK, left);
      multiplexer.tick();
      await settle();
    }
  };
  const tab = () => new Tab(multiplexer);
  /** Tabs whose subscriptions are all asked for in one address, and the stream that carries them. */
  const tabs = async (...follows: [text: string, at: string][]) => {
    const made = follows.map(() => tab());
    // The first opens the stream at once; the others come while it is away.
    for (const [i, [text, at]] of follows.entries()) {
      made[i]?.follow(text, at);
      if (i === 0) streams[0]?.fail();
      await settle();
    }
    streams.splice(0);
    made[0]?.say(["wake", true]);
    return made;
  };
  return { multiplexer, streams, edits, clock, pass, tab, tabs };
}

/** All that is under way without the clock comes to rest. */
async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve, 0));
}

Deno.test("tabs with the same subscription cost one, others are added without opening anew", async () => {
  const { streams, edits, tab } = setUp();
  const one = tab().follow("vm", "e.5.1");
  const two = tab().follow("vm", "e.5.1");
  assert.equal(streams.length, 1);
  streams[0]?.open();
  await settle();
  assert.deepEqual(streams[0]?.asked, [["vm", "e.5.1"]]);
  const three = tab().follow("host", "e.6.2");
  await settle();
  assert.deepEqual(edits[0]?.add, [{ collections: "host", since: "e.6.2" }]);
  // The first event of what was added may be quicker than the answer that tells its number.
  streams[0]?.send("ping", "e.7.2", null);
  streams[0]?.send("message", "e.7.1", []);
  await settle();
  assert.deepEqual(three.events, []);
  edits[0]?.answer(200, { subscriptions: ["2"] });
  await settle();
  assert.deepEqual(three.events, [["ping", "e.7.2"]]);
  assert.deepEqual([one.events, two.events], [[["message", "e.7.1"]], [["message", "e.7.1"]]]);
  assert.equal(streams.length, 1);
  assert.deepEqual([one, two, three].map(({ state }) => state?.phase), ["live", "live", "live"]);
});

Deno.test("for who stands earlier the stream begins there anew, who stands later skips what it has", async () => {
  const { streams, edits, tab } = setUp();
  const first = tab().follow("vm", "e.5.1");
  streams[0]?.open();
  streams[0]?.send("message", "e.8.1", []);
  await settle();
  const late = tab().follow("vm", "e.10.1");
  assert.equal(streams.length, 1);
  const early = tab().follow("vm", "e.6.1");
  assert.deepEqual(streams[1]?.asked, [["vm", "e.6.1"]]);
  // Already on its way: it begins at 8, where the newcomer is not yet.
  streams[0]?.send("message", "e.9.1", []);
  streams[1]?.open();
  streams[1]?.send("message", "e.9.1", ["from 6"]);
  streams[1]?.send("message", "e.11.1", []);
  await settle();
  const ids = (tab: Tab) => tab.events.map(([, id]) => id);
  assert.deepEqual(ids(early), ["e.9.1", "e.11.1"]);
  assert.deepEqual(ids(late), ["e.11.1"]);
  assert.deepEqual(ids(first), ["e.8.1", "e.9.1", "e.11.1"]);
  assert.equal(edits.length, 0);
  assert.deepEqual([first.state?.phase, early.state?.phase], ["live", "live"], "nobody is told of it");
});

Deno.test("closing a tab loses nothing; the last one ends the stream, but not before the next page could come", async () => {
  const { streams, edits, tab, pass } = setUp();
  const lead = tab().follow("vm", "e.5.1");
  const other = tab().follow("host", "e.5.2");
  streams[0]?.open();
  await settle();
  edits[0]?.answer(200, { subscriptions: ["2"] });
  await settle();
  lead.say(["leave"]);
  streams[0]?.send("message", "e.6.2", []);
  await pass(1000);
  assert.deepEqual(other.events, [["message", "e.6.2"]]);
  assert.equal(edits.length, 1, "what it followed is kept for a while");
  await pass(5000);
  assert.deepEqual(edits[1]?.remove, ["1"]);
  edits[1]?.answer(200, { subscriptions: [] });
  other.say(["leave"]);
  await pass(4000);
  assert.ok(!streams[0]?.gone);
  const next = tab().follow("host", "e.7.2");
  await pass(8000);
  assert.ok(!streams[0]?.gone, "the next page took the connection over");
  next.say(["leave"]);
  await pass(6000);
  assert.ok(streams[0]?.gone);
  assert.equal(streams.length, 1);
});

Deno.test("a tab that does not answer any more is forgotten; if it was only frozen it goes on where it stood", async () => {
  const { streams, tab, pass } = setUp();
  const frozen = tab().follow("vm", "e.5.1"), alive = tab().follow("vm", "e.5.1");
  streams[0]?.open();
  for (let minute = 0; minute < 3; minute++) {
    await pass(30_000);
    streams[0]?.send("message", `e.${6 + minute}.1`, []);
    alive.say(["here"]);
    await settle();
  }
  assert.deepEqual(frozen.events.map(([, id]) => id), ["e.6.1", "e.7.1"]);
  assert.deepEqual(alive.events.map(([, id]) => id), ["e.6.1", "e.7.1", "e.8.1"]);
  frozen.say(["here"]);
  assert.equal(frozen.told.at(-1), "again");
  frozen.follow("vm", "e.7.1");
  await settle();
  assert.equal(frozen.state?.phase, "live");
});

Deno.test("a broken connection is opened again from where each stands, with growing pauses, and says since when", async () => {
  const { streams, tab, pass, clock } = setUp();
  const one = tab().follow("vm", "e.5.1");
  streams[0]?.open();
  await settle();
  const heard = clock.now;
  streams[0]?.send("message", "e.6.1", []);
  await settle();
  await pass(2000);
  streams[0]?.fail();
  await settle();
  assert.deepEqual(one.state, { phase: "reconnecting", since: heard, reason: "Atoll does not answer" });
  await pass(500);
  assert.equal(streams.length, 2);
  assert.deepEqual(streams[1]?.asked, [["vm", "e.6.1"]]);
  clock.online = false;
  streams[1]?.fail();
  await settle();
  assert.equal(one.state?.reason, "This device is offline");
  await pass(500);
  assert.equal(streams.length, 2, "the second pause is longer");
  await pass(500);
  streams[2]?.refuse(503, "Cannot open the stream: the server is shutting down");
  await settle();
  assert.equal(one.state?.reason, "Cannot open the stream: the server is shutting down");
  assert.equal(one.state?.since, heard);
  // The network has changed: at once.
  one.say(["wake", true]);
  streams[3]?.open();
  await settle();
  assert.equal(one.state?.phase, "live");
});

Deno.test("after a sleep of ten minutes the stream is opened at once, and asks for the differences only", async () => {
  const { multiplexer, streams, tabs, pass, clock } = setUp();
  const [one, two] = await tabs(["vm", "e.5.1"], ["host", "e.5.2"]);
  streams[0]?.open();
  streams[0]?.send("ping", "e.9.1", null);
  streams[0]?.send("ping", "e.9.2", null);
  await pass(1000);
  assert.equal(streams.length, 1);
  clock.now += 600_000;
  multiplexer.tick();
  assert.equal(streams.length, 2, "without waiting for anything");
  assert.ok(streams[0]?.gone);
  assert.deepEqual(streams[1]?.asked, [["vm", "e.9.1"], ["host", "e.9.2"]]);
  streams[1]?.open();
  await pass(TICK);
  assert.deepEqual([one?.state?.phase, two?.state?.phase], ["live", "live"], "and nobody was forgotten");
});

Deno.test("a stream that is silent for longer than its pings allow is dead", async () => {
  const { streams, tab, pass } = setUp();
  const one = tab().follow("vm", "e.5.1");
  streams[0]?.open();
  await pass(30_000);
  assert.equal(one.state?.phase, "live");
  await pass(6000);
  assert.deepEqual([one.state?.phase, one.state?.reason], [
    "reconnecting",
    "Atoll has been silent for too long",
  ]);
});

Deno.test("what holds the stream back is found out, told, and answered by asking again and again", async () => {
  const { streams, tab, pass } = setUp();
  const one = tab().follow("vm", "e.5.1");
  streams[0]?.answer();
  await pass(5000);
  assert.equal(one.state?.phase, "delayed");
  assert.match(one.state?.reason ?? "", /holds the stream back/);
  assert.equal(streams.length, 2);
  assert.ok(streams[1]?.once);
  const two = tab().follow("host", "e.5.2");
  await settle();
  assert.deepEqual(streams[2]?.asked, [["vm", "e.5.1"], ["host", "e.5.2"]], "asked for at once");
  await pass(10_000);
  streams[2]?.open();
  streams[2]?.send("message", "e.6.1", []);
  streams[2]?.end();
  await settle();
  assert.deepEqual(one.events, [["message", "e.6.1"]]);
  assert.deepEqual(streams[3]?.asked, [["vm", "e.6.1"], ["host", "e.5.2"]]);
  assert.ok(streams[3]?.once);
  streams[3]?.open();
  streams[3]?.end();
  await settle();
  assert.equal(streams.length, 4, "answers that come too quickly are not asked for without end");
  await pass(TICK);
  assert.equal(streams.length, 5);
  assert.deepEqual([one.state?.phase, two.state?.phase], ["delayed", "delayed"]);
});

Deno.test("no answer at all may be held back as well: the next request asks for one that ends", async () => {
  const { streams, tab, pass } = setUp();
  const one = tab().follow("vm", "e.5.1");
  await pass(11_000);
  assert.equal(one.state?.phase, "reconnecting");
  assert.ok(streams[1]?.once);
  streams[1]?.fail();
  await pass(1500);
  assert.equal(streams[2]?.once, false, "it was no answer, and not held back");
});

Deno.test("when the session has ended every tab goes to the sign-in", async () => {
  const { streams, tabs, pass } = setUp();
  const [one, two] = await tabs(["vm", "e.5.1"], ["host", "e.5.2"]);
  streams[0]?.open();
  await settle();
  streams[0]?.end();
  await settle();
  await pass(500);
  streams[1]?.refuse(401, "Sign in first");
  await pass(60_000);
  assert.deepEqual([one?.told, two?.told], [["leave sign-in"], ["leave sign-in"]]);
  assert.equal(streams.length, 2);
});

Deno.test("when somebody else signs in, the pages of who was there before are loaded anew", async () => {
  const { streams, tab } = setUp();
  const ada = tab().follow("vm", "e.5.1", { loaded: 1 });
  streams[0]?.open();
  await settle();
  const bob = tab().follow("vm", "e.6.1", { reader: "bob", loaded: 2 });
  await settle();
  assert.deepEqual(ada.told, ["leave reload"]);
  assert.ok(streams[0]?.gone, "the stream was ada's");
  assert.deepEqual(streams[1]?.asked, [["vm", "e.6.1"]]);
  const thawed = tab().follow("vm", "e.4.1", { loaded: 0 });
  assert.deepEqual([thawed.told, bob.told], [["leave reload"], []]);
});

Deno.test("a subscription that the server does not know stops its own page only", async () => {
  const { streams, edits, tab, tabs } = setUp();
  const [old, one, two] = await tabs(["vm:colour", "e.5.9"], ["vm", "e.5.1"], ["sr", "e.5.3"]);
  assert.equal(streams[0]?.asked.length, 3);
  streams[0]?.refuse(400, "Cannot subscribe to colour");
  await settle();
  assert.equal(streams[1]?.asked.length, 1, "one at a time, to find it");
  streams[1]?.refuse(400, "Cannot subscribe to colour");
  await settle();
  assert.deepEqual([old?.state?.phase, old?.state?.reason], ["refused", "Cannot subscribe to colour"]);
  streams[2]?.open();
  await settle();
  assert.deepEqual([one?.state?.phase, two?.state?.phase], ["live", "live"]);
  const older = tab().follow("vm:size", "e.5.4");
  await settle();
  edits[0]?.answer(400, { error: { message: "Cannot subscribe to size" } });
  await settle();
  assert.equal(older.state?.phase, "refused");
  streams[3]?.open();
  await settle();
  assert.deepEqual(streams[3]?.asked.map(([text]) => text), ["vm", "sr"]);
  assert.equal(one?.state?.phase, "live");
});

Deno.test("changed rights give new numbers in the same stream; another server's epoch a snapshot", async () => {
  const { streams, tab, tabs, pass } = setUp();
  const [one, two] = await tabs(["vm", "e.5.1"], ["sr", "e.5.3"]);
  streams[0]?.open();
  await settle();
  streams[0]?.send("open", "", { stream: "abc", subscriptions: ["1", "3"] });
  streams[0]?.send("open", "", { stream: "abc", subscriptions: ["7", "8"] });
  streams[0]?.send("message", "e.5.7", []);
  streams[0]?.send("message", "e.5.8", []);
  await settle();
  assert.deepEqual([one?.events, two?.events], [[["message", "e.5.7"]], [["message", "e.5.8"]]]);
  streams[0]?.fail();
  await pass(1000);
  assert.deepEqual(streams[1]?.asked, [["vm", "e.5.7"], ["sr", "e.5.8"]]);
  streams[1]?.open();
  streams[1]?.send("snapshot", "f.1.1", []);
  await settle();
  assert.deepEqual(one?.events.at(-1), ["snapshot", "f.1.1"]);
  const fresh = tab().follow("vm", "f.1.1");
  assert.equal(streams.length, 2);
  const stale = tab().follow("vm", "e.5.7");
  assert.deepEqual(streams[2]?.asked[0], ["vm", ""], "what cannot be compared is told as a whole");
  streams[2]?.open();
  streams[2]?.send("snapshot", "f.2.1", []);
  await settle();
  assert.deepEqual([fresh.events, stale.events], [[["snapshot", "f.2.1"]], [["snapshot", "f.2.1"]]]);
});

Deno.test("each edit is told again by the stream itself, at any time; changed rights in the middle of one open it anew", async () => {
  const { streams, edits, tab, pass } = setUp();
  const opened = (...subscriptions: string[]) =>
    streams[0]?.send("open", "", { stream: "abc", subscriptions });
  const one = tab().follow("vm", "e.5.1");
  streams[0]?.open();
  await settle();
  const two = tab().follow("host", "e.5.2");
  await settle();
  opened("1", "2");
  await settle();
  edits[0]?.answer(200, { subscriptions: ["2"] });
  await settle();
  two.say(["leave"]);
  await pass(6000);
  edits[1]?.answer(200, { subscriptions: [] });
  const three = tab().follow("sr", "e.5.3");
  await settle();
  opened("1");
  edits[2]?.answer(200, { subscriptions: ["3"] });
  await settle();
  opened("1", "2"); // late
  opened("1", "3");
  streams[0]?.send("message", "e.6.3", []);
  await settle();
  assert.deepEqual([one.events, three.events], [[], [["message", "e.6.3"]]]);
  assert.equal(streams.length, 1);
  tab().follow("host", "e.5.2");
  await settle();
  opened("7", "8", "9");
  await settle();
  edits[3]?.answer(200, { subscriptions: ["2"] });
  await pass(1000);
  assert.equal(streams.length, 2);
});

Deno.test("more than fits into an address is added afterwards", async () => {
  const { streams, edits, tabs } = setUp();
  const long = (i: number): [string, string] => [`vm/${i}:${"name,".repeat(300)}`, "e.5.1"];
  await tabs(...[0, 1, 2, 3, 4].map(long));
  const asked = streams[0]?.asked.length ?? 0;
  assert.ok(asked > 0 && asked < 5, `${asked} fit`);
  streams[0]?.open();
  await settle();
  assert.equal(edits[0]?.add.length, 5 - asked);
});

Deno.test("a stream that the server has forgotten is opened anew with all that is followed", async () => {
  const { streams, edits, tab, pass } = setUp();
  tab().follow("vm", "e.5.1");
  streams[0]?.open();
  await settle();
  tab().follow("host", "e.5.2");
  await settle();
  edits[0]?.answer(404, { error: { message: "There is no such stream" } });
  await pass(1000);
  assert.deepEqual(streams[1]?.asked, [["vm", "e.5.1"], ["host", "e.5.2"]]);
});
