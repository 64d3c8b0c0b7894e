// The contract of the stream: what it reads from, what routes and lib/api hand to the hub, and what the rights decide.
import type { Principal } from "@/lib/auth/types.ts";
import type { Changes } from "@/lib/cache/types.ts";
import type { Sight, Subscription, View } from "@/lib/view/types.ts";

/**
 * All that lib/stream knows of the cache: the seam at which another process could read from a copy of the journal
 * (docs/scaling.md). Synchronous, over memory.
 */
export interface StreamSource {
  /** Random at start, six base36 characters: tells restarts apart. */
  readonly epoch: string;
  readonly revision: number;
  /**
   * What leads a reader of `from` at revision `since` to what there is of `to` now:
   * `apply(changes(R, from, to), project(from, R)) = project(to, now)`. Where both are the same object it takes time in
   * proportion to the changes, otherwise to what there is. A snapshot where it cannot tell, or `since` is undefined.
   */
  changes(since: number | undefined, from: View, to: View): Changes;
  /** Fulfilled when no view waits to be made: asking before would make thousands of them in one go. */
  ready(): Promise<void>;
  /** Calls back after every revision step. Gives the function that ends it. */
  onCommit(listener: (revision: number) => void): () => void;
}

/** One subscription that somebody asks for. */
export interface Wanted {
  readonly subscription: Subscription;
  /** The position the reader stands at; undefined, or one that is none, asks for a snapshot. */
  readonly since?: string | undefined;
}

/** What a stream is opened with; see docs/stream.md. */
export interface StreamOptions {
  /** At least one. */
  readonly wanted: readonly Wanted[];
  /** Whether the answer ends with the first events that tell something. */
  readonly once?: boolean;
  /** Who reads: decides the rights, and which streams close at sign-out. */
  readonly principal: Principal;
}

/** A change of the subscriptions of an open stream. */
export interface StreamChange {
  /** One that is there already is rewound, where its reader stands earlier. */
  readonly add: readonly Wanted[];
  /** Numbers of subscriptions; unknown ones do not matter. */
  readonly remove: readonly string[];
}

/** Decides what a principal may see, before anything is computed. */
export interface Rights {
  sight(principal: Principal): Sight;
  /** Calls back when the sight of somebody may have changed. Gives the function that ends it. */
  onChange(listener: () => void): () => void;
}

/** Figures of the hub, for metrics. Totals since the start unless said otherwise. */
export interface StreamFigures {
  /** Streams open now, and the subscriptions of these. */
  readonly streams: number;
  readonly subscriptions: number;
  /** Numbers remembered now. */
  readonly numbers: number;
  /** Events encoded, and written to streams: what sharing saves. */
  readonly encoded: number;
  readonly written: number;
  /** Bytes handed to connections. */
  readonly bytes: number;
  /** Times that a reader was left out because its queue was full. */
  readonly held: number;
  /** Streams cut off because nothing was read from them. */
  readonly stalled: number;
}

/** The hub of all streams. */
export interface StreamService {
  /**
   * Answers a GET of the stream with `text/event-stream`. Throws AtollError: 503 once the hub is closed, 429 for too many
   * streams, 400 for too many subscriptions.
   */
  respond(request: Request, options: StreamOptions): Response;
  /**
   * Adds and removes subscriptions of an open stream; gives the numbers of those added, in their order. Throws AtollError:
   * 404 where the principal's session has no such stream, 400 for too many subscriptions.
   */
  change(stream: string, change: StreamChange, principal: Principal): string[];
  /** The position of what a page was rendered from, if it is asked in the same turn: `EPOCH.REVISION.NUMBER`. */
  position(subscription: Subscription, principal: Principal): string;
  /** Ends the streams of the principals the test accepts (sign-out). Gives their number. */
  closeWhere(test: (principal: Principal) => boolean): number;
  /** Ends every stream and refuses new ones (shutdown). */
  closeAll(): void;
  /** Streams now open. */
  readonly size: number;
  readonly figures: StreamFigures;
}
