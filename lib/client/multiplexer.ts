// One connection to the server for all pages of a browser: in a shared worker, or in the page where there is none. It holds no
// objects: it hands the events of each subscription on to the pages that follow it, and keeps the stream open.
import { Carrier, type CarrierOwner } from "./carrier.ts";
import type { Ended, World } from "./link.ts";
import type { FromPage, StreamState } from "./messages.ts";
import { type Reader, type ReaderPort, Shared } from "./readers.ts";

/** How often tick() has to be called, in ms. A gap much longer than this was a sleep. */
export const TICK = 250;
const SLEPT = 5000;
/** Longer than two of the server's pings: after this silence the connection counts as dead. */
const SILENCE = 35_000;
/** The first event follows the head at once, unless something holds it back. */
const HELD_BACK = 4000;
const NO_HEAD = 10_000;
/** The server ends an answer that has nothing to tell after 25 s. */
const NO_NEWS = 40_000;
const FIRST_RETRY = 500;
const LAST_RETRY = 30_000;
/** How long what nobody follows any more is kept: the next page may want it, too. */
const GRACE = 5000;
const ASK_PAGES = 20_000;
const PAGE_GONE = 60_000;

const NO_ANSWER = "Atoll does not answer";
const DELAYED = "Something between this browser and Atoll holds the stream back: changes may arrive late";

/**
 * Guarantees: a page gets all events from its position on, in order, whatever happens to the connection; pages with equal
 * subscriptions cost one; a page that is gone costs nothing after a while. All waiting is decided by tick(), so that a test's
 * clock is the only clock.
 */
export class Multiplexer implements CarrierOwner {
  readonly #shared = new Map<string, Shared>();
  readonly #readers = new Map<ReaderPort, Reader>();
  #state: StreamState;
  #carrier: Carrier | null = null;
  #careful = false;
  #delayed = false;
  #retry = FIRST_RETRY;
  #opened = 0;
  /** When to open again; null: it is open, or nobody wants it. */
  #due: number | null = null;
  #ticked: number;
  #asked: number;
  #reader: { readonly name: string; readonly loaded: number } | null = null;

  constructor(private readonly world: World) {
    const now = world.now();
    this.#ticked = this.#asked = now;
    this.#state = { phase: "connecting", since: now, reason: null };
  }

  /** Takes a page in. */
  attach(port: ReaderPort): void {
    port.onmessage = ({ data }) => this.#message(port, data);
  }

  #message(port: ReaderPort, message: FromPage): void {
    const reader = this.#readers.get(port);
    if (reader) reader.heard = this.world.now();
    switch (message[0]) {
      case "follow": {
        const { subscription, at, reader: name, loaded } = message[1];
        if (this.#admits(port, name, loaded)) this.#follow(port, subscription, at);
        return;
      }
      case "here":
        if (!reader) port.postMessage(["again"]);
        return;
      case "wake":
        return this.#wake(message[1]);
      case "leave":
        return this.#forget(port);
    }
  }

  /** Pages made for somebody else show what may no longer be seen, and have to go; the later page is right. */
  #admits(port: ReaderPort, name: string, loaded: number): boolean {
    if (this.#reader !== null && this.#reader.name !== name) {
      if (this.#readers.size > 0 && loaded < this.#reader.loaded) {
        port.postMessage(["leave", "reload"]);
        return false;
      }
      this.#dismiss("reload");
    }
    this.#reader = { name, loaded: Math.max(loaded, this.#reader?.loaded ?? 0) };
    return true;
  }

  #follow(port: ReaderPort, text: string, at: string): void {
    this.#forget(port);
    const now = this.world.now();
    const shared = this.#shared.get(text) ?? new Shared(text, now);
    this.#shared.set(text, shared);
    const served = shared.serves(at);
    this.#readers.set(port, shared.join(port, at, now));
    port.postMessage(["state", this.#state]);
    // Within an open stream no event says whether it is from before or after a rewind: so it is opened anew where the page stands.
    const renew = this.#carrier === null ? this.#due === null : this.#carrier.once || !served;
    if (renew) this.#open();
    else this.#carrier?.carry([...this.#shared.values()]);
  }

  #forget(port: ReaderPort): void {
    const reader = this.#readers.get(port);
    if (!reader) return;
    this.#readers.delete(port);
    reader.shared.leave(reader, this.world.now());
  }

  /** The session has ended, or is another's: every page has to go. */
  #dismiss(how: "sign-in" | "reload"): void {
    for (const port of this.#readers.keys()) port.postMessage(["leave", how]);
    this.#readers.clear();
    this.#rest();
  }

  /** Nobody is there: the stream ends. */
  #rest(): void {
    this.#shared.clear();
    this.#close();
    this.#delayed = this.#careful = false;
    this.#retry = FIRST_RETRY;
    this.#enter("connecting", null);
  }

  /** Somebody looks, or the network has changed: now is the time to try. */
  #wake(reopen: boolean): void {
    const silent = this.#carrier === null ? 0 : this.world.now() - this.#carrier.link.heard;
    if (this.#due === null && silent <= (reopen ? 1000 : SILENCE / 2)) return;
    this.#retry = FIRST_RETRY;
    if (reopen) this.#delayed = false;
    this.#open();
  }

  /** To be called every TICK ms. */
  tick(): void {
    const now = this.world.now(), before = this.#ticked;
    this.#ticked = now;
    if (now - before > SLEPT) this.#slept(now);
    this.#askPages(now);
    this.#tidy(now);
    if (this.#due !== null && now >= this.#due) this.#open();
    else if (this.#carrier !== null) this.#watch(this.#carrier, now);
  }

  #slept(now: number): void {
    // Pages slept as well, and have not been able to answer.
    for (const reader of this.#readers.values()) reader.heard = now;
    // Nobody tells whether the connection has outlived it: to ask costs a few bytes.
    if (this.#due === null && this.#carrier === null) return;
    this.#retry = FIRST_RETRY;
    this.#delayed = false;
    this.#open();
  }

  #askPages(now: number): void {
    if (now - this.#asked < ASK_PAGES) return;
    this.#asked = now;
    for (const [port, { heard }] of this.#readers) {
      if (now - heard > PAGE_GONE) this.#forget(port);
      else port.postMessage(["ping"]);
    }
  }

  #tidy(now: number): void {
    let left = false;
    for (const [text, { readers, idleSince }] of this.#shared) {
      if (readers.size > 0 || now - idleSince <= GRACE) continue;
      this.#shared.delete(text);
      left = true;
    }
    if (!left) return;
    if (this.#shared.size === 0) this.#rest();
    else this.#carrier?.carry([...this.#shared.values()]);
  }

  #watch({ link, once }: Carrier, now: number): void {
    const silent = now - link.heard;
    if (once) {
      if (silent > NO_NEWS) this.#failed(NO_ANSWER);
    } else if (link.stage === "answered" && silent > HELD_BACK) {
      this.#delayed = true;
      this.#open();
      this.#enter("delayed", DELAYED);
    } else if (link.stage === "asked" && silent > NO_HEAD) {
      // What holds heads back as well looks like no answer at all: the next request shows which it is.
      this.#delayed = true;
      this.#failed(NO_ANSWER);
    } else if (link.stage === "open" && silent > SILENCE) this.#failed("Atoll has been silent for too long");
  }

  #open(): void {
    this.#close();
    if (this.#shared.size === 0) return;
    this.#opened = this.world.now();
    this.#carrier = new Carrier(this.world, this, [...this.#shared.values()], {
      once: this.#delayed,
      careful: this.#careful,
    });
  }

  #close(): void {
    this.#carrier?.close();
    this.#carrier = null;
    this.#due = null;
  }

  /** For the carrier. */
  opened(): void {
    this.#retry = FIRST_RETRY;
    if (this.#delayed) this.#enter("delayed", DELAYED);
    else this.#enter("live", null);
    this.#carrier?.carry([...this.#shared.values()]);
  }

  /** For the carrier. */
  ended({ status, reason }: Ended): void {
    if (status === 401) this.#dismiss("sign-in");
    else if (status === 200 && this.#carrier?.once && this.#carrier.link.stage === "open") this.#askAgain();
    else this.#failed(reason);
  }

  /** An answer that ends with its first news has told them. */
  #askAgain(): void {
    const now = this.world.now();
    if (now - this.#opened >= TICK) return this.#open();
    // Where much happens, not for each of it.
    this.#close();
    this.#due = now;
  }

  /** For the carrier. One that is not understood must not keep the others from being followed. */
  malformed(asked: readonly Shared[], reason: string): void {
    const [wrong] = asked;
    this.#careful = asked.length > 1;
    if (!this.#careful && wrong) {
      const state: StreamState = { phase: "refused", since: this.world.now(), reason };
      for (const { port } of [...wrong.readers]) {
        port.postMessage(["state", state]);
        this.#forget(port);
      }
      this.#shared.delete(wrong.text);
    }
    this.#open();
  }

  #failed(reason: string): void {
    const link = this.#carrier?.link;
    const heard = link?.stage === "open" ? link.heard : this.world.now();
    // No answer to this either: then it was nobody who held it back.
    if (link?.once && link.stage === "asked") this.#delayed = false;
    this.#close();
    this.#due = this.world.now() + this.#retry * (0.5 + this.world.random());
    this.#retry = Math.min(this.#retry * 2, LAST_RETRY);
    this.#enter("reconnecting", reason, heard);
  }

  #enter(phase: StreamState["phase"], reason: string | null, since: number = this.world.now()): void {
    const old = this.#state;
    if (old.phase === phase && old.reason === reason) return;
    this.#state = { phase, reason, since: old.phase === phase ? old.since : since };
    for (const port of this.#readers.keys()) port.postMessage(["state", this.#state]);
  }
}
