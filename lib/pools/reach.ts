// From addresses to a session on the pool's coordinator: several addresses side by side, members followed to their coordinator.
import { connect, type Credentials, formatAddress, login, type Session } from "@/lib/xapi/mod.ts";
import type { Dialect, Transport, Value } from "@/lib/xapi/types.ts";
import type { Candidate } from "./candidates.ts";
import { CoordinatorError, coordinatorIn, isDenied, OtherPoolError } from "./failure.ts";

/** A session on a pool's coordinator. */
export interface Link {
  readonly session: Session;
  readonly candidate: Candidate;
  readonly pool: { readonly uuid: string; readonly name: string };
}

export interface ReachOptions {
  readonly credentials: Credentials;
  /** The dialect that worked last. */
  readonly dialect: Dialect | null;
  /** Uuid of the pool that must answer; null: whichever does. */
  readonly expected: string | null;
  /** Turns a coordinator's address, as a member tells it, into a candidate; throws where it must not be followed. */
  readonly follow: (address: string) => Candidate;
  /** A host speaks Xen-API; the password goes to it next. */
  readonly reached?: (candidate: Candidate) => void;
  /** Gets what is still winding down when reach has ended, so that its caller can wait for it. */
  readonly track: (work: Promise<unknown>) => void;
  readonly signal: AbortSignal;
}

/** The first candidate goes alone for this long (ms): mostly it answers, and nobody else need be disturbed. */
const ALONE = 1500;
/** Candidates tried side by side. */
const ABREAST = 8;
/** ms for a question before the password goes out; a guessed member gets less, it may be no route at all. */
const CONNECT_TIMEOUT = 15_000;
const MEMBER_TIMEOUT = 5_000;
/** ms for login: xapi sleeps 5 s before it refuses a password. */
const LOGIN_TIMEOUT = 30_000;
/** ms a login under way may take to end properly after nobody wants it any more, so that its session can be ended. */
const GRACE = 1500;

type Outcome =
  | { readonly candidate: Candidate; readonly link: Link }
  | { readonly candidate: Candidate; readonly error: Error };

/**
 * Logs in to the coordinator through whichever candidate leads there first. A refused password ends it at once (more
 * tries could lock the account). Otherwise throws what was wrong with the most telling candidate.
 */
export async function reach(first: readonly Candidate[], options: ReachOptions): Promise<Link> {
  const race = new AbortController();
  const stop = () => race.abort(options.signal.reason);
  options.signal.addEventListener("abort", stop);
  const queue = [...first];
  const seen = new Set(first.map((candidate) => formatAddress(candidate.endpoint)));
  const running = new Map<Candidate, Promise<Outcome>>();
  const failures: { candidate: Candidate; error: Error }[] = [];
  const redirects = new Map<Candidate, Candidate>();
  const patience = timer(ALONE);
  let abreast = 1;
  try {
    while (queue.length > 0 || running.size > 0) {
      options.signal.throwIfAborted();
      while (running.size < abreast) {
        const candidate = queue.shift();
        if (candidate === undefined) break;
        running.set(candidate, attempt(candidate, options, race.signal));
      }
      const outcome = await Promise.race([
        ...running.values(),
        ...(abreast === 1 ? [patience.done] : []),
      ]);
      if (outcome === undefined) {
        abreast = ABREAST;
        continue;
      }
      running.delete(outcome.candidate);
      if ("link" in outcome) {
        if (!options.signal.aborted) return outcome.link;
        options.track(discard(outcome));
        continue;
      }
      if (isDenied(outcome.error)) throw outcome.error;
      abreast = ABREAST;
      failures.push(outcome);
      const coordinator = coordinatorIn(outcome.error);
      if (coordinator === null || coordinator === "") continue;
      const next = options.follow(coordinator);
      redirects.set(next, outcome.candidate);
      const key = formatAddress(next.endpoint);
      const waiting = queue.findIndex(({ endpoint }) => formatAddress(endpoint) === key);
      if (waiting >= 0) queue.splice(waiting, 1);
      if (waiting >= 0 || !seen.has(key)) queue.unshift(next);
      seen.add(key);
    }
  } finally {
    patience.cancel();
    options.signal.removeEventListener("abort", stop);
    race.abort();
    for (const late of running.values()) options.track(late.then(discard));
  }
  options.signal.throwIfAborted();
  throw worst(failures, redirects);
}

/** Ends a session and everything its transport holds. Never throws. */
export async function end(session: Session, timeout: number): Promise<void> {
  await session.logout({ timeout });
  session.transport.close();
}

async function discard(outcome: Outcome): Promise<void> {
  if ("link" in outcome) await end(outcome.link.session, GRACE);
}

async function attempt(
  candidate: Candidate,
  options: ReachOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  let transport: Transport | undefined;
  let grace: ReturnType<typeof setTimeout> | undefined;
  const hurry = () => {
    grace = setTimeout(() => transport?.close(), GRACE);
  };
  try {
    transport = await connect(candidate.endpoint, {
      fingerprint: candidate.fingerprint,
      dialect: options.dialect,
      signal,
      timeout: candidate.member ? MEMBER_TIMEOUT : CONNECT_TIMEOUT,
    });
    signal.throwIfAborted();
    options.reached?.(candidate);
    // Without the signal: a login that is cut off could leave a session behind at the pool.
    signal.addEventListener("abort", hurry);
    const session = await login(transport, options.credentials, { timeout: LOGIN_TIMEOUT });
    try {
      const pool = await poolOf(session);
      if (options.expected !== null && pool.uuid !== options.expected) {
        throw new OtherPoolError(formatAddress(candidate.endpoint), pool.name || pool.uuid);
      }
      return { candidate, link: { session, candidate, pool } };
    } catch (error) {
      await session.logout({ timeout: GRACE });
      throw error;
    }
  } catch (error) {
    transport?.close();
    return { candidate, error: error instanceof Error ? error : new Error(String(error)) };
  } finally {
    clearTimeout(grace);
    signal.removeEventListener("abort", hurry);
  }
}

async function poolOf(session: Session): Promise<Link["pool"]> {
  const [self] = asList(await session.call("pool.get_all"));
  if (typeof self !== "string") throw new Error("The host names no pool");
  const [uuid, name] = await Promise.all([
    session.call("pool.get_uuid", [self]),
    session.call("pool.get_name_label", [self]),
  ]);
  if (typeof uuid !== "string" || uuid === "") throw new Error("The pool names no uuid");
  return { uuid, name: typeof name === "string" ? name : "" };
}

function asList(value: Value): Value[] {
  return Array.isArray(value) ? value : [];
}

/**
 * The error that tells most: a coordinator that could not be used explains more than the members that named it, a changed
 * certificate of a proper address more than silence, and the first candidate more than guesses.
 */
function worst(
  failures: readonly { candidate: Candidate; error: Error }[],
  redirects: ReadonlyMap<Candidate, Candidate>,
): Error {
  const redirected = failures.find(({ candidate }) => redirects.has(candidate));
  const member = redirected && redirects.get(redirected.candidate);
  if (redirected && member) {
    const [from, to] = [formatAddress(member.endpoint), formatAddress(redirected.candidate.endpoint)];
    return new CoordinatorError(from, to, redirected.error);
  }
  const first = failures.find(({ candidate }) => !candidate.member) ?? failures[0];
  return first?.error ?? new Error("No address is known");
}

function timer(ms: number): { done: Promise<undefined>; cancel: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const id = setTimeout(() => resolve(undefined), ms);
  return {
    done: promise,
    cancel: () => {
      clearTimeout(id);
      resolve(undefined);
    },
  };
}
