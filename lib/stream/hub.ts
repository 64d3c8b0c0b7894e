// The hub: all open streams. It decides who is told something and when; what they are told is made by channels.
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { Principal } from "@/lib/auth/types.ts";
import type { Subscription } from "@/lib/view/types.ts";
import { type Channel, type ChannelLimits, Channels } from "./channel.ts";
import { takesGzip } from "./gzip.ts";
import { Interest } from "./interest.ts";
import { position, readPosition } from "./position.ts";
import { type Counters, type Held, Reader } from "./reader.ts";
import { Rounds } from "./rounds.ts";
import type {
  Rights,
  StreamChange,
  StreamFigures,
  StreamOptions,
  StreamService,
  StreamSource,
} from "./types.ts";
import { Watch } from "./watch.ts";

export interface HubOptions {
  /** Seconds between pings; 15 unless told. */
  readonly pingSeconds?: number;
  /** Seconds after which a reader that reads nothing is cut off; 120 unless told. */
  readonly stallSeconds?: number;
  /** Seconds after which a long poll is answered though nothing happened; 25 unless told. */
  readonly pollSeconds?: number;
  /** Streams that one session may have open; 100 unless told. */
  readonly sessionStreams?: number;
  /** Streams that one user may have open in all sessions and with all tokens; 1,000 unless told. */
  readonly userStreams?: number;
  /** Streams of all users; 10,000 unless told (each costs some 73 KB). */
  readonly streams?: number;
  /** Subscriptions that one stream may have; 64 unless told. */
  readonly streamSubscriptions?: number;
  /** Bytes that may wait for a reader before it gets coalesced frames instead; 64 KiB unless told. */
  readonly queueBytes?: number;
  /** What is remembered for positions. */
  readonly channels?: ChannelLimits;
  /** Who may see what. */
  readonly rights: Rights;
  /** Whether a reader's session lasts still; asked before every ping. Sessions last for ever unless told. */
  readonly lasts?: (principal: Principal) => boolean;
}

/**
 * Guarantees: what a reader is sent was computed with the rights that its principal has at that moment; one reader's fault
 * harms no other.
 */
export class StreamHub implements StreamService {
  /** What somebody follows now. */
  readonly interest = new Interest();
  readonly #readers = new Set<Reader>();
  readonly #channels: Channels;
  readonly #rounds: Rounds<Reader>;
  readonly #watch: Watch<Reader>;
  readonly #counters: Counters = { encoded: 0, written: 0, bytes: 0, held: 0 };
  #stalled = 0;
  readonly #queueBytes: number;
  readonly #pollMs: number;
  readonly #idlePings: number;
  readonly #most: { readonly session: number; readonly user: number; readonly all: number };
  readonly #mostSubscriptions: number;
  readonly #rights: Rights;
  readonly #lasts: (principal: Principal) => boolean;
  readonly #unsubscribe: readonly (() => void)[];
  #closed = false;

  constructor(private readonly source: StreamSource, options: HubOptions) {
    const pingSeconds = options.pingSeconds ?? 15;
    this.#idlePings = Math.max(1, Math.ceil((options.stallSeconds ?? 120) / pingSeconds));
    this.#pollMs = (options.pollSeconds ?? 25) * 1000;
    this.#queueBytes = options.queueBytes ?? 64 * 1024;
    const { sessionStreams = 100, userStreams = 1000, streams = 10_000 } = options;
    this.#most = { session: sessionStreams, user: userStreams, all: streams };
    this.#mostSubscriptions = options.streamSubscriptions ?? 64;
    this.#rights = options.rights;
    this.#lasts = options.lasts ?? (() => true);
    this.#channels = new Channels(source, options.channels);
    this.#rounds = new Rounds(this.#readers, (reader) => this.#visit(reader), () => source.ready());
    this.#watch = new Watch(pingSeconds * 1000, (reader) => this.#check(reader));
    this.#unsubscribe = [
      source.onCommit(() => this.#rounds.all()),
      this.#rights.onChange(() => this.#rightsChanged()),
    ];
  }

  get size(): number {
    return this.#readers.size;
  }

  get figures(): StreamFigures {
    let subscriptions = 0;
    for (const { held } of this.#readers) subscriptions += held.length;
    const numbers = this.#channels.size;
    return { ...this.#counters, streams: this.size, subscriptions, numbers, stalled: this.#stalled };
  }

  respond(request: Request, { wanted, once = false, principal }: StreamOptions): Response {
    this.#admit(principal);
    this.#limit(wanted.length);
    const gzip = takesGzip(request.headers.get("accept-encoding"));
    const reader = new Reader({
      principal,
      source: this.source,
      counters: this.#counters,
      queueBytes: this.#queueBytes,
      gzip,
      once,
      resumed: (reader) => this.#rounds.one(reader),
      gone: (reader) => this.#forget(reader),
    });
    const last = request.headers.get("last-event-id");
    const numbers = wanted.map(({ subscription, since }) => {
      const channel = this.#channelOf(subscription, principal);
      const revision = this.#revision(channel, last) ?? this.#revision(channel, since);
      this.#hold(reader, channel, revision, !once);
      return channel.number;
    });
    this.#readers.add(reader);
    this.#watch.add(reader);
    if (once) reader.patience = setTimeout(() => this.#answer(reader), this.#pollMs);
    reader.begin(numbers);
    this.#rounds.one(reader);
    return new Response(reader.body, {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        // nginx would otherwise hold events back until its buffer is full.
        "x-accel-buffering": "no",
        "vary": "accept-encoding",
        ...(gzip ? { "content-encoding": "gzip" } : {}),
      },
    });
  }

  change(stream: string, { add, remove }: StreamChange, principal: Principal): string[] {
    const reader = this.#readers.values().find(({ id }) => id === stream);
    if (reader === undefined || reader.principal.sessionId !== principal.sessionId) {
      throw new AtollError(404, "no-stream", "This session has no such stream: open a new one");
    }
    const kept = reader.held.filter(({ channel }) => !remove.includes(channel.number));
    const added = add.map(({ subscription, since }) => {
      const channel = this.#channelOf(subscription, principal);
      return { channel, since: this.#revision(channel, since) };
    });
    this.#limit(new Set([...kept, ...added].map(({ channel }) => channel)).size);
    for (const held of reader.held.filter((held) => !kept.includes(held))) this.#drop(reader, held);
    for (const { channel, since } of added) this.#hold(reader, channel, since, true);
    reader.changed();
    this.#rounds.one(reader);
    return added.map(({ channel }) => channel.number);
  }

  position(subscription: Subscription, principal: Principal): string {
    const { number } = this.#channelOf(subscription, principal);
    return position(this.source.epoch, this.source.revision, number);
  }

  closeWhere(test: (principal: Principal) => boolean): number {
    const closed = [...this.#readers].filter(({ principal }) => test(principal));
    for (const reader of closed) this.#end(reader);
    return closed.length;
  }

  closeAll(): void {
    this.#closed = true;
    for (const end of this.#unsubscribe) end();
    this.#rounds.close();
    for (const reader of [...this.#readers]) this.#end(reader);
  }

  #admit({ sessionId, userId }: Principal): void {
    if (this.#closed) {
      throw new AtollError(503, "shutting-down", "Cannot open the stream: the server is shutting down");
    }
    if (this.size >= this.#most.all) {
      throw new AtollError(
        503,
        "too-many-streams",
        "Cannot open the stream: the server has as many as it can",
      );
    }
    let [session, user] = [0, 0];
    for (const { principal } of this.#readers) {
      if (principal.userId === userId) user++;
      if (principal.sessionId === sessionId) session++;
    }
    const [whose, open] = session >= this.#most.session ? ["session", session] : ["user", user];
    if (whose === "user" && user < this.#most.user) return;
    const message = `Cannot open the stream: this ${whose} has ${open} open already`;
    throw new AtollError(429, "too-many-streams", message);
  }

  #limit(subscriptions: number): void {
    if (subscriptions <= this.#mostSubscriptions) return;
    const message = `A stream has at most ${this.#mostSubscriptions} subscriptions`;
    throw new AtollError(400, "too-many-subscriptions", message, "collections");
  }

  #channelOf(subscription: Subscription, principal: Principal): Channel {
    return this.#channels.of({ subscription, sight: this.#rights.sight(principal) });
  }

  /** The revision of a position in this epoch under the channel's number; undefined for any other text: such a reader gets a snapshot. */
  #revision(channel: Channel, text: string | null | undefined): number | undefined {
    const at = readPosition(text);
    return at?.epoch === this.source.epoch && at.number === channel.number ? at.revision : undefined;
  }

  /** Adds a subscription to a reader, or takes the one it has back to where the newcomer stands. */
  #hold(reader: Reader, channel: Channel, revision: number | undefined, asks: boolean): void {
    const held = reader.held.find((held) => held.channel === channel);
    if (held === undefined) {
      channel.users++;
      this.interest.add(channel.view.subscription);
      reader.held.push({ channel, told: channel, revision, asks });
      reader.renumber();
    } else if (revision === undefined || held.told !== channel) held.revision = undefined;
    else if (held.revision !== undefined && revision < held.revision) held.revision = revision;
  }

  #drop(reader: Reader, held: Held): void {
    held.channel.users--;
    this.interest.remove(held.channel.view.subscription);
    reader.held.splice(reader.held.indexOf(held), 1);
    reader.renumber();
  }

  #visit(reader: Reader): void {
    try {
      if (!reader.advance()) this.#rounds.one(reader);
      if (reader.once && reader.told) this.#end(reader);
    } catch (error) {
      log.error("A stream failed", { user: reader.principal.username, error });
      this.#cut(reader, "The stream failed");
    }
  }

  /** Ends a long poll in which nothing happened. */
  #answer(reader: Reader): void {
    reader.late = true;
    reader.ask();
    this.#rounds.one(reader);
  }

  /** Proves to readers and proxies that the stream lives, and moves positions on where nothing concerned the reader. */
  #check(reader: Reader): void {
    if (!this.#lasts(reader.principal)) this.#end(reader);
    else if (reader.countIdlePings() >= this.#idlePings) {
      log.info("A stream was cut off: nothing was read from it", { user: reader.principal.username });
      this.#stalled++;
      this.#cut(reader, "The reader is stalled");
    } else if (!reader.once) {
      reader.ask();
      this.#rounds.one(reader);
    }
    this.#channels.tidy();
  }

  /** Readers go on in the channels of what they may see now; an event of which they have some cannot go on. */
  #rightsChanged(): void {
    for (const reader of [...this.#readers]) {
      // Most people's sight is one and the same object whatever changes for others.
      const sight = this.#rights.sight(reader.principal);
      for (const held of reader.held) {
        if (held.channel.view.sight === sight) continue;
        const channel = this.#channelOf(held.channel.view.subscription, reader.principal);
        if (channel === held.channel) continue;
        if (reader.within(held)) {
          this.#end(reader);
          break;
        }
        channel.users++;
        held.channel.users--;
        held.channel = channel;
        reader.renumber();
      }
    }
    this.#rounds.all();
  }

  #end(reader: Reader): void {
    this.#forget(reader);
    reader.end();
  }

  #cut(reader: Reader, why: string): void {
    this.#forget(reader);
    reader.fail(why);
  }

  #forget(reader: Reader): void {
    if (!this.#readers.delete(reader)) return;
    this.#watch.delete(reader);
    clearTimeout(reader.patience);
    for (const held of [...reader.held]) this.#drop(reader, held);
    if (this.#readers.size === 0) this.#channels.tidy(true);
  }
}
