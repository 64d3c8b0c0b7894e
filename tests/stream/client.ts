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

export type Told = readonly [collection: string, id: string, patch: Fields | null];

/** The changes of a patch or snapshot. */
export function changes(data: string): readonly Told[] {
  const list: Json = JSON.parse(data);
  assert.ok(Array.isArray(list));
  return list.map((item: Json): Told => {
    assert.ok(Array.isArray(item) && item.length === 3);
    const [collection, id, patch] = item;
    assert.ok(
      typeof collection === "string" && typeof id === "string" && (patch === null || isObject(patch)),
    );
    return [collection, id, patch];
  });
}

/** A subscription of a stream, and the copies that follow it: several where somebody shares it between them. */
export interface Slot {
  /** As the stream has it now; "" before `open`. */
  number: string;
  readonly copies: Copy[];
}

/** A change of what a stream carries. */
export interface Change {
  readonly added: readonly { readonly number: string; readonly copy: Copy }[];
  readonly removed: readonly Slot[];
}

/** What one stream tells. Subscriptions are in the order in which they were asked for and added. */
export class Follower {
  /** The stream's name; "" before `open`. */
  stream = "";
  /** Which number is whose cannot be told any more: a new stream is needed. */
  doubtful = false;
  /** The change that was asked for, until the stream says that it is so: "asked" before its answer. */
  #change: Change | "asked" | undefined;
  #changes = 0;
  /** Events from the change on, while its answer is not there. */
  #waiting: Event[] = [];
  readonly #text = new EventText();
  /** Revision that a subscription was last led to: it never goes down within a stream. */
  readonly #reached = new Map<Slot, number>();

  /** @param told called after each event with the copies that it led somewhere */
  constructor(
    readonly slots: Slot[],
    private readonly told: (event: Event, copies: readonly Copy[]) => void,
  ) {}

  /** In the middle of an event, or of a change. */
  get pending(): boolean {
    return this.#text.pending || this.#change !== undefined;
  }

  /** A change is asked for; one at a time. */
  change(): void {
    assert.equal(this.#change, undefined);
    this.#change = "asked";
  }

  /** The change's answer is there. */
  changed(change: Change): void {
    this.#change = change;
    for (const event of this.#waiting.splice(0)) this.#take(event);
  }

  /** Takes text of the stream in. */
  take(text: string): void {
    for (const event of this.#text.take(text)) {
      if (this.#waiting.length > 0) this.#waiting.push(event);
      else this.#take(event);
    }
  }

  #take(event: Event): void {
    if (this.doubtful) return;
    assert.ok(this.stream !== "" || event.kind === "open", `The first event is open, not ${event.kind}`);
    if (event.kind !== "open") return this.told(event, this.#lead(event));
    if (this.#open(event.data)) this.told(event, []);
    else this.#waiting.push(event);
  }

  /** False where it has to wait for the answer to a change. */
  #open(data: string): boolean {
    const open: unknown = JSON.parse(data);
    assert.ok(typeof open === "object" && open !== null);
    assert.ok("stream" in open && "subscriptions" in open && "changes" in open);
    const { stream, subscriptions, changes } = open;
    assert.ok(typeof stream === "string" && stream.length >= 22, "128 bits at least");
    assert.ok(this.stream === "" || this.stream === stream, "a stream keeps its name");
    assert.ok(Array.isArray(subscriptions) && subscriptions.every((number) => typeof number === "string"));
    if (changes !== this.#changes) {
      assert.equal(changes, this.#changes + 1);
      if (this.#change === "asked") return false;
      assert.ok(this.#change !== undefined, "nothing was asked for");
      this.#apply(this.#change);
    }
    if (this.stream === "") {
      assert.equal(subscriptions.length, this.slots.length, "one number a subscription");
    }
    this.stream = stream;
    // Rights that changed just before a change can make of it what the client did not mean.
    this.doubtful = subscriptions.length !== this.slots.length;
    this.slots.forEach((slot, n) => slot.number = subscriptions[n] ?? "");
    return true;
  }

  #apply({ added, removed }: Change): void {
    this.#change = undefined;
    this.#changes++;
    for (const slot of removed) this.slots.splice(this.slots.indexOf(slot), 1);
    for (const { number, copy } of added) {
      const held = this.slots.find((slot) => slot.number === number);
      if (held === undefined) this.slots.push({ number, copies: [copy] });
      else held.copies.push(copy);
    }
  }

  #lead(event: Event): readonly Copy[] {
    const { revision, number } = positionOf(event.id);
    const slot = this.slots.find((slot) => slot.number === number);
    assert.ok(slot !== undefined, `${number} is a number of this stream`);
    const reached = this.#reached.get(slot) ?? 0;
    assert.ok(revision >= reached, `${event.id} after ${reached}`);
    this.#reached.set(slot, revision);
    return slot.copies.filter((copy) => copy.take(event));
  }
}
