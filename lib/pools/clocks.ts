// How far the hosts' clocks are off Atoll's: asked when a pool is connected and now and then after that. A clock that is wrong
// breaks certificates, tasks, statistics and what people read in logs.
import type { PoolWriter } from "@/lib/cache/types.ts";
import { ConnectionError, type Session, XapiError } from "@/lib/xapi/mod.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import { pause } from "./pause.ts";

/** Between two rounds (ms). */
const AGAIN = 15 * 60_000;
/** A host is asked through its coordinator, which waits for one that does not answer (ms). */
const TIMEOUT = 10_000;
/** Hosts asked at the same time. */
const AT_ONCE = 4;
/** An answer that took longer (ms) says too little: the host may have looked at its clock at its beginning or end. */
const SLOWEST = 4_000;

const BASIC = /^(\d{4})(\d\d)(\d\d)T/;

type Writer = Pick<PoolWriter, "records" | "clocks">;

/**
 * Asks every live host for its time and tells the writer, again and again until the abort.
 * @param now ms since 1970, by Atoll's clock
 */
export async function tendClocks(
  session: Session,
  writer: Writer,
  signal: AbortSignal,
  { again = AGAIN, now = Date.now }: { readonly again?: number; readonly now?: () => number } = {},
): Promise<void> {
  while (!signal.aborted) {
    const clocks = await readClocks(session, writer, signal, now);
    if (signal.aborted) return;
    writer.clocks(clocks);
    await pause(again, signal).catch((reason) => {
      if (!signal.aborted) throw reason;
    });
  }
}

/** Seconds by which hosts are ahead; those that do not answer are left out. */
async function readClocks(
  session: Session,
  writer: Writer,
  signal: AbortSignal,
  now: () => number,
): Promise<Map<Ref, number>> {
  const waiting = [...writer.records("host")].flatMap(([ref, { metrics }]) =>
    typeof metrics === "string" && writer.records("host_metrics").get(metrics)?.["live"] === true ? [ref] : []
  );
  const clocks = new Map<Ref, number>();
  const work = async () => {
    for (let ref = waiting.shift(); ref !== undefined && !signal.aborted; ref = waiting.shift()) {
      const ahead = await askClock(session, ref, signal, now);
      if (ahead !== undefined) clocks.set(ref, ahead);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return clocks;
}

async function askClock(
  session: Session,
  host: Ref,
  signal: AbortSignal,
  now: () => number,
): Promise<number | undefined> {
  const sent = now();
  try {
    const answer = await session.call("host.get_servertime", [host], { signal, timeout: TIMEOUT });
    return aheadBy(answer, sent, now());
  } catch (error) {
    // Whether the pool is still there is for its loops to find.
    if (error instanceof XapiError || error instanceof ConnectionError) return undefined;
    throw error;
  }
}

/** Whole seconds: that is what a host tells, cut off, so that less than two say nothing. */
export function aheadBy(answer: unknown, sent: number, received: number): number | undefined {
  const at = typeof answer === "string" ? Date.parse(answer.replace(BASIC, "$1-$2-$3T")) : NaN;
  if (Number.isNaN(at) || received - sent > SLOWEST || received < sent) return undefined;
  const ahead = at + 500 - (sent + received) / 2;
  return Math.abs(ahead) < 2000 ? 0 : Math.sign(ahead) * Math.round(Math.abs(ahead) / 1000);
}
