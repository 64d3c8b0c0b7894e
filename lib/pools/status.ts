// How a pool's connection stands, as people see it: state, since when, why, and what is tried next.
import { log } from "@/lib/log.ts";
import { CAUSES, STATES } from "@/lib/view/connection.ts";
import type { ConnectionCause, ConnectionState } from "@/lib/view/types.ts";
import type { Failure } from "./failure.ts";
import { next, type SupervisorEvent } from "./state.ts";

/** What comes with an event. */
export interface News {
  readonly cause?: ConnectionCause | null;
  /** A sentence; the cause's or the state's own where it is left out. */
  readonly reason?: string | null;
  readonly offered?: Failure["offered"];
  readonly tried?: Failure["tried"];
  /** ms until the next attempt. */
  readonly delay?: number;
}

/** The states of an attempt that follows a loss: they keep what was told of the loss until they get further. */
const KEEPS: ReadonlySet<ConnectionState> = new Set(["stale", "incompatible", "certificate-changed"]);

/** It guarantees: every change is told once, in order, when it is complete. */
export class Status {
  state: ConnectionState = "disconnected";
  since = new Date().toISOString();
  cause: ConnectionCause | null = null;
  reason: string | null = STATES.disconnected.sentence;
  retryAt: string | null = null;
  offered: Failure["offered"] = null;
  tried: Failure["tried"] = {};
  /** When the pool was last live, while it is not: a stale pool is stale since its first loss. */
  private lostAt: string | null = null;

  constructor(private readonly changed: () => void) {}

  /** Takes an event. */
  move(event: SupervisorEvent, news: News = {}, pool = ""): void {
    const before = this.state;
    this.state = next(before, event);
    const entered = this.state !== before;
    if (entered) {
      this.since = this.sinceOf(before);
      log.info("Pool connection", {
        pool,
        from: before,
        to: this.state,
        cause: news.cause ?? null,
        reason: news.reason ?? null,
      });
    }
    const kept = event === "attempt" && KEEPS.has(this.state);
    if (!kept) {
      const { cause = null, offered = null, tried = {} } = news;
      this.cause = cause;
      const own = cause === null ? STATES[this.state].sentence : CAUSES[cause].sentence;
      this.reason = this.state === "live" ? null : news.reason ?? own;
      this.offered = offered;
      this.tried = tried;
    }
    this.retryAt = news.delay === undefined ? null : new Date(Date.now() + news.delay).toISOString();
    this.changed();
  }

  private sinceOf(before: ConnectionState): string {
    const now = new Date().toISOString();
    if (this.state === "live") this.lostAt = null;
    else if (this.state === "stale") return this.lostAt ??= now;
    else if (before === "live") this.lostAt = now;
    return now;
  }
}
