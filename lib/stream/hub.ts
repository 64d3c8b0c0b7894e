// The hub: all open streams. It remembers of a reader only its revision, and asks the cache what it has to be told.
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { Principal } from "@/lib/auth/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import type { Subscription } from "@/lib/view/types.ts";
import { changesFrame, pingFrame, revisionOf } from "./frame.ts";
import { SEE_ALL } from "./rights.ts";
import { subscriptionKey } from "./subscription.ts";
import type { Rights, StreamOptions, StreamService } from "./types.ts";

export interface HubOptions {
  /** Seconds between pings; 15 unless told. */
  readonly pingSeconds?: number;
  /** Seconds after which a reader that reads nothing is cut off; 120 unless told. */
  readonly stallSeconds?: number;
  /** Streams that one session may have open; 100 unless told. */
  readonly sessionStreams?: number;
  /** Bytes that may wait for a reader before it gets coalesced frames instead; 64 KiB unless told. */
  readonly queueBytes?: number;
  /** Everybody sees everything unless told. */
  readonly rights?: Rights;
  /** Whether a reader's session lasts still; asked before every ping. Sessions last for ever unless told. */
  readonly lasts?: (principal: Principal) => boolean;
}

/** Readers that want and may see the same: they share every frame. */
interface Group {
  readonly key: string;
  readonly subscription: Subscription;
  readonly readers: Set<Reader>;
  /** Frames that lead to `framesAt`, by the revision they start from; null where nothing of it concerns the group. */
  readonly frames: Map<number, Uint8Array | null>;
  framesAt: number;
}

interface Reader {
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  readonly principal: Principal;
  readonly group: Group;
  /** What it was told; undefined: nothing yet, it needs a snapshot. */
  revision: number | undefined;
  /** Pings it could not be sent because it reads nothing. */
  missedPings: number;
}

/** Frames kept per group while they can be shared; most readers stand at one of very few revisions. */
const SHARED_FRAMES = 8;

/**
 * Guarantees: a reader's frames lead from one revision to a later one without gap or repetition; at most `queueBytes` and
 * one frame wait for it, however slowly it reads; equal frames are encoded once.
 */
export class StreamHub implements StreamService {
  readonly #groups = new Map<string, Group>();
  readonly #pingMs: number;
  readonly #stalledPings: number;
  readonly #queueBytes: number;
  readonly #sessionStreams: number;
  readonly #rights: Rights;
  readonly #lasts: (principal: Principal) => boolean;
  readonly #unsubscribe: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #flushing = false;
  #closed = false;
  #size = 0;

  constructor(private readonly cache: CacheReader, options: HubOptions = {}) {
    const pingSeconds = options.pingSeconds ?? 15;
    this.#pingMs = pingSeconds * 1000;
    this.#stalledPings = Math.max(1, Math.ceil((options.stallSeconds ?? 120) / pingSeconds));
    this.#queueBytes = options.queueBytes ?? 64 * 1024;
    this.#sessionStreams = options.sessionStreams ?? 100;
    this.#rights = options.rights ?? SEE_ALL;
    this.#lasts = options.lasts ?? (() => true);
    this.#unsubscribe = cache.onCommit(() => this.#schedule());
  }

  get size(): number {
    return this.#size;
  }

  respond(request: Request, { subscription, since, principal }: StreamOptions): Response {
    if (this.#closed) {
      throw new AtollError(503, "shutting-down", "Cannot open the stream: the server is shutting down");
    }
    const { sessionId } = principal;
    const own = this.#readers().filter((reader) => reader.principal.sessionId === sessionId).length;
    if (own >= this.#sessionStreams) {
      throw new AtollError(
        429,
        "too-many-streams",
        `Cannot open the stream: this session has ${own} open already`,
      );
    }
    const group = this.#group(this.#rights.restrict(subscription, principal), this.#rights.key(principal));
    const revision = revisionOf(this.cache.epoch, request.headers.get("last-event-id") ?? since);
    let reader: Reader | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        reader = { controller, principal, group, revision, missedPings: 0 };
        group.readers.add(reader);
        this.#size++;
        // The first answer comes at once, if only to say that nothing was missed: proxies and browsers wait for it.
        if (!this.#advance(reader)) controller.enqueue(pingFrame(this.cache.epoch, this.cache.revision));
      },
      pull: () => {
        if (reader !== undefined) this.#advance(reader);
      },
      cancel: () => {
        if (reader !== undefined) this.#forget(reader);
      },
    }, new ByteLengthQueuingStrategy({ highWaterMark: this.#queueBytes }));
    this.#timer ??= setInterval(() => this.#ping(), this.#pingMs);
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        // nginx would otherwise hold events back until its buffer is full.
        "x-accel-buffering": "no",
      },
    });
  }

  closeWhere(test: (principal: Principal) => boolean): number {
    let closed = 0;
    for (const reader of this.#readers()) {
      if (!test(reader.principal)) continue;
      this.#end(reader);
      closed++;
    }
    return closed;
  }

  closeAll(): void {
    this.#closed = true;
    this.#unsubscribe();
    for (const reader of this.#readers()) this.#end(reader);
  }

  #readers(): Reader[] {
    return [...this.#groups.values()].flatMap((group) => [...group.readers]);
  }

  #group(subscription: Subscription, rightsKey: string): Group {
    const key = `${rightsKey}\n${subscriptionKey(subscription)}`;
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = { key, subscription, readers: new Set(), frames: new Map(), framesAt: -1 };
      this.#groups.set(key, group);
    }
    return group;
  }

  /**
   * All steps of one turn of the event loop (several pools' batches) become one frame. Those of a pool that has just come wait
   * until its views are made, which would otherwise hold up everything else.
   */
  #schedule(): void {
    if (this.#flushing || this.#size === 0) return;
    this.#flushing = true;
    void this.cache.ready().then(() => {
      this.#flushing = false;
      for (const reader of this.#readers()) this.#advance(reader);
    });
  }

  /** Tells a reader what it has not been told, unless its queue is full: then `pull` comes back here. True if something was sent. */
  #advance(reader: Reader): boolean {
    if (reader.revision === this.cache.revision || (reader.controller.desiredSize ?? 0) <= 0) return false;
    const frame = this.#frame(reader.group, reader.revision);
    reader.revision = this.cache.revision;
    if (frame === null) return false;
    reader.controller.enqueue(frame);
    return true;
  }

  #frame(group: Group, since: number | undefined): Uint8Array | null {
    const { revision } = this.cache;
    if (group.framesAt !== revision) {
      group.frames.clear();
      group.framesAt = revision;
    }
    const key = since ?? -1;
    const shared = group.frames.get(key);
    if (shared !== undefined) return shared;
    const changes = this.cache.changesSince(since, group.subscription);
    const frame = changes.kind === "patch" && changes.patches.length === 0
      ? null
      : changesFrame(this.cache.epoch, changes);
    if (group.frames.size < SHARED_FRAMES) group.frames.set(key, frame);
    return frame;
  }

  /**
   * Proves to readers and proxies that the stream lives, and moves Last-Event-ID on where nothing concerned the reader. Ends
   * the streams of sessions that are over.
   */
  #ping(): void {
    const frame = pingFrame(this.cache.epoch, this.cache.revision);
    for (const reader of this.#readers()) {
      if (!this.#lasts(reader.principal)) this.#end(reader);
      else if ((reader.controller.desiredSize ?? 0) > 0) {
        reader.missedPings = 0;
        if (!this.#advance(reader)) reader.controller.enqueue(frame);
      } else if (++reader.missedPings >= this.#stalledPings) {
        log.info("A stream was cut off: nothing was read from it", { user: reader.principal.username });
        this.#forget(reader);
        reader.controller.error(new Error("The reader is stalled"));
      }
    }
  }

  #end(reader: Reader): void {
    this.#forget(reader);
    reader.controller.close();
  }

  #forget(reader: Reader): void {
    const { group } = reader;
    if (!group.readers.delete(reader)) return;
    this.#size--;
    if (group.readers.size === 0) this.#groups.delete(group.key);
    if (this.#size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }
}
