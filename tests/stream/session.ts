// One client of a law: what it follows, its stream, and what it does; each event is held against the projection.
import assert from "node:assert/strict";
import { changes, Copy, type Event, Follower, positionOf, type Slot, type Told } from "./client.ts";
import { type Part, plain, project, writtenAll } from "./projection.ts";
import { Reader, turn } from "./reader.ts";
import type { Stand } from "./stand.ts";
import { type Hidden, keepsSecrets, sightOf } from "./worlds.ts";

/** What a number stands for. */
interface Meaning {
  readonly parts: readonly Part[];
  readonly hidden: Hidden;
}

/** A copy with what it is of. */
export interface Followed {
  readonly copy: Copy;
  readonly parts: readonly Part[];
}

/** A copy to begin, at the position and with the objects of another one if there is one. */
export function followed(parts: readonly Part[], from?: Copy): Followed {
  return { copy: new Copy(writtenAll(parts), from), parts };
}

export interface Opening {
  readonly gzip?: boolean;
  /** The copy whose position goes as Last-Event-ID instead of its `since`. */
  readonly last?: number | undefined;
}

/** How long a client may take to be told everything, in ms: within this process, and over sockets. */
const PATIENCE = { within: 1000, wired: 10_000 } as const;

export class Session {
  /** What all sessions were told, by kind: a law that tells nothing proves nothing. */
  static readonly told = { open: 0, patch: 0, snapshot: 0, ping: 0, joined: 0 };
  readonly followed: Followed[] = [];
  readonly #meanings = new Map<string, Meaning>();
  /** All objects it ever heard of. */
  readonly #known = new Set<string>();
  #stream: { readonly follower: Follower; readonly reader: Reader } | undefined;
  #hidden: Hidden;

  constructor(private readonly stand: Stand, readonly user: string, hidden: Hidden) {
    this.#hidden = hidden;
    stand.rights.grant(user, hidden);
  }

  get #slots(): readonly Slot[] {
    return this.#stream?.follower.slots ?? [];
  }

  get connected(): boolean {
    return this.#stream !== undefined && !this.#stream.reader.ended && !this.#stream.follower.doubtful;
  }

  /** Opens a stream where the copies stand; those of one subscription share it. */
  async connect({ gzip = false, last }: Opening = {}): Promise<void> {
    await this.cut();
    const query = new URLSearchParams(), headers = new Headers();
    const slots: Slot[] = [], shares: Followed[] = [];
    for (const followed of this.followed) {
      const { copy } = followed, number = await this.#learn(followed);
      if (slots.some((slot) => slot.number === number)) {
        shares.push(followed);
        continue;
      }
      const byHeader = slots.length === last && copy.at !== "";
      query.append("collections", copy.collections);
      query.append("since", byHeader ? "" : copy.at);
      if (byHeader) headers.set("last-event-id", copy.at);
      slots.push({ number, copies: [copy] });
    }
    if (slots.length === 0) return;
    if (gzip) headers.set("accept-encoding", "gzip");
    const expected = slots.map(({ number }) => number);
    const follower = new Follower(slots, (event, copies) => {
      // What somebody else with the same rights was told is what this one is told.
      if (expected.length > 0) assert.deepEqual(JSON.parse(event.data).subscriptions, expected.splice(0));
      this.#told(event, copies);
    });
    const response = await this.stand.request(this.user, `/api/v1/stream?${query}`, { headers });
    const reader = new Reader(response, (text) => follower.take(text));
    assert.equal(reader.packed, gzip);
    this.#stream = { follower, reader };
    if (shares.length > 0) await this.#change(shares, []);
  }

  /** Follows one more; over a subscription of the stream where that stands no later, else by a change. */
  async add(followed: Followed): Promise<void> {
    if (this.#join(followed)) return;
    this.followed.push(followed);
    if (this.connected) await this.#change([followed], []);
  }

  #join(followed: Followed): boolean {
    const { copy } = followed;
    const { revision, number } = copy.at === "" ? { revision: -1, number: "" } : positionOf(copy.at);
    const slot = this.connected ? this.#slots.find((slot) => slot.number === number) : undefined;
    const { collections } = slot?.copies[0] ?? {};
    if (slot === undefined || collections !== copy.collections) return false;
    if (slot.copies.some((other) => other.revision > revision)) return false;
    slot.copies.push(copy);
    this.followed.push(followed);
    Session.told.joined++;
    return true;
  }

  async remove(n: number): Promise<void> {
    await this.#ready();
    const [gone] = this.followed.splice(n, 1);
    if (!this.connected || gone === undefined) return;
    const slot = this.#slots.find(({ copies }) => copies.includes(gone.copy));
    assert.ok(slot !== undefined);
    slot.copies.splice(slot.copies.indexOf(gone.copy), 1);
    if (slot.copies.length === 0) await this.#change([], [slot]);
  }

  /** Somebody changes what the user may see. */
  async grant(hidden: Hidden): Promise<void> {
    this.#hidden = hidden;
    for (const followed of this.followed) await this.#learn(followed);
    this.stand.rights.grant(this.user, hidden);
  }

  allow(pieces: number): void {
    if (this.connected) this.#stream?.reader.allow(pieces);
  }

  /** Reads until the copies are what they should be; fails when they do not become that. */
  async drain(): Promise<void> {
    if (!this.connected) return;
    this.allow(Infinity);
    const end = performance.now() + PATIENCE[this.stand.wired ? "wired" : "within"];
    while (this.connected && !this.#right()) {
      await turn();
      this.#stream?.reader.throw();
      if (performance.now() < end) continue;
      this.check();
      const copies = this.followed.map(({ copy: { collections, at } }) => `${collections} at ${at}`);
      assert.fail(
        `Nothing more was told: ${copies.join(", ")} of ${this.#slots.map(({ number }) => number)}`,
      );
    }
    this.#stream?.reader.stop();
  }

  /** Reads to the end of what there is, over new streams where need be. */
  async settle(): Promise<void> {
    while (this.followed.length > 0) {
      if (!this.connected) await this.connect();
      await this.drain();
      // What was right may have been right by chance, as it was two steps before, with the step between on its way.
      if (this.connected && this.#right()) return this.check();
    }
  }

  /** The connection breaks, perhaps in the middle of an event. */
  async cut(): Promise<void> {
    const reader = this.#stream?.reader;
    this.#stream = undefined;
    await reader?.leave();
  }

  /** The copies are what a fresh client would be told. */
  check(): void {
    for (const { copy, parts } of this.followed) {
      // One that is only about to be added was told nothing yet.
      if (this.connected && !this.#slots.some(({ copies }) => copies.includes(copy))) continue;
      const expected = project(this.stand.past.cache, parts, sightOf(this.#hidden));
      assert.deepEqual(plain(copy.objects), expected, `${copy.collections} at ${copy.at}`);
    }
  }

  #right(): boolean {
    const { follower } = this.#stream ?? {};
    if (follower === undefined || follower.stream === "" || follower.pending) return false;
    // Under its number of now, and told once at least.
    for (const { number, copies } of this.#slots) {
      const meaning = this.#meanings.get(number);
      if (meaning === undefined || sightOf(meaning.hidden).key !== sightOf(this.#hidden).key) return false;
      if (copies.some(({ at }) => at === "" || positionOf(at).number !== number)) return false;
    }
    try {
      this.check();
      return true;
    } catch (error) {
      if (!(error instanceof assert.AssertionError)) throw error;
      return false;
    }
  }

  /** Reads until another change may be asked for. */
  async #ready(): Promise<void> {
    const { follower } = this.#stream ?? {};
    if (follower !== undefined && (follower.stream === "" || follower.pending)) await this.drain();
  }

  async #change(added: readonly Followed[], removed: readonly Slot[]): Promise<void> {
    await this.#ready();
    if (!this.connected) return;
    for (const followed of added) await this.#learn(followed);
    const { follower } = this.#stream ?? {};
    assert.ok(follower !== undefined);
    follower.change();
    const response = await this.stand.request(this.user, `/api/v1/stream/${follower.stream}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        add: added.map(({ copy: { collections, at } }) => ({ collections, since: at })),
        remove: removed.map(({ number }) => number),
      }),
    });
    const answer: { subscriptions: string[] } = await response.json();
    assert.equal(response.status, 200, JSON.stringify(answer));
    follower.changed({
      added: added.map(({ copy }, n) => ({ number: answer.subscriptions[n] ?? "", copy })),
      removed,
    });
  }

  /** The number of a subscription under the rights of now, as the server tells it somebody else with the same rights. */
  async #learn({ copy: { collections }, parts }: Followed): Promise<string> {
    const number = await this.stand.number(collections, this.#hidden), known = this.#meanings.get(number);
    if (known === undefined) this.#meanings.set(number, { parts, hidden: this.#hidden });
    else assert.equal(sightOf(known.hidden).key, sightOf(this.#hidden).key, "a number stands for one sight");
    return number;
  }

  #told(event: Event, copies: readonly Copy[]): void {
    Session.told[event.kind]++;
    if (event.kind === "open") return;
    const { epoch, revision, number } = positionOf(event.id), meaning = this.#meanings.get(number);
    assert.equal(epoch, this.stand.past.cache.epoch);
    assert.ok(meaning !== undefined, `${number} was learned`);
    const told = event.kind === "ping" ? [] : changes(event.data);
    assert.ok(event.kind !== "patch" || told.length > 0, "nothing is said with an event");
    this.#keepsSecrets(told, meaning.hidden);
    const expected = project(this.stand.past.at(revision), meaning.parts, sightOf(meaning.hidden));
    for (const copy of copies) {
      const { collections } = copy;
      assert.deepEqual(plain(copy.objects), expected, `${collections}: ${JSON.stringify(event)}`);
    }
  }

  /** Nothing that is hidden is told, but that what was told before is gone. */
  #keepsSecrets(told: readonly Told[], hidden: Hidden): void {
    const fresh = told.flatMap(([collection, id, patch]): Told[] => {
      const key = `${collection}/${id}`, known = this.#known.has(key);
      this.#known.add(key);
      if (patch === null) return known ? [] : [[collection, id, null]];
      const fields = Object.entries(patch).filter(([, value]) => value !== null);
      return [[collection, id, Object.fromEntries(fields)]];
    });
    keepsSecrets(fresh, hidden);
  }
}
