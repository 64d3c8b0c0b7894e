// How often the laws of the stream are tried: ATOLL_STREAM_RUNS multiplies it, ATOLL_STREAM_SEED repeats a run.
import type fc from "fast-check";

const factor = Number(Deno.env.get("ATOLL_STREAM_RUNS") ?? "1");
const seed = Deno.env.get("ATOLL_STREAM_SEED");

/**
 * Options of fast-check for a law that is usually tried so many times. Shrinking a failure ends after a minute, as a law that
 * takes that long for its usual runs fails.
 */
export function runs(usual: number): fc.Parameters<unknown> {
  const numRuns = Math.max(1, Math.round(usual * factor));
  const interruptAfterTimeLimit = 60_000 * Math.max(1, factor);
  const limits = { numRuns, interruptAfterTimeLimit, markInterruptAsFailure: true };
  return seed === undefined ? limits : { ...limits, seed: Number(seed) };
}
