// Keeps one pool connected: reaches its coordinator, keeps the cache equal to it, and begins again whatever happens.
import { formatAddress, type Session, XapiError } from "@/lib/xapi/mod.ts";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import { STATES } from "@/lib/view/connection.ts";
import type { ConnectionState } from "@/lib/view/types.ts";
import type { CallOptions, EventBatch, Value } from "@/lib/xapi/types.ts";
import { Backoff } from "./backoff.ts";
import { type Candidate, candidates, memberCandidate, readMembers } from "./candidates.ts";
import { explain, type Failure } from "./failure.ts";
import { follow } from "./follow.ts";
import { SESSION_GONE } from "./relists.ts";
import { end, type Link, reach } from "./reach.ts";
import { needsPerson, next, type SupervisorEvent } from "./state.ts";
import type { PoolConfig } from "./types.ts";

export interface SupervisorOptions {
  readonly config: PoolConfig;
  readonly writer: PoolWriter;
  /** The pool told something new of itself (name, members), or a dialect or certificate was learned: to be persisted. */
  readonly learned?: (config: PoolConfig) => void;
  /** A session that add() made already: the first attempt uses it. */
  readonly link?: Link;
  readonly backoff?: Backoff;
}

/** A connection that stayed live this long (ms) was a good one: after it the retries begin again at once. */
const SETTLED = 5_000;
/** What speaks no Xen-API is asked again this seldom (ms): mostly it needs a person, sometimes a host is still booting. */
const FOREIGN_DELAY = 30_000;
/** ms for the logout of a session nobody uses any more. */
const LOGOUT = 1_500;
/** How long a call waits for a new session when the old one turned out to be gone (ms). */
const RELOGIN = 10_000;
/** Classes the list of members is read from. */
const MEMBERSHIP = new Set(["pool", "host", "Certificate"]);

/**
 * One pool's supervisor. It guarantees: one attempt at a time; the state, its time and reason are in the cache at every
 * moment; after any loss everything is read again; after stop() no timer, socket or session of it is left.
 */
export class Supervisor {
  private config: PoolConfig;
  private readonly writer: PoolWriter;
  private readonly backoff: Backoff;
  private state: ConnectionState = "disconnected";
  private since = new Date().toISOString();
  private reason: string | null = STATES.disconnected.sentence;
  private retryAt: string | null = null;
  private offered: string | null = null;
  private link: Link | null;
  private current: Candidate | null = null;
  /** Coordinator of the last live connection: tried first. */
  private last: Candidate | null = null;
  private pins: ReadonlyMap<string, string> = new Map();
  /** Ends the attempt or the live connection under way, not the supervisor. */
  private attempt = new AbortController();
  private readonly stopping = new AbortController();
  /** Resolves when somebody wants the next attempt now. */
  private wake = Promise.withResolvers<void>();
  /** Resolved whenever the state changes; made anew each time. */
  private moved = Promise.withResolvers<void>();
  private readonly winding = new Set<Promise<unknown>>();
  private running: Promise<void> | null = null;

  constructor(private readonly options: SupervisorOptions) {
    this.config = options.config;
    this.writer = options.writer;
    this.backoff = options.backoff ?? new Backoff();
    this.link = options.link ?? null;
    this.publish();
  }

  /** Begins; returns at once. */
  start(): void {
    this.running ??= this.run();
  }

  /** Ends everything, the session at the pool included; takes at most about two seconds. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.attempt.abort();
    this.wake.resolve();
    this.announce();
    // The session goes first: writing what a big pool sent into the cache may take longer than this process still has.
    await this.dropLink();
    await this.running;
    await this.dropLink();
    await Promise.allSettled(this.winding);
    this.move("stopped", null);
  }

  /** Whether stop() was called. */
  get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** How it stands, for a caller that decides on it. */
  status(): {
    state: ConnectionState;
    reason: string | null;
    offered: string | null;
    address: string;
    config: PoolConfig;
  } {
    return {
      state: this.state,
      reason: this.reason,
      offered: this.offered,
      address: this.address(),
      config: this.config,
    };
  }

  /** Waits until the test holds, looking after every change of state; false when it does not within `ms` or before the stop. */
  async until(test: () => boolean, ms: number): Promise<boolean> {
    const late = Promise.withResolvers<void>();
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      late.resolve();
    }, ms);
    try {
      while (!test()) {
        if (over || this.stopping.signal.aborted) return false;
        await Promise.race([this.moved.promise, late.promise]);
      }
      return true;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Tries at once, whatever the backoff says; a live connection is left alone. */
  reconnect(): void {
    if (this.usable()) return;
    this.backoff.reset();
    this.wake.resolve();
  }

  /** Pins another certificate and connects. */
  acceptCertificate(fingerprint: string): PoolConfig {
    this.pins = new Map();
    this.last = null;
    this.current = null;
    return this.change({ fingerprint }, "certificate-accepted");
  }

  /** Signs in as somebody else, ending the present session. */
  setCredentials(username: string, password: string): PoolConfig {
    return this.change({ username, password }, "credentials-changed");
  }

  /**
   * Calls the pool. A call that was answered with "your session is gone" or "ask the coordinator" did not run: it is
   * sent once more in a new session. Any other failure is the caller's: the call may have run.
   */
  async call(method: string, params: readonly Value[], options: CallOptions = {}): Promise<Value> {
    const session = this.session();
    try {
      return await session.call(method, params, options);
    } catch (error) {
      if (!(error instanceof XapiError) || !SESSION_GONE.has(error.code)) throw error;
      if (this.link?.session === session) this.attempt.abort(error);
      const renewed = () => this.link !== null && this.link.session !== session && this.usable();
      if (!await this.until(renewed, RELOGIN)) throw this.notLive();
      return await this.session().call(method, params, options);
    }
  }

  private session(): Session {
    if (this.link === null || !this.usable()) throw this.notLive();
    return this.link.session;
  }

  private usable(): boolean {
    return this.state === "live" || this.state === "syncing";
  }

  private notLive(): AtollError {
    const why = this.reason ?? STATES[this.state].sentence;
    return new AtollError(503, "pool-not-live", `Cannot reach pool "${this.config.name}": ${why}`);
  }

  private change(config: Partial<PoolConfig>, event: SupervisorEvent): PoolConfig {
    this.config = { ...this.config, ...config };
    this.offered = null;
    this.backoff.reset();
    this.move(event, null);
    this.attempt.abort();
    this.wake.resolve();
    return this.config;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.attempt = new AbortController();
      this.wake = Promise.withResolvers();
      let failed: unknown;
      try {
        await this.connection(this.attempt.signal);
      } catch (error) {
        // An attempt that was ended from inside carries its cause: a call that learned that the session is gone.
        failed = this.attempt.signal.aborted ? this.attempt.signal.reason : error;
      }
      await this.dropLink();
      if (this.stopping.signal.aborted) break;
      if (this.attempt.signal.aborted && !(failed instanceof XapiError)) continue;
      await this.pause(failed);
    }
  }

  /** One connection from its attempt to its loss, which it throws. */
  private async connection(signal: AbortSignal): Promise<void> {
    this.offered = null;
    this.move("attempt", this.state === "stale" || this.state === "incompatible" ? this.reason : null);
    const link = this.link ?? await this.reach(signal);
    this.link = link;
    this.current = link.candidate;
    this.move("reached", null);
    this.move("logged-in", null);
    let liveSince = Infinity;
    try {
      await follow(link.session, this.writer, {
        signal,
        synced: () => {
          this.last = link.candidate;
          liveSince = performance.now();
          this.learn(link);
          this.move("synced", null);
        },
        changed: (batch) => {
          if (touches(batch, MEMBERSHIP)) this.learn(link);
        },
        rolledBack: () => {
          this.move("rolled-back", "The pool went back to an earlier state, everything is read again");
        },
      });
    } finally {
      if (performance.now() - liveSince >= SETTLED) this.backoff.reset();
    }
  }

  private reach(signal: AbortSignal): Promise<Link> {
    const { config } = this;
    return reach(candidates(config, this.pins, this.last), {
      credentials: { username: config.username, password: config.password, originator: "Atoll" },
      dialect: config.dialect,
      expected: config.id,
      follow: (address) => memberCandidate(config, address, this.pins),
      reached: (candidate) => {
        this.current = candidate;
        this.move("reached", null);
      },
      track: (work) => this.track(work),
      signal,
    });
  }

  /** Says what went wrong and waits until it is worth trying again. */
  private async pause(error: unknown): Promise<void> {
    const why = this.why(error);
    if (why.unforeseen) {
      log.error("A pool's connection failed unexpectedly", { pool: this.config.name, error });
    }
    this.offered = why.offered;
    const target = next(this.state, why.event);
    if (needsPerson(target)) {
      this.move(why.event, why.reason);
      await this.wake.promise;
      return;
    }
    const delay = Math.max(this.backoff.next(), why.event === "foreign" ? FOREIGN_DELAY : 0);
    this.move(why.event, why.reason, delay);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const due = new Promise<void>((resolve) => timer = setTimeout(resolve, delay));
    await Promise.race([due, this.wake.promise]);
    clearTimeout(timer);
  }

  private why(error: unknown): Failure {
    const why = explain(error);
    // The pool itself announced the new certificate while the old connection was still open: learn() has pinned it.
    const announced = why.offered !== null && why.offered === this.config.fingerprint;
    return announced ? { ...why, event: "lost", offered: null } : why;
  }

  /** Takes an event; writes the state, and what else people see of it, into the cache. */
  private move(event: SupervisorEvent, reason: string | null, delay?: number): void {
    const before = this.state;
    this.state = next(before, event);
    const entered = this.state !== before;
    const retryAt = delay === undefined ? null : new Date(Date.now() + delay).toISOString();
    if (!entered && reason === this.reason && retryAt === this.retryAt) return;
    if (entered) {
      this.since = this.sinceOf(before);
      log.info("Pool connection", { pool: this.config.name, from: before, to: this.state, reason });
    }
    this.reason = this.state === "live" ? null : reason ?? STATES[this.state].sentence;
    this.retryAt = retryAt;
    this.publish();
    this.announce();
  }

  private announce(): void {
    this.moved.resolve();
    this.moved = Promise.withResolvers();
  }

  /** When the present state began. A stale pool whose host answered but went away again is stale since the first loss. */
  private lostAt: string | null = null;
  private sinceOf(before: ConnectionState): string {
    const now = new Date().toISOString();
    if (this.state === "live") this.lostAt = null;
    else if (this.state === "stale") return this.lostAt ??= now;
    else if (before === "live") this.lostAt = now;
    return now;
  }

  private publish(): void {
    this.writer.connection({
      state: this.state,
      since: this.since,
      reason: this.state === "live" ? null : this.reason,
      retry_at: this.retryAt,
      address: this.address(),
      fingerprint: this.current?.fingerprint ?? this.config.fingerprint,
      offered_fingerprint: this.offered,
    });
  }

  private address(): string {
    return this.current === null ? this.config.address : formatAddress(this.current.endpoint);
  }

  /** Remembers what the pool tells of itself. */
  private learn(link: Link): void {
    const records = (name: string) => this.writer.records(name);
    const { addresses, pins } = readMembers(records);
    const { hostname } = link.candidate.endpoint;
    const [was, is] = [this.pins.get(hostname), pins.get(hostname)];
    const renewed = was !== undefined && was === this.config.fingerprint && is !== was ? is : undefined;
    if (renewed !== undefined) this.last = null;
    this.pins = pins;
    const label = [...records("pool").values()][0]?.["name_label"];
    const config: PoolConfig = {
      ...this.config,
      name: typeof label === "string" && label !== "" ? label : this.config.name,
      members: addresses.length > 0 ? addresses : this.config.members,
      dialect: link.session.transport.dialect,
      fingerprint: renewed ?? this.config.fingerprint,
    };
    if (JSON.stringify(config) === JSON.stringify(this.config)) return;
    this.config = config;
    this.options.learned?.(config);
  }

  private async dropLink(): Promise<void> {
    const link = this.link;
    this.link = null;
    if (link === null) return;
    const ended = end(link.session, LOGOUT);
    // A stop waits for it; a retry need not.
    this.track(ended);
    if (this.stopping.signal.aborted) await ended;
  }

  private track(work: Promise<unknown>): void {
    const tracked = work.catch((error) => {
      log.warn("Could not end a session", { pool: this.config.name, error });
    }).finally(() => this.winding.delete(tracked));
    this.winding.add(tracked);
  }
}

function touches(batch: EventBatch, classes: ReadonlySet<string>): boolean {
  return batch.events.some((event) => classes.has(event.class));
}
