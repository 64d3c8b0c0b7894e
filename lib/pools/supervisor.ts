// Keeps one pool connected: reaches its coordinator, keeps the cache equal to it, and begins again whatever happens.
import { parseAddress, type ReadAnswer, type Session, type Wire, XapiError } from "@/lib/xapi/mod.ts";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import { STATES } from "@/lib/view/connection.ts";
import type { CallOptions, Endpoint, Value } from "@/lib/xapi/types.ts";
import { Background } from "./background.ts";
import { Backoff } from "./backoff.ts";
import { candidates, memberCandidate } from "./candidates.ts";
import { Changes } from "./changes.ts";
import { tendClocks } from "./clocks.ts";
import { Dials, type Link, type Timeouts } from "./dials.ts";
import { ConsistencyTally, type Timing } from "./detector.ts";
import { explain } from "./failure.ts";
import { type FetchOptions, HostFetches } from "./fetches.ts";
import { follow } from "./follow.ts";
import { Gate } from "./gate.ts";
import { learnFrom, rememberedDialect, tellsOfPool } from "./learn.ts";
import { Leftovers } from "./leftovers.ts";
import { askCertificates } from "./members.ts";
import { SESSION_GONE } from "./relists.ts";
import { reach } from "./reach.ts";
import { needsPerson, next } from "./state.ts";
import { Status } from "./status.ts";
import { nameOf, type PoolConfig } from "./types.ts";

export interface SupervisorOptions {
  readonly config: PoolConfig;
  readonly writer: PoolWriter;
  /** The pool told something new of itself (name, members), or a dialect or certificate was learned: to be persisted. */
  readonly learned?: (config: PoolConfig) => void;
  /** A session that add() made already: the first attempt uses it. */
  readonly link?: Link;
  /** Sessions that could not be ended before. */
  readonly leftovers?: Leftovers | undefined;
  readonly backoff?: Backoff;
  /** What all pools pass before they connect. */
  readonly gate?: Gate;
  readonly timeouts?: Partial<Timeouts> | undefined;
  /** How often the replica is compared with the pool. */
  readonly timing?: Timing | undefined;
}

/** A connection that stayed live this long (ms) was a good one: after it the retries begin again at once. */
const SETTLED = 5_000;
/** What speaks no Xen-API is asked again this seldom (ms): mostly it needs a person, sometimes a host is still booting. */
const FOREIGN_DELAY = 30_000;
/** ms for the logout of a session nobody uses any more. */
const LOGOUT = 1_500;
/** How long a call waits for a new session when the old one turned out to be gone (ms). */
const RELOGIN = 10_000;

/**
 * One pool's supervisor. It guarantees: one attempt at a time; the state, its time and reason are in the cache at every
 * moment; after any loss everything is read again; after stop() no timer, socket or session of it is left.
 */
export class Supervisor {
  /** What comparing the replica with the pool has found since the start. */
  readonly consistency = new ConsistencyTally();
  private config: PoolConfig;
  private readonly writer: PoolWriter;
  private readonly backoff: Backoff;
  private readonly gate: Gate;
  private readonly now: Status;
  private link: Link | null;
  /** What is read from hosts beside calls, in the session of the link. */
  private fetches: HostFetches | null = null;
  private dials: Dials;
  /** Coordinator of the last live connection: tried first. */
  private last: Endpoint | null = null;
  /** Ends the attempt or the live connection under way, not the supervisor. */
  private attempt = new AbortController();
  private readonly stopping = new AbortController();
  /** Resolves when somebody wants the next attempt now. */
  private wake = Promise.withResolvers<void>();
  private readonly changes = new Changes();
  private readonly leftovers: Leftovers;
  /** What goes on beside the connection: sessions that are ended, mostly. */
  private readonly background = new Background((error) =>
    log.warn("Work beside a connection failed", { pool: this.config.name, error })
  );
  private running: Promise<void> | null = null;

  constructor(private readonly options: SupervisorOptions) {
    this.config = options.config;
    this.writer = options.writer;
    this.backoff = options.backoff ?? new Backoff();
    this.gate = options.gate ?? new Gate();
    this.link = options.link ?? null;
    this.leftovers = options.leftovers ?? new Leftovers();
    this.dials = this.dialsOf(this.config);
    this.now = new Status(this.config, this.writer, () => this.changes.announce());
  }

  /** Shows that the pool is switched off; nothing begins. */
  rest(): void {
    this.now.move("stopped", { cause: "disabled" });
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
    this.changes.announce();
    const dialled = this.dials.close();
    // The session goes first: writing what a big pool sent into the cache may take longer than this process still has.
    await this.dropLink();
    await this.running;
    await this.dropLink();
    await dialled;
    await this.background.settled();
    this.now.move("stopped", { cause: "stopping" });
  }

  /** Whether stop() was called. */
  get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** How it stands, for a caller that decides on it. `presented` is the certificate of the host last spoken to. */
  status() {
    const { state, reason, offered, presented, address } = this.now;
    return { state, reason, offered, presented, address, config: this.config };
  }

  /** Waits until the test holds, looking after every change of state; false when it does not within `ms` or before the stop. */
  until(test: () => boolean, ms: number): Promise<boolean> {
    return this.changes.until(test, ms, () => this.stopped);
  }

  /** Tries at once, whatever the backoff says; a live connection is left alone. */
  reconnect(): void {
    if (this.usable()) return;
    this.backoff.reset();
    this.wake.resolve();
  }

  /** Takes another configuration that says nothing new of the connection. */
  describe(config: PoolConfig): void {
    this.config = config;
    this.now.describe(config);
  }

  /** Goes on with another configuration, at once: certificates, authorities or credentials that a person has changed. */
  reconfigure(config: PoolConfig, event: "certificate-accepted" | "reconfigured"): void {
    if (config.address !== this.config.address) this.last = null;
    this.config = config;
    this.now.configure(config);
    // Whatever is under way began with the old ones.
    this.background.add(this.dials.close());
    this.dials = this.dialsOf(config);
    this.now.speakTo(null);
    this.backoff.reset();
    this.now.move(event);
    this.attempt.abort();
    this.wake.resolve();
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

  /**
   * GETs a path of a host in the pool's session.
   * @param address as the pool names the host; null: its coordinator, where Atoll reaches it
   */
  async fetch<T>(
    address: string | null,
    path: string,
    read: ReadAnswer<T>,
    options: FetchOptions = {},
  ): Promise<T> {
    this.session();
    const link = this.link;
    if (link === null) throw this.notLive();
    this.fetches ??= new HostFetches(link, () => this.config);
    return await this.fetches.get(address, path, read, options);
  }

  /** Opens what lies behind a path of a host in the pool's session: bytes both ways. */
  async tunnel(address: string, path: string, options: FetchOptions = {}): Promise<Wire> {
    this.session();
    const link = this.link;
    if (link === null) throw this.notLive();
    this.fetches ??= new HostFetches(link, () => this.config);
    return await this.fetches.tunnel(address, path, options);
  }

  /** Ends another session of its pool, and those that could not be ended before it: now, or when the pool hears it. */
  async adopt({ session }: Link, leftovers: Leftovers): Promise<void> {
    this.leftovers.take(leftovers);
    await this.leave(session);
  }

  private session(): Session {
    if (this.link === null || !this.usable()) throw this.notLive();
    return this.link.session;
  }

  private usable(): boolean {
    return this.now.state === "live" || this.now.state === "syncing";
  }

  private notLive(): AtollError {
    const why = this.now.reason ?? STATES[this.now.state].sentence;
    return new AtollError(503, "pool-not-live", `Cannot reach pool "${nameOf(this.config)}": ${why}`);
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.attempt = new AbortController();
      this.wake = Promise.withResolvers();
      let failed: unknown;
      try {
        const { signal } = this.attempt;
        // A pool that is being added is connected already, and somebody waits for it.
        if (this.link !== null) await this.connection(signal);
        else await this.gate.through(signal, (done) => this.connection(signal, done));
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
  private async connection(signal: AbortSignal, settled = () => {}): Promise<void> {
    this.now.move("attempt");
    const link = this.link ?? await this.reach(signal);
    this.link = link;
    this.now.speakTo(link.candidate, link.certificate?.fingerprint);
    this.now.move("reached");
    this.now.move("logged-in");
    let liveSince = Infinity;
    const tending = new AbortController();
    try {
      await follow(link.session, this.writer, {
        signal,
        tally: this.consistency,
        timing: this.options.timing,
        synced: () => {
          this.last = link.candidate.endpoint;
          if (liveSince === Infinity) {
            this.background.add(this.leftovers.tend(link.session, tending.signal));
            this.background.add(tendClocks(link.session, this.writer, tending.signal));
          }
          liveSince = performance.now();
          this.learn(link);
          this.now.move("synced");
          settled();
          this.background.add(this.ask(link, signal));
        },
        changed: (batch) => {
          if (tellsOfPool(batch)) this.learn(link);
        },
        rolledBack: () => this.now.move("rolled-back", { cause: "rolled-back" }),
      });
    } finally {
      tending.abort();
      if (performance.now() - liveSince >= SETTLED) this.backoff.reset();
    }
  }

  private reach(signal: AbortSignal): Promise<Link> {
    const { config } = this;
    return reach(candidates(config, this.last), {
      dials: this.dials,
      dialect: config.dialect,
      follow: (address) => memberCandidate(config, address),
      reached: (candidate) => {
        this.now.speakTo(candidate);
        this.now.move("reached");
      },
      signal,
    });
  }

  /** Says what went wrong and waits until it is worth trying again. */
  private async pause(error: unknown): Promise<void> {
    const failed = explain(error, this.config.members[0]?.address ?? null);
    if (failed.unforeseen) {
      log.error("A pool's connection failed unexpectedly", { pool: this.config.name, error });
    }
    if (failed.offered !== null) this.now.speakTo(failed.offered.candidate);
    if (needsPerson(next(this.now.state, failed.event))) {
      this.now.move(failed.event, failed);
      await this.wake.promise;
      return;
    }
    const delay = Math.max(this.backoff.next(), failed.event === "foreign" ? FOREIGN_DELAY : 0);
    this.now.move(failed.event, { ...failed, delay });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const due = new Promise<void>((resolve) => timer = setTimeout(resolve, delay));
    await Promise.race([due, this.wake.promise]);
    clearTimeout(timer);
  }

  /** Remembers what the pool tells of itself. */
  private learn(link: Link): void {
    const records = (name: string) => this.writer.records(name);
    const dialect = rememberedDialect(link.session.transport.dialect, records);
    this.remember({ ...learnFrom(this.config, records), dialect });
  }

  /** Asks an older pool for what its records do not tell. */
  private async ask(link: Link, signal: AbortSignal): Promise<void> {
    if (this.config.ca !== null || parseAddress(this.config.address).protocol === "http:") return;
    const records = (name: string) => this.writer.records(name);
    await askCertificates(link.session, records, (address, fingerprint) => {
      const members = this.config.members.map((member) =>
        member.address === address ? { ...member, fingerprint } : member
      );
      this.remember({ ...this.config, members });
    }, signal);
  }

  private remember(config: PoolConfig): void {
    if (JSON.stringify(config) === JSON.stringify(this.config)) return;
    this.config = config;
    this.now.configure(config);
    this.options.learned?.(config);
  }

  private async dropLink(): Promise<void> {
    const link = this.link;
    this.link = null;
    this.fetches?.close();
    this.fetches = null;
    if (link === null) return;
    const ended = this.leave(link.session);
    // A stop waits for it; a retry need not, and may be live before it is clear that the old session is still there.
    if (this.stopped) await ended;
  }

  /** Ends a session, or has it ended later; what the last one leaves nobody ends. */
  private leave(session: Session): Promise<void> {
    const ended = this.leftovers.leave(session, LOGOUT, this.stopped);
    this.background.add(ended);
    return ended;
  }

  private dialsOf({ username, password, id }: PoolConfig): Dials {
    const { timeouts } = this.options;
    return new Dials({ username, password, originator: "Atoll" }, id, timeouts, this.leftovers);
  }
}
