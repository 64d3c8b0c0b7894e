// Sign-ins under way: each runs to its end whether or not somebody still waits for it, so that no session is left behind.
import {
  connect,
  ConnectionError,
  type Credentials,
  formatAddress,
  identify,
  login,
  type Session,
} from "@/lib/xapi/mod.ts";
import { OMITTED } from "@/lib/cache/omitted.ts";
import type { Certificate, Dialect, Transport } from "@/lib/xapi/types.ts";
import { log } from "@/lib/log.ts";
import { Background } from "./background.ts";
import type { Candidate } from "./candidates.ts";
import { OtherPoolError } from "./failure.ts";
import { Leftovers } from "./leftovers.ts";

/** A session on a pool's coordinator. */
export interface Link {
  readonly session: Session;
  readonly candidate: Candidate;
  /** What the host presented; null over plain http. */
  readonly certificate: Certificate | null;
  readonly pool: { readonly uuid: string; readonly name: string };
}

export type Outcome =
  | { readonly candidate: Candidate; readonly link: Link }
  | { readonly candidate: Candidate; readonly error: Error };

export interface DialOptions {
  /** The dialect that worked last. */
  readonly dialect: Dialect | null;
  /** The password went to this host a while ago, and it has not refused at once: it is signing in. */
  readonly reached?: ((candidate: Candidate) => void) | undefined;
}

/** How long hosts are waited for, in ms. */
export interface Timeouts {
  /** A question before the password goes out. */
  readonly connect: number;
  /** The same at a guessed member: it may be no route at all. */
  readonly member: number;
  /** A login: xapi sleeps 5 s before it refuses a password. */
  readonly login: number;
}

const TIMEOUTS: Timeouts = { connect: 15_000, member: 5_000, login: 30_000 };
/** ms a login may take at all: a pool that is busy answers late, and that session must be ended then. */
const LATEST = 120_000;
/** Sign-ins under way at one address: beside some that hang a new one may succeed. */
const MOST = 3;
/** ms after which a login is more than a member's quick refusal. */
const QUICK = 250;
/** ms for the pool's name, which is read from its database: one without coordinator does not answer. */
const POOL_TIMEOUT = 10_000;
/** ms for a logout, and for what is still under way when everything ends. */
const GRACE = 1500;

/**
 * The sign-ins of one pool with one pair of credentials. A session that nobody waits for any more is ended when it arrives.
 * There are never more than a few under way at an address: where they all hang, a further attempt joins the latest.
 */
export class Dials {
  private readonly underWay = new Set<Dial>();
  /** Sign-ins that run to their ends, and sessions that are ended: close() waits for them. */
  readonly background = new Background((error) => log.error("A sign-in ended unexpectedly", { error }));

  readonly timeouts: Timeouts;

  /**
   * @param expected uuid of the pool that must answer; null: whichever does
   * @param leftovers gets the sessions that could not be ended
   */
  constructor(
    readonly credentials: Credentials,
    readonly expected: string | null,
    timeouts: Partial<Timeouts> = {},
    readonly leftovers: Leftovers = new Leftovers(),
  ) {
    this.timeouts = { ...TIMEOUTS, ...timeouts };
  }

  /** Begins to sign in at a candidate's address, or joins a sign-in that is under way there. */
  dial(candidate: Candidate, options: DialOptions): Dial {
    const address = formatAddress(candidate.endpoint);
    const there = [...this.underWay].filter((dial) =>
      !dial.ended && formatAddress(dial.candidate.endpoint) === address
    );
    const latest = there.at(-1);
    if (latest !== undefined && there.length >= MOST) {
      latest.join(options);
      return latest;
    }
    const dial = new Dial(candidate, this, options);
    this.underWay.add(dial);
    this.background.add(dial.run(options.dialect).finally(() => this.underWay.delete(dial)));
    return dial;
  }

  /** Gives up what is under way: what was asked for a session gets a moment to answer, so that it can be ended. */
  async close(): Promise<void> {
    const dials = [...this.underWay];
    for (const dial of dials) dial.release();
    const cut = setTimeout(() => {
      for (const dial of dials) dial.cut();
    }, GRACE);
    await this.background.settled();
    clearTimeout(cut);
  }
}

/** One sign-in. Whoever began or joined it awaits `result`, and then calls take() or release(). */
export class Dial {
  private readonly early = new AbortController();
  private transport: Transport | undefined;
  private wanted = true;
  /** The password is out: a session may come of it, whoever still wants it. */
  private asked = false;
  private answer = Promise.withResolvers<Outcome>();
  private outcome: Outcome | undefined;
  private told = false;
  private reached: DialOptions["reached"];
  private late: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly candidate: Candidate, private readonly dials: Dials, options: DialOptions) {
    this.reached = options.reached;
  }

  /** Nothing more comes of it: it was given up before the password was out, or its outcome is told. */
  get ended(): boolean {
    return this.early.signal.aborted || this.told;
  }

  /** How it ends; an error of kind timeout where the host takes too long over its answer. */
  get result(): Promise<Outcome> {
    return this.answer.promise;
  }

  /** Waits again for one that had been given up. */
  join(options: DialOptions): void {
    this.wanted = true;
    this.reached = options.reached;
    this.answer = Promise.withResolvers();
    if (!this.asked) return;
    this.limit();
    this.reached?.(this.candidate);
  }

  /** The session is somebody's now. */
  take(): void {
    this.outcome = undefined;
    this.transport = undefined;
  }

  /** Nobody waits for it any more. Before the password is out it ends at once, later its session is ended as it arrives. */
  release(): void {
    this.wanted = false;
    clearTimeout(this.late);
    if (!this.asked) this.early.abort();
    const { outcome } = this;
    this.outcome = undefined;
    if (outcome !== undefined) this.dials.background.add(this.discard(outcome));
  }

  /** Ends it, at the price of a session that may stay behind. */
  cut(): void {
    this.transport?.close();
  }

  /** Runs it to its end, its session's included where nobody wants it. */
  async run(dialect: Dialect | null): Promise<void> {
    const outcome = await this.attempt(dialect);
    clearTimeout(this.late);
    this.told = true;
    if (!this.wanted) return await this.discard(outcome);
    this.outcome = outcome;
    this.answer.resolve(outcome);
  }

  private async attempt(dialect: Dialect | null): Promise<Outcome> {
    const { candidate } = this;
    const { endpoint, trust } = candidate;
    const { signal } = this.early;
    let quick: ReturnType<typeof setTimeout> | undefined;
    try {
      const { member, connect: others } = this.dials.timeouts;
      const timeout = candidate.member ? member : others;
      const certificate = trust === null ? null : await identify(endpoint, trust, { signal, timeout });
      const fingerprint = certificate?.fingerprint ?? null;
      this.transport = await connect(endpoint, { fingerprint, dialect, signal, timeout });
      signal.throwIfAborted();
      this.asked = true;
      this.limit();
      quick = setTimeout(() => this.reached?.(candidate), QUICK);
      const session = await login(this.transport, this.dials.credentials, {
        timeout: LATEST,
        omit: OMITTED,
      });
      const link = await this.linkOf(session, certificate);
      return { candidate, link };
    } catch (error) {
      this.transport?.close();
      return { candidate, error: error instanceof Error ? error : new Error(String(error)) };
    } finally {
      clearTimeout(quick);
    }
  }

  /** Makes sure that a session is at the right pool; ends it where it is not. */
  private async linkOf(session: Session, certificate: Certificate | null): Promise<Link> {
    try {
      const pool = await poolOf(session);
      const { expected } = this.dials;
      if (expected !== null && pool.uuid !== expected) {
        throw new OtherPoolError(this.candidate.label, pool.name || pool.uuid);
      }
      return { session, candidate: this.candidate, certificate, pool };
    } catch (error) {
      await this.dials.leftovers.leave(session, GRACE);
      throw error;
    }
  }

  private async discard(outcome: Outcome): Promise<void> {
    if ("link" in outcome) await this.dials.leftovers.leave(outcome.link.session, GRACE);
  }

  /** Answers whoever waits after a while that it takes too long, and goes on alone. */
  private limit(): void {
    clearTimeout(this.late);
    if (!this.wanted) return;
    const { login } = this.dials.timeouts;
    this.late = setTimeout(() => {
      this.wanted = false;
      const message = `${this.candidate.label} has not answered the sign-in for ${login / 1000} s`;
      this.answer.resolve({ candidate: this.candidate, error: new ConnectionError("timeout", message) });
    }, login);
  }
}

/** Which pool it is, as its one record says: one question, where a line is long. */
async function poolOf(session: Session): Promise<Link["pool"]> {
  const records = await session.getAllRecords("pool", { timeout: POOL_TIMEOUT });
  const [self] = records.values();
  if (self === undefined) throw new ConnectionError("bad-answer", "The host names no pool");
  const { uuid, name_label: name } = self;
  if (typeof uuid !== "string" || uuid === "") {
    throw new ConnectionError("bad-answer", "The pool names no uuid");
  }
  return { uuid, name: typeof name === "string" ? name : "" };
}
