// The contract of the stream: what routes and lib/api hand to the hub, and what the rights decide.
import type { Principal } from "@/lib/auth/types.ts";
import type { Subscription } from "@/lib/view/types.ts";

/** What a stream is opened with; see docs/stream.md. */
export interface StreamOptions {
  readonly subscription: Subscription;
  /** `EPOCH.REVISION` the reader stands at, from `Last-Event-ID` or `?since=`; undefined asks for a snapshot. */
  readonly since?: string | undefined;
  /** Who reads: decides the rights, and which streams close at sign-out. */
  readonly principal: Principal;
}

/** Decides what of a subscription a principal may see, before anything is encoded. */
export interface Rights {
  /** Part of the key under which encoded frames are shared: equal keys must mean equal results of `restrict`. */
  key(principal: Principal): string;
  /** The part of the subscription that this principal may see. */
  restrict(subscription: Subscription, principal: Principal): Subscription;
}

/** The hub of all streams. */
export interface StreamService {
  /** Answers a GET of the stream with `text/event-stream`. Throws AtollError: 503 once the hub is closed, 429 for too many. */
  respond(request: Request, options: StreamOptions): Response;
  /** Ends the streams of the principals the test accepts (sign-out, changed rights). Gives their number. */
  closeWhere(test: (principal: Principal) => boolean): number;
  /** Ends every stream and refuses new ones (shutdown). */
  closeAll(): void;
  /** Streams now open. */
  readonly size: number;
}
