// How a pool's connection stands, as people see it: state, since when, why, who is spoken to, and what is tried next.
import { AuthorityError, formatAddress, readAuthorities } from "@/lib/xapi/mod.ts";
import { log } from "@/lib/log.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import { CAUSES, STATES } from "@/lib/view/connection.ts";
import type { ConnectionCause, ConnectionState } from "@/lib/view/types.ts";
import type { Candidate } from "./candidates.ts";
import type { Failure } from "./failure.ts";
import { next, type SupervisorEvent } from "./state.ts";
import { nameOf, type PoolConfig } from "./types.ts";

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

/** It guarantees: every change is written into the cache when it is complete, in order. */
export class Status {
  state: ConnectionState = "disconnected";
  reason: string | null = STATES.disconnected.sentence;
  offered: Failure["offered"] = null;
  /** What the host last spoken to presented. */
  presented: string | null = null;
  private since = new Date().toISOString();
  private cause: ConnectionCause | null = null;
  private retryAt: string | null = null;
  private tried: Failure["tried"] = {};
  private current: Candidate | null = null;
  private authorities: readonly string[] = [];
  /** When the pool was last live, while it is not: a stale pool is stale since its first loss. */
  private lostAt: string | null = null;

  /** @param moved called after each event */
  constructor(
    private config: PoolConfig,
    private readonly writer: Pick<PoolWriter, "connection">,
    private readonly moved: () => void,
  ) {
    this.configure(config);
    this.publish();
  }

  /** Address that is or was last spoken to, as entered where it is none yet. */
  get address(): string {
    return this.current === null ? this.config.address : formatAddress(this.current.endpoint);
  }

  /** Takes another configuration that says nothing new of the connection, and shows it at once. */
  describe(config: PoolConfig): void {
    this.configure(config);
    this.publish();
  }

  /** Takes another configuration; shown with the next event. */
  configure(config: PoolConfig): void {
    this.config = config;
    this.authorities = authoritiesOf(config);
  }

  /** Notes who is spoken to, and what he presented; shown with the next event. */
  speakTo(candidate: Candidate | null, presented: string | null = null): void {
    this.current = candidate;
    this.presented = presented;
  }

  /** Takes an event. */
  move(event: SupervisorEvent, news: News = {}): void {
    const before = this.state;
    this.state = next(before, event);
    const { cause = null, reason = null, offered = null, tried = {} } = news;
    const kept = event === "attempt" && KEEPS.has(this.state);
    if (this.state !== before) this.since = this.sinceOf(before);
    if (this.state !== before || (!kept && cause !== this.cause)) {
      log.info("Pool connection", { pool: nameOf(this.config), from: before, to: this.state, cause, reason });
    }
    if (!kept) {
      const own = cause === null ? STATES[this.state].sentence : CAUSES[cause].sentence;
      this.cause = cause;
      this.reason = this.state === "live" ? null : reason ?? own;
      this.offered = offered;
      this.tried = tried;
    }
    this.retryAt = news.delay === undefined ? null : new Date(Date.now() + news.delay).toISOString();
    this.publish();
    this.moved();
  }

  private sinceOf(before: ConnectionState): string {
    const now = new Date().toISOString();
    if (this.state === "live") this.lostAt = null;
    else if (this.state === "stale") return this.lostAt ??= now;
    else if (before === "live") this.lostAt = now;
    return now;
  }

  private publish(): void {
    const { offered, current } = this;
    const expected = current === null ? this.config.fingerprint : current.expected;
    this.writer.connection({
      state: this.state,
      since: this.since,
      cause: this.cause,
      reason: this.reason,
      retry_at: this.retryAt,
      address: this.address,
      fingerprint: offered === null ? this.presented ?? expected : offered.candidate.expected,
      offered_fingerprint: offered?.fingerprint ?? null,
      offered_address: offered?.candidate.label ?? null,
      tried: this.tried,
      authorities: this.authorities,
      label: this.config.label,
      read_only: this.config.readOnly,
    });
  }
}

/** The pool's own authorities for people. */
function authoritiesOf({ ca }: PoolConfig): readonly string[] {
  if (ca === null) return [];
  try {
    // They were checked when they were given; their age is no reason to hide them.
    return readAuthorities(ca, null).certificates.map(({ subject, valid_to }) =>
      `${subject || "without a name"} (until ${valid_to.slice(0, 10)})`
    );
  } catch (error) {
    // Spoilt in the store: this pool is refused when it connects, the others must start.
    if (error instanceof AuthorityError) return [error.message];
    throw error;
  }
}
