// Compares what Atoll holds and shows of a pool with what the pool itself says, over a connection of its own.
import { isDeepStrictEqual } from "node:util";
import type { Cache } from "@/lib/cache/mod.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import { findDifferences } from "@/lib/pools/consistency.ts";
import { connect, login, parseAddress, probeCertificate, type Session } from "@/lib/xapi/mod.ts";
import type { Dialect } from "@/lib/xapi/types.ts";
import type { FastTime } from "./fast_time.ts";
import { freshViews, type Shown } from "./views.ts";
import type { SimulatedPool } from "./world.ts";

/**
 * A pool that is live must be the same after so long (ms): guests that boot still change things, events stall, and the list
 * of a class whose answer stops before its head is whole is given up after two minutes.
 */
const PATIENCE = 150_000;

/** XenServer 5.6 answers event.next whenever it likes: only after two pulses (ms) is a connection given up that hangs there. */
const SILENCE = 180_000;

/** What differs: the raw records of some classes, or views. */
export interface Verdict {
  readonly records: readonly unknown[];
  readonly views: readonly [Shown, Shown];
}

/** Compares a pool that nobody changes any more until nothing differs, but not for ever. */
export async function judge(
  cache: Cache,
  writer: PoolWriter,
  pool: SimulatedPool,
  time: FastTime,
): Promise<Verdict> {
  const verdict = await compare(cache, writer, pool, time);
  if (verdict.records.length === 0 || pool.hosts[0]?.db.version.hasMessage("event.from")) return verdict;
  await time.sleep(SILENCE);
  return await compare(cache, writer, pool, time);
}

async function compare(
  cache: Cache,
  writer: PoolWriter,
  pool: SimulatedPool,
  time: FastTime,
): Promise<Verdict> {
  let verdict: Verdict = { records: [], views: [{}, {}] };
  // Fields that the model does not know look different in XML and JSON: one of them is what Atoll speaks with this pool.
  for (const dialect of dialectsOf(pool)) {
    verdict = await inSession(pool, dialect, async (session) => {
      const differences = await findDifferences(session, writer, { patience: PATIENCE });
      const records = differences.map(({ className, objects }) => ({
        className,
        count: objects.size,
        objects: [...objects].slice(0, 3).map(([ref, fields]) => ({
          ref,
          fields,
          held: writer.records(className).has(ref),
        })),
      }));
      let views = await freshViews(cache, writer.id, session);
      await time.until(async () => {
        if (isDeepStrictEqual(...views)) return true;
        views = await freshViews(cache, writer.id, session);
        return false;
      }, records.length > 0 ? 0 : PATIENCE);
      return { records, views };
    });
    if (verdict.records.length === 0) break;
  }
  return verdict;
}

function dialectsOf({ hosts: [host] }: SimulatedPool): readonly Dialect[] {
  return host?.db.version.facts.json === true ? ["json2", "xml"] : ["xml"];
}

async function inSession<T>(
  pool: SimulatedPool,
  dialect: Dialect,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const endpoint = parseAddress(pool.hosts[pool.coordinator]?.url ?? "");
  const fingerprint = pool.tls ? (await probeCertificate(endpoint)).fingerprint : null;
  const transport = await connect(endpoint, { fingerprint, dialect });
  try {
    const session = await login(transport, { username: "root", password: "atoll", originator: "judge" });
    const result = await work(session);
    await session.logout();
    return result;
  } finally {
    transport.close();
  }
}
