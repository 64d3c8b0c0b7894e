// A client of the stream written from docs/stream.md alone, which holds every event against what that page promises of its form.
import assert from "node:assert/strict";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Fields = { readonly [field: string]: Json };

export interface Event {
  readonly kind: "open" | "patch" | "snapshot" | "ping";
  /** "" of `open`. */
  readonly id: string;
  readonly data: string;
}

/** Cuts text, however it arrives, into events. */
export class EventText {
  #rest = "";

  /** True in the middle of an event. */
  get pending(): boolean {
    return this.#rest !== "";
  }

  *take(text: string): IterableIterator<Event> {
    const whole = (this.#rest + text).split("\n\n");
    this.#rest = whole.pop() ?? "";
    for (const event of whole) yield parse(event);
  }
}

const FORMS = [
  /^event:(?<kind>open)\ndata:(?<data>\{.*\})$/s,
  /^id:(?<id>\S+)\ndata:(?<data>\[.*\])$/s,
  /^event:(?<kind>snapshot)\nid:(?<id>\S+)\ndata:(?<data>\[.*\])$/s,
  /^event:(?<kind>ping)\nid:(?<id>\S+)\ndata:(?<data>)$/,
];

function parse(text: string): Event {
  const groups = FORMS.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  assert.ok(groups !== undefined, `No event of the protocol: ${text.slice(0, 300)}`);
  const { kind = "patch", id = "", data = "" } = groups;
  assert.ok(kind === "open" || kind === "patch" || kind === "snapshot" || kind === "ping");
  assert.ok(!/[\r\n]/.test(data), "data is one line");
  return { kind, id, data };
}

export interface Position {
  readonly epoch: string;
  readonly revision: number;
  readonly number: string;
}

export function positionOf(text: string): Position {
  const [, epoch = "", revision = "", number = ""] = /^([0-9a-z]{6})\.(\d{1,15})\.([0-9a-z]+)$/.exec(text) ??
    [];
  assert.ok(number !== "", `No position: ${text}`);
  return { epoch, revision: Number(revision), number };
}

/** MergePatch of RFC 7396, after its text. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result = new Map<string, Json>(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name);
    else result.set(name, mergePatch(result.get(name), value));
  }
  return Object.fromEntries(result);
}

function isObject(value: Json | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a client has of one subscription. */
export class Copy {
  /** Position after the last event; "" before the first. */
  at = "";
  objects: ReadonlyMap<string, Fields> = new Map();

  constructor(
    /** The text of the subscription. */
    readonly collections: string,
    from?: Copy,
  ) {
    if (from === undefined) return;
    this.at = from.at;
    this.objects = from.objects;
  }

  get revision(): number {
    return this.at === "" ? -1 : positionOf(this.at).revision;
  }

  /** Takes an event of this subscription in. One that leads to where the copy has been already is left out: false. */
  take({ kind, id, data }: Event): boolean {
    const to = positionOf(id);
    if (this.at !== "" && positionOf(this.at).epoch === to.epoch && to.revision < this.revision) return false;
    const objects = new Map(kind === "snapshot" ? [] : this.objects);
    for (const [collection, id, patch] of kind === "ping" ? [] : changes(data)) {
      const key = `${collection}/${id}`;
      if (patch === null) objects.delete(key);
      else {
        const object = mergePatch(objects.get(key), patch);
        assert.ok(isObject(object));
        objects.set(key, object);
      }
    }
    this.objects = objects;
    this.at = id;
    return true;
  }
}

export type Change = readonly [collection: string, id: string, patch: Fields | null];

/** The changes of a patch or snapshot. */
export function changes(data: string): readonly Change[] {
  const list: Json = JSON.parse(data);
  assert.ok(Array.isArray(list));
  return list.map((item: Json): Change => {
    assert.ok(Array.isArray(item) && item.length === 3);
    const [collection, id, patch] = item;
    assert.ok(
      typeof collection === "string" && typeof id === "string" && (patch === null || isObject(patch)),
    );
    return [collection, id, patch];
  });
}

/** What one stream has told: its copies, in the order in which they were asked for and added. */
export class Follower {
  /** The stream's name; "" before `open`. */
  stream = "";
  numbers: readonly string[] = [];
  readonly seen: Event[] = [];
  readonly #text = new EventText();
  /** Revision last led to, by number: it never goes down within a stream. */
  readonly #reached = new Map<string, number>();

  constructor(readonly copies: Copy[]) {}

  /** Whether every copy was told something. */
  get answered(): boolean {
    return this.numbers.length > 0 && this.numbers.every((number) => this.#reached.has(number));
  }

  get pending(): boolean {
    return this.#text.pending;
  }

  /** Takes text of the stream in. Calls back after each event with the copies that it was for. */
  take(text: string, told: (event: Event, copies: readonly Copy[]) => void = () => {}): void {
    for (const event of this.#text.take(text)) {
      this.seen.push(event);
      assert.ok(this.stream !== "" || event.kind === "open", `The first event is open, not ${event.kind}`);
      told(event, event.kind === "open" ? this.#open(event) : this.#lead(event));
    }
  }

  #open({ data }: Event): readonly Copy[] {
    const open: unknown = JSON.parse(data);
    assert.ok(typeof open === "object" && open !== null && "stream" in open && "subscriptions" in open);
    const { stream, subscriptions } = open;
    assert.ok(typeof stream === "string" && stream.length >= 20, "128 bits at least");
    assert.ok(this.stream === "" || this.stream === stream, "a stream keeps its name");
    assert.ok(Array.isArray(subscriptions) && subscriptions.every((number) => typeof number === "string"));
    assert.equal(subscriptions.length, this.copies.length, "one number a subscription");
    this.stream = stream;
    this.numbers = subscriptions;
    return [];
  }

  #lead(event: Event): readonly Copy[] {
    const { revision, number } = positionOf(event.id);
    assert.ok(revision >= (this.#reached.get(number) ?? 0), `${event.id} after ${this.#reached.get(number)}`);
    this.#reached.set(number, revision);
    const copies = this.copies.filter((_, n) => this.numbers[n] === number);
    return copies.filter((copy) => copy.take(event));
  }
}
