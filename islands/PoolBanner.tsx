// Says above every page which pools are not live: since when, why, and what is being tried.
import { POOL_FIELDS } from "@/lib/view/page_fields.ts";
import { Note } from "@/components/Bits.tsx";
import { now } from "@/lib/client/clock.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { connectionLabel } from "@/lib/view/connection.ts";
import { ago, duration } from "@/lib/view/format.ts";
import type { PageData, PoolView } from "@/lib/view/types.ts";

/** What happens next, as a sentence. */
function next({ state, retry_at }: Pick<PoolView, "state" | "retry_at">, time: number): string {
  if (state === "certificate-changed") {
    return "Waiting for somebody to compare and accept the certificate, or for one that is trusted.";
  }
  if (state === "refused") return "Waiting for correct credentials.";
  if (state === "disconnected") return "Not connected.";
  const wait = retry_at === null ? 0 : Date.parse(retry_at) - time;
  return wait > 500 ? `Next try in ${duration(wait)}.` : "Trying now.";
}

export default function PoolBanner({ page }: { page: PageData }) {
  const pools = liveFrom(page).table("pool", POOL_FIELDS).all();
  const away = pools.filter((pool) => pool.state !== "live");
  return (
    <>
      {away.map((pool) => (
        <Note key={pool.id} tone={pool.state === "stale" ? "warn" : pool.reason ? "bad" : "info"}>
          <p>
            <a href="/pools">
              <strong>{pool.name}</strong>
            </a>: {connectionLabel(pool.state, pool.cause).toLowerCase()}, {ago(pool.since, now.value)}
            {pool.reason && ` – ${pool.reason}`}. {next(pool, now.value)}
          </p>
          {pool.state === "stale" && <p class="soft">What you see of it is its last known state.</p>}
        </Note>
      ))}
    </>
  );
}
