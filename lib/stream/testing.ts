// A client of the stream for tests, which reads events as EventSource does and keeps the objects of each subscription; and a
// hub for it.
import assert from "node:assert/strict";
import type { Principal } from "@/lib/auth/types.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { batch, mod, state, vmRecord } from "@/lib/cache/testing.ts";
import { AtollError } from "@/lib/errors.ts";
import { apply, type JsonObject } from "@/lib/view/merge_patch.ts";
import { EVERYTHING } from "@/lib/view/sight.ts";
import type { EventBatch } from "@/lib/xapi/types.ts";
import type { Patch } from "@/lib/view/types.ts";
import { type HubOptions, StreamHub } from "./hub.ts";
import { parseSubscription } from "./subscription.ts";
import type { Rights, StreamSource } from "./types.ts";

export interface Event {
  /** "patch" for events without a name. */
  readonly event: string;
  readonly id: string;
  readonly data: string;
  readonly bytes: number;
  /** Of its subscription; "" for `open`. */
  readonly number: string;
}

export class Client {
  readonly events: Event[] = [];
  /** Objects by "collection id", by number of the subscription. */
  readonly copies = new Map<string, Map<string, JsonObject>>();
  /** What the last `open` said. */
  stream = "";
  numbers: readonly string[] = [];
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #rest = "";

  constructor(readonly response: Response) {
    assert.ok(response.body);
    const gzip = response.headers.get("content-encoding") === "gzip";
    // A body that came by fetch is unpacked already.
    const plain = gzip && response.url === "" ? response.body.pipeThrough(gunzip()) : response.body;
    this.#reader = plain.getReader();
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
      this.#rest += this.#decoder.decode(value, { stream: true });
    }
  }

  /** The next event of a kind, or of any but `open`; those before it are taken, too. */
  async find(kind?: string): Promise<Event> {
    for (;;) {
      const event = await this.next() ?? assert.fail(`the stream ended without ${kind ?? "an event"}`);
      if (kind === undefined ? event.event !== "open" : event.event === kind) return event;
    }
  }

  /** Reads until the event that leads to a position. */
  async until(position: string): Promise<void> {
    while (this.at !== position) await this.next() ?? assert.fail(`the stream ended before ${position}`);
  }

  /** Reads to the end. */
  async rest(): Promise<Event[]> {
    const from = this.events.length;
    while (await this.next() !== undefined);
    return this.events.slice(from);
  }

  /** The position of the last event. */
  get at(): string {
    return this.events.at(-1)?.id ?? "";
  }

  /** The objects of a subscription, the first unless told. */
  known(number = this.numbers[0] ?? ""): [string, JsonObject][] {
    return [...this.copies.get(number) ?? []].sort(([a], [b]) => a < b ? -1 : 1);
  }

  cancel(): Promise<void> {
    return this.#reader.cancel();
  }

  #take(event: Event): void {
    this.events.push(event);
    if (event.event === "open") {
      const { stream, subscriptions } = JSON.parse(event.data);
      assert.ok(typeof stream === "string" && Array.isArray(subscriptions));
      const before = this.numbers;
      this.stream = stream;
      this.numbers = subscriptions.map(String);
      // The n-th goes on under its new number, unless the list is another.
      if (before.length !== this.numbers.length) return;
      const copies = before.map((number) => this.copies.get(number));
      this.numbers.forEach((number, n) => this.copies.set(number, copies[n] ?? new Map()));
      return;
    }
    if (event.event === "ping") return;
    const held = this.copies.get(event.number);
    const copy = event.event === "snapshot" || held === undefined ? new Map<string, JsonObject>() : held;
    this.copies.set(event.number, copy);
    const patches: Patch[] = JSON.parse(event.data);
    for (const [collection, id, patch] of patches) {
      const key = `${collection} ${id}`;
      if (patch === null) copy.delete(key);
      else copy.set(key, apply(copy.get(key) ?? {}, patch));
    }
  }
}

function gunzip(): ReadableWritablePair<Uint8Array, Uint8Array> {
  // The types of streams and of compression differ in the kind of buffer they name.
  return new DecompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>;
}

function parse(text: string): Event {
  const fields = new Map(
    text.split("\n").map((line): [string, string] => {
      const colon = line.indexOf(":");
      assert.ok(colon > 0 && line[colon + 1] !== " ", `a line of an event: ${line}`);
      return [line.slice(0, colon), line.slice(colon + 1)];
    }),
  );
  const id = fields.get("id") ?? "";
  return {
    event: fields.get("event") ?? "patch",
    id,
    data: fields.get("data") ?? assert.fail(`no data in ${text}`),
    bytes: new TextEncoder().encode(text).length + 2,
    number: id.slice(id.lastIndexOf(".") + 1),
  };
}

export const ADMIN: Principal = { userId: "u1", username: "admin", sessionId: "s1", token: null };
export const GUEST: Principal = { userId: "u2", username: "guest", sessionId: "s2", token: null };
/** The guest and others see everything, but not in common. */
export const RIGHTS: Rights = {
  sight: ({ username }) => username === "guest" ? { ...EVERYTHING, key: username } : EVERYTHING,
  onChange: () => () => {},
};

/** Of the first of the two VMs. */
export const UUID = "de5013f0-58bf-9673-c911-187555eaf657";

interface Asked {
  readonly since?: readonly string[];
  /** Last-Event-ID. */
  readonly last?: string;
  readonly once?: boolean;
  readonly principal?: Principal;
  readonly gzip?: boolean;
}

/** A hub before a cache with one pool of two VMs; `source` is what stands between the two, for tests to change. */
export function setUp(options: Partial<HubOptions> = {}) {
  const cache = new Cache();
  const writer = cache.openPool("p", { name: "lab" });
  void writer.reset(state({ VM: { V1: vmRecord(UUID), V2: vmRecord("u2") } }));
  const source: { -readonly [K in keyof StreamSource]: StreamSource[K] } = {
    get epoch() {
      return cache.epoch;
    },
    get revision() {
      return cache.revision;
    },
    changes: (since, from, to) => cache.changes(since, from, to),
    ready: () => cache.ready(),
    onCommit: (listener) => cache.onCommit(listener),
  };
  const hub = new StreamHub(source, { pingSeconds: 3600, rights: RIGHTS, ...options });
  /** Opens a stream of one subscription or several. */
  function open(collections: string | readonly string[], asked: Asked = {}): Client {
    const headers = new Headers();
    if (asked.last !== undefined) headers.set("last-event-id", asked.last);
    if (asked.gzip) headers.set("accept-encoding", "gzip");
    return new Client(hub.respond(new Request("http://atoll/api/v1/stream", { headers }), {
      wanted: [collections].flat().map((text, n) => ({
        subscription: parseSubscription(text),
        since: asked.since?.[n],
      })),
      once: asked.once ?? false,
      principal: asked.principal ?? ADMIN,
    }));
  }
  /** The position of now. */
  const at = (number: string) => `${cache.epoch}.${cache.revision}.${number}`;
  return { cache, writer, source, hub, open, at };
}

/** The first VM gets another name. */
export const named = (name: string): EventBatch =>
  batch(mod("VM", "V1", vmRecord(UUID, { name_label: name })));

/** For assert.throws: an AtollError of this status and, where it is given, message. */
export const refusedWith = (status: number, message?: string) => (error: unknown): true => {
  assert.ok(error instanceof AtollError && error.status === status, String(error));
  if (message !== undefined) assert.equal(error.message, message);
  return true;
};
