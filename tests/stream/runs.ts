// How often the laws of the stream are tried: ATOLL_STREAM_RUNS multiplies it, ATOLL_STREAM_SEED repeats a run.

const factor = Number(Deno.env.get("ATOLL_STREAM_RUNS") ?? "1");
const seed = Deno.env.get("ATOLL_STREAM_SEED");

/** Options of fast-check for a law that is usually tried so many times. */
export function runs(usual: number): { numRuns: number; seed?: number } {
  const numRuns = Math.max(1, Math.round(usual * factor));
  return seed === undefined ? { numRuns } : { numRuns, seed: Number(seed) };
}
