// Whatever a server, a network and tabs do, in whatever order: no page misses a change, and none is told what it cannot place.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { FromPage, ToPage } from "./messages.ts";
import { Multiplexer, TICK } from "./multiplexer.ts";
import { isLater } from "./position.ts";
import type { ReaderPort } from "./readers.ts";

const SUBSCRIPTIONS = ["vm", "host", "sr"];

interface Held {
  readonly text: string;
  number: string;
  revision: number | undefined;
}

/** A server whose changes are numbers: the n-th change of a subscription is told as n. Everything it sends waits to be delivered. */
class Server {
  revision = 0;
  epoch = "e0";
  /** By subscription: the revisions at which it changed. */
  readonly changes = new Map<string, number[]>(SUBSCRIPTIONS.map((text) => [text, []]));
  readonly streams: Connection[] = [];
  readonly posts: Post[] = [];
  /** Grows with changed rights. */
  rights = 0;
  #streams = 0;

  fetch = (path: string, init: RequestInit): Promise<Response> => {
    const url = new URL(path, "http://atoll");
    if (init.method === "POST") {
      const post = new Post(url.pathname.split("/").at(-1) ?? "", JSON.parse(String(init.body)), init.signal);
      this.posts.push(post);
      return post.answered.promise;
    }
    const stream = new Connection(`s${this.#streams++}`, init.signal);
    const since = url.searchParams.getAll("since");
    stream.held = url.searchParams.getAll("collections").map((text, i) => this.hold(text, since[i] ?? ""));
    this.streams.push(stream);
    stream.announce();
    this.tell(stream, true);
    return Promise.resolve(
      new Response(stream.body, { headers: { "content-type": "text/event-stream" } }),
    );
  };

  number(text: string): string {
    return `${SUBSCRIPTIONS.indexOf(text)}r${this.rights}`;
  }

  hold(text: string, since: string): Held {
    const [epoch, revision, number] = since.split(".");
    const known = epoch === this.epoch && number === this.number(text);
    return { text, number: this.number(text), revision: known ? Number(revision) : undefined };
  }

  /** Tells a stream what it has not been told; with `asked` also that there is nothing. */
  tell(stream: Connection, asked: boolean): void {
    for (const held of stream.held) {
      const all = this.changes.get(held.text) ?? [];
      const news = all.filter((change) => held.revision === undefined || change > held.revision);
      const kind = held.revision === undefined ? "event:snapshot\n" : news.length > 0 ? "" : "event:ping\n";
      if (kind !== "event:ping\n" || asked) {
        stream.send(
          `${kind}id:${this.epoch}.${this.revision}.${held.number}\ndata:${JSON.stringify(news)}\n\n`,
        );
        held.revision = this.revision;
      }
    }
  }

  change(text: string): void {
    this.changes.get(text)?.push(++this.revision);
  }

  position(text: string): string {
    return `${this.epoch}.${this.revision}.${this.number(text)}`;
  }

  /** Another process, which knows no stream. */
  restart(): void {
    this.epoch = `e${this.revision + 1}`;
    for (const stream of this.streams) stream.break(new TypeError("network error"));
  }

  changeRights(): void {
    this.rights++;
    for (const stream of this.streams) {
      for (const held of stream.held) held.number = this.number(held.text);
      stream.announce();
    }
  }

  handle(post: Post): void {
    const stream = this.streams.find(({ id, gone }) => id === post.stream && !gone);
    if (stream === undefined) return post.answer(404, { error: { message: "There is no such stream" } });
    stream.held = stream.held.filter(({ number }) => !post.body.remove.includes(number));
    for (const { collections, since } of post.body.add) {
      const wanted = this.hold(collections, since);
      const there = stream.held.find(({ text }) => text === collections);
      if (there === undefined) stream.held.push(wanted);
      else if (wanted.revision === undefined) there.revision = undefined;
      else if (there.revision !== undefined) there.revision = Math.min(there.revision, wanted.revision);
    }
    stream.announce();
    this.tell(stream, true);
    post.answer(200, { subscriptions: post.body.add.map(({ collections }) => this.number(collections)) });
  }
}

class Connection {
  held: Held[] = [];
  gone = false;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly #waiting: string[] = [];
  #controller?: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  constructor(readonly id: string, signal: AbortSignal | null | undefined) {
    this.body = new ReadableStream({ start: (controller) => void (this.#controller = controller) });
    signal?.addEventListener("abort", () => this.break(new DOMException("aborted", "AbortError")));
  }
  send(event: string): void {
    this.#waiting.push(event);
  }
  announce(): void {
    const subscriptions = this.held.map(({ number }) => number);
    this.send(`event:open\ndata:${JSON.stringify({ stream: this.id, subscriptions })}\n\n`);
  }
  deliver(): void {
    const event = this.gone ? undefined : this.#waiting.shift();
    if (event !== undefined) this.#controller?.enqueue(new TextEncoder().encode(event));
  }
  break(error: Error): void {
    if (!this.gone) this.#controller?.error(error);
    this.gone = true;
  }
}

class Post {
  readonly answered = Promise.withResolvers<Response>();
  #answer: Response | undefined;
  constructor(
    readonly stream: string,
    readonly body: { readonly add: { collections: string; since: string }[]; readonly remove: string[] },
    signal: AbortSignal | null | undefined,
  ) {
    signal?.addEventListener("abort", () => this.answered.reject(new DOMException("aborted", "AbortError")));
  }
  answer(status: number, body: unknown): void {
    this.#answer = Response.json(body, { status });
  }
  get handled(): boolean {
    return this.#answer !== undefined;
  }
  deliver(): void {
    if (this.#answer) this.answered.resolve(this.#answer);
  }
}

/** A page: it knows the changes that it was rendered with or told of. */
class Page {
  readonly port: ReaderPort;
  known: Set<number>;
  constructor(
    multiplexer: Multiplexer,
    private readonly server: Server,
    readonly text: string,
    private at: string,
  ) {
    this.known = new Set(this.#until(at));
    this.port = { onmessage: null, postMessage: (message) => this.#take(message) };
    multiplexer.attach(this.port);
    this.follow();
  }
  follow(): void {
    this.#say(["follow", { subscription: this.text, at: this.at, reader: "ada", loaded: 0 }]);
  }
  leave(): void {
    this.#say(["leave"]);
  }
  #say(message: FromPage): void {
    this.port.onmessage?.(new MessageEvent("message", { data: message }));
  }
  #until(at: string): number[] {
    const revision = Number(at.split(".")[1]);
    return (this.server.changes.get(this.text) ?? []).filter((change) => change <= revision);
  }
  #take(message: ToPage): void {
    if (message[0] === "ping") return this.#say(["here"]);
    if (message[0] === "again") return this.follow();
    if (message[0] !== "event") return;
    const [, kind, at, data] = message;
    assert.ok(!isLater(this.at, at), `${at} after ${this.at}`);
    this.at = at;
    const told: number[] = JSON.parse(data);
    if (kind === "snapshot") this.known = new Set(told);
    for (const change of told) this.known.add(change);
  }
  /** It has all that happened until where it says it stands. */
  check(): void {
    assert.deepEqual(
      this.#until(this.at).filter((change) => !this.known.has(change)),
      [],
      `${this.text} at ${this.at}`,
    );
  }
  isWhole(): boolean {
    return (this.server.changes.get(this.text) ?? []).every((change) => this.known.has(change));
  }
}

async function settle(): Promise<void> {
  // Nothing here needs the outside: streams and answers go their way in microtasks.
  for (let i = 0; i < 60; i++) await Promise.resolve();
}

type Step =
  | readonly ["change" | "open" | "late" | "leave" | "reload", number]
  | readonly [
    "tell" | "ping" | "deliver" | "handle" | "answer" | "tick" | "break" | "rights" | "restart",
    number,
  ];

const step: fc.Arbitrary<Step> = fc.oneof(
  ...([
    ["change", 4],
    ["open", 3],
    ["late", 2],
    ["leave", 2],
    ["reload", 1],
    ["tell", 4],
    ["ping", 1],
    ["deliver", 8],
    ["handle", 4],
    ["answer", 4],
    ["tick", 3],
    ["break", 1],
    ["rights", 1],
    ["restart", 1],
  ] as const).map(([name, weight]) => ({
    weight,
    arbitrary: fc.tuple(fc.constant(name), fc.nat(1000)) as fc.Arbitrary<Step>,
  })),
);

Deno.test("law: no page misses a change, whatever happens to the connection and in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const server = new Server(), clock = { now: 0 };
      const multiplexer = new Multiplexer({
        fetch: server.fetch,
        now: () => clock.now,
        random: () => 0.5,
        online: () => true,
      });
      const pages: Page[] = [];
      const rendered: [string, string][] = [];
      const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
      const open = (text: string, at: string) => pages.push(new Page(multiplexer, server, text, at));
      const happen = ([name, n]: Step): void => {
        const text = SUBSCRIPTIONS[n % SUBSCRIPTIONS.length] ?? "vm";
        const here = server.position(text);
        const live = server.streams.filter(({ gone }) => !gone);
        switch (name) {
          case "change":
            return server.change(text);
          case "open":
            rendered.push([text, here]);
            return void open(text, here);
          case "late": // a page that took long to load, or was kept for Back
            return void open(...(pick(rendered, n) ?? [text, here]));
          case "leave":
            return pages.splice(n % Math.max(1, pages.length), 1)[0]?.leave();
          case "reload": {
            const [left] = pages.splice(n % Math.max(1, pages.length), 1);
            left?.leave();
            return left && void open(left.text, server.position(left.text));
          }
          case "tell":
            return live.forEach((stream) => server.tell(stream, false));
          case "ping":
            return live.forEach((stream) => server.tell(stream, true));
          case "deliver":
            return live.forEach((stream) => stream.deliver());
          case "handle": {
            const post = server.posts.find(({ handled }) => !handled);
            return post && server.handle(post);
          }
          case "answer":
            return server.posts.find(({ handled }) => handled)?.deliver(),
              void server.posts.splice(
                server.posts.findIndex(({ handled }) => handled) >>> 0,
                1,
              );
          case "tick":
            clock.now += TICK * (1 + n % 12);
            return multiplexer.tick();
          case "break":
            return pick(live, n)?.break(new TypeError("network error"));
          case "restart":
            return n % 4 === 0 ? server.restart() : undefined;
          case "rights":
            return n % 4 === 0 ? server.changeRights() : undefined;
        }
      };
      for (const one of steps) {
        happen(one);
        await settle();
        for (const page of pages) page.check();
      }
      // Everything that is under way arrives, and everybody is told what is left.
      for (let round = 0; round < 60 && !(round > 20 && pages.every((page) => page.isWhole())); round++) {
        for (const name of ["tick", "handle", "answer", "ping", "deliver", "deliver", "deliver"] as const) {
          happen([name, 1]);
        }
        await settle();
      }
      for (const page of pages) {
        page.check();
        assert.ok(page.isWhole(), `${page.text} misses changes`);
      }
    }),
    { numRuns: 150 },
  );
});
