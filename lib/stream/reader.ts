// A reader: one open stream. It remembers a revision for each of its subscriptions, and what is on its way to the connection.
import { randomBytes } from "node:crypto";
import type { Principal } from "@/lib/auth/types.ts";
import { Pacer } from "@/lib/xapi/pacer.ts";
import type { Channel } from "./channel.ts";
import { type Frame, openPiece, type Piece } from "./frame.ts";
import { GZIP_HEADER, Trailer } from "./gzip.ts";
import { Standing } from "./trail.ts";
import type { StreamSource } from "./types.ts";

/** One subscription of a reader. */
export interface Held {
  /** What it wants and may see. */
  channel: Channel;
  /** What it was told of last: another one when its rights have changed since. */
  told: Channel;
  /** Where it stands; undefined: nowhere, it needs a snapshot. */
  revision: number | undefined;
  /** It waits for an answer, be it that there is nothing new. */
  asks: boolean;
}

/** What readers count together. */
export interface Counters {
  encoded: number;
  written: number;
  bytes: number;
  held: number;
}

export interface ReaderOptions {
  readonly principal: Principal;
  readonly source: StreamSource;
  readonly counters: Counters;
  /** Bytes that may wait. */
  readonly queueBytes: number;
  readonly gzip: boolean;
  /** Ends with the first events that tell something. */
  readonly once: boolean;
  /** The connection takes more after it took none: `advance` is due. */
  readonly resumed: (reader: Reader) => void;
  /** The client has gone. */
  readonly gone: (reader: Reader) => void;
}

/** Events of one reader that are smaller together go out in one write. */
const TOGETHER = 16 * 1024;

/**
 * Guarantees: frames of a subscription lead from one revision to a later one without gap; an event begins when the one
 * before it has ended; at most `queueBytes` and one piece of a frame wait, however slowly the connection takes them.
 */
export class Reader {
  readonly id = randomBytes(16).toString("hex");
  readonly body: ReadableStream<Uint8Array>;
  /** In the order in which they were asked for. */
  readonly held: Held[] = [];
  /** What a timer of the hub is kept for; for readers that read once. */
  patience: ReturnType<typeof setTimeout> | undefined;
  /** It has waited long enough: pings will do. */
  late = false;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly #trailer: Trailer | undefined;
  readonly #standing = new Standing();
  /** The frame that is under way, and its next piece. */
  #current: { readonly held: Held; readonly frame: Frame; next: number } | undefined;
  /** Collected in this turn. */
  #chunks: Uint8Array[] = [];
  #collected = 0;
  /** The numbers have changed: `open` comes next. */
  #announce = true;
  /** Times that its client has changed what it follows. */
  #changes = 0;
  #told = false;
  /** There is more to tell than there was room for. */
  #blocked = false;
  /** There is more to tell than there was time for. */
  #paused = false;
  /** Has `#pull` called when there is room. */
  #listen = () => {};
  #sent = 0;
  #taken = 0;
  #idlePings = 0;

  constructor(private readonly options: ReaderOptions) {
    this.#trailer = options.gzip ? new Trailer() : undefined;
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.#controller = controller),
      pull: () => this.#pull(),
      cancel: () => options.gone(this),
    }, new ByteLengthQueuingStrategy({ highWaterMark: options.queueBytes }));
  }

  get principal(): Principal {
    return this.options.principal;
  }

  get once(): boolean {
    return this.options.once;
  }

  /**
   * Takes the first words to the connection, which proxies and browsers wait for.
   * @param asked numbers as they were asked for: who asks for one twice is told it twice, or could not tell which is which
   */
  begin(asked: readonly string[] = this.#numbers): void {
    if (this.options.gzip) this.#collect(GZIP_HEADER);
    this.#open(asked);
    this.#flush();
  }

  /** The numbers of its subscriptions are to be told again. */
  renumber(): void {
    this.#announce = true;
  }

  /** What it follows was changed as its client asked: from where `open` comes on, it is so. */
  changed(): void {
    this.#changes++;
    this.renumber();
  }

  /** Each of its subscriptions is to be told something. */
  ask(): void {
    for (const held of this.held) held.asks = true;
  }

  /** Whether a frame for this subscription is under way, of which the connection has some. */
  within(held: Held): boolean {
    return this.#current?.held === held;
  }

  /**
   * Tells it what it has not been told, as far as the connection takes it: `resumed` is called when it takes more. False when
   * this has taken long and there is more to do: to be called again when others have had their turn.
   */
  advance(): boolean {
    try {
      const left = this.#tell();
      this.#blocked = left === "no room";
      this.#paused = left === "no time";
      if (this.#blocked) this.#listen();
      return !this.#paused;
    } finally {
      this.#flush();
    }
  }

  /** Whether it has all that there is to tell, and that is more than pings or came too late for more. */
  get told(): boolean {
    return (this.#told || this.late) && !this.#blocked && !this.#paused;
  }

  /** Why something is left to tell, if so. */
  #tell(): "no room" | "no time" | undefined {
    if (!this.#goOn()) return "no room";
    if (this.#announce) this.#open();
    const { source, counters } = this.options;
    const pacer = this.held.length > 1 ? new Pacer() : undefined;
    for (const held of this.held) {
      if (pacer?.due) return "no time";
      while (held.revision !== source.revision || held.told !== held.channel) {
        if (!this.#room) {
          counters.held++;
          return "no room";
        }
        const { channel } = held;
        const { frame, to } = channel.step(held.told, held.revision, counters);
        // Under a new number it must hear of its position, or it could not come back to it.
        held.asks ||= held.told !== channel;
        held.told = channel;
        held.revision = to;
        if (frame === null) continue;
        held.asks = false;
        this.#told = true;
        this.#current = { held, frame, next: 0 };
        if (!this.#goOn()) return "no room";
      }
      if (!held.asks) continue;
      if (!this.#room) return "no room";
      this.#send(held.channel.ping(source.revision));
      held.asks = false;
    }
    return undefined;
  }

  /** To be called before each ping: how many have gone by without anything being taken by the connection. */
  countIdlePings(): number {
    const waiting = this.options.queueBytes - (this.#controller?.desiredSize ?? 0);
    const taken = this.#sent - waiting;
    this.#idlePings = waiting > 0 && taken === this.#taken ? this.#idlePings + 1 : 0;
    this.#taken = taken;
    return this.#idlePings;
  }

  /** Ends the stream: a gzip one with its trailer. An event under way breaks off. */
  end(): void {
    if (this.#trailer !== undefined) this.#collect(this.#trailer.bytes);
    this.#flush();
    this.#controller?.close();
  }

  /** Breaks the connection off. */
  fail(why: string): void {
    this.#controller?.error(new Error(why));
  }

  get #room(): boolean {
    return (this.#controller?.desiredSize ?? 0) > this.#collected;
  }

  get #numbers(): readonly string[] {
    return this.held.map(({ channel }) => channel.number);
  }

  #open(numbers = this.#numbers): void {
    this.#announce = false;
    this.#send(openPiece(this.id, numbers, this.#changes));
  }

  /** Sends of the frame under way what there is room for. True when nothing of it is left. */
  #goOn(): boolean {
    const current = this.#current;
    if (current === undefined) return true;
    while (current.frame.has(current.next)) {
      if (!this.#room) return false;
      const piece = current.frame.piece(current.next++);
      if (piece !== undefined) this.#send(piece);
    }
    this.#current = undefined;
    this.options.counters.written++;
    return true;
  }

  #send(piece: Piece): void {
    if (this.#trailer === undefined) return this.#collect(piece.plain);
    const { sum, bytes } = piece.packed(piece.place === undefined ? 0 : this.#standing.before(piece.place));
    this.#standing.after(piece.place, piece.plain.length);
    this.#trailer.append(sum);
    this.#collect(bytes);
  }

  #collect(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#collected += bytes.length;
  }

  /** One write costs as much as thousands of bytes, so what is small goes together. */
  #flush(): void {
    if (this.#collected === 0) return;
    const chunks = this.#chunks.length > 1 && this.#collected <= TOGETHER
      ? [joined(this.#chunks)]
      : this.#chunks;
    this.#sent += this.#collected;
    this.options.counters.bytes += this.#collected;
    this.#chunks = [];
    this.#collected = 0;
    for (const chunk of chunks) this.#controller?.enqueue(chunk);
  }

  /**
   * Called when there is room. While nothing waits for that the promise is open: the stream does not call again before it is
   * fulfilled, which would cost as much as all the rest here.
   */
  #pull(): Promise<void> {
    if (this.#blocked) this.options.resumed(this);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#listen = resolve;
    return promise;
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
