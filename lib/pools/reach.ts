// From addresses to a session on the pool's coordinator: several addresses side by side, members followed to their coordinator.
import { formatAddress } from "@/lib/xapi/mod.ts";
import type { Candidate } from "./candidates.ts";
import type { Dial, DialOptions, Dials, Link } from "./dials.ts";
import { coordinatorIn, isDenied, ReachError, type Trial } from "./failure.ts";

export interface ReachOptions extends DialOptions {
  readonly dials: Dials;
  /** Turns a coordinator's address, as a member tells it, into a candidate; null where it is no address. May throw. */
  readonly follow: (address: string) => Candidate | null;
  readonly signal: AbortSignal;
}

/** The first candidate goes alone for this long (ms): mostly it answers, and nobody else need be disturbed. */
const ALONE = 1500;
/** Candidates tried side by side. */
const ABREAST = 8;
/** Coordinators' addresses followed in one attempt, beside those that are known: a genuine pool names one, or two. */
const MOST_FOLLOWED = 8;

/**
 * Signs in to the coordinator through whichever candidate leads there first. A refused password ends it at once (more
 * tries could lock the account). Otherwise throws ReachError with what was met at each address, and what `follow` throws.
 */
export async function reach(first: readonly Candidate[], options: ReachOptions): Promise<Link> {
  const { signal, dials } = options;
  const stopped = Promise.withResolvers<undefined>();
  const stop = () => stopped.resolve(undefined);
  signal.addEventListener("abort", stop);
  const queue = [...first];
  const seen = new Set(first.map(({ endpoint }) => formatAddress(endpoint)));
  const running = new Map<Candidate, Dial>();
  const trials: Trial[] = [];
  const patience = timer(ALONE);
  let abreast = 1, followed = 0;
  try {
    while (queue.length > 0 || running.size > 0) {
      signal.throwIfAborted();
      while (running.size < abreast) {
        const candidate = queue.shift();
        if (candidate === undefined) break;
        const dial = dials.dial(candidate, options);
        running.set(dial.candidate, dial);
      }
      const outcome = await Promise.race([
        ...[...running.values()].map(({ result }) => result),
        ...(abreast === 1 ? [patience.done] : []),
        stopped.promise,
      ]);
      if (outcome === undefined) {
        abreast = ABREAST;
        continue;
      }
      const dial = running.get(outcome.candidate);
      signal.throwIfAborted();
      if ("link" in outcome) {
        dial?.take();
        return outcome.link;
      }
      running.delete(outcome.candidate);
      trials.push(outcome);
      if (isDenied(outcome.error)) break;
      abreast = ABREAST;
      const coordinator = coordinatorIn(outcome.error);
      const next = coordinator === null ? null : options.follow(coordinator);
      if (next === null) continue;
      const key = formatAddress(next.endpoint);
      const waiting = queue.findIndex(({ endpoint }) => formatAddress(endpoint) === key);
      if (waiting >= 0) queue.splice(waiting, 1);
      if (waiting >= 0 || (!seen.has(key) && followed++ < MOST_FOLLOWED)) queue.unshift(next);
      seen.add(key);
    }
  } finally {
    patience.cancel();
    signal.removeEventListener("abort", stop);
    for (const dial of running.values()) dial.release();
  }
  throw new ReachError(trials);
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
