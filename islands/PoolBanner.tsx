// Says above every page which pools are not live: since when, why, and what is being tried.
import type { POOL_FIELDS } from "@/lib/view/page_fields.ts";
import { useMemo } from "preact/hooks";
import { Note } from "@/components/Note.tsx";
import { now } from "@/lib/client/clock.ts";
import { idList } from "@/lib/client/filtered.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { connectionLabel, connectionTone, isAway } from "@/lib/view/connection_label.ts";
import { ago, duration } from "@/lib/view/format.ts";
import type { PageData, PoolView } from "@/lib/view/types.ts";
import { t, tn } from "@/lib/view/text.ts";

type Away = Pick<PoolView, "id" | (typeof POOL_FIELDS)[number]>;

/** More pools than these are told of in one note, so that they do not push the page away. */
const MOST = 3;

/** What happens next, as a sentence. */
function next({ state, retry_at }: Away, time: number): string {
  if (state === "certificate-changed") {
    return "Waiting for somebody to compare and accept the certificate, or for one that is trusted.";
  }
  if (state === "refused") return "Waiting for correct credentials.";
  if (state === "disconnected") return "Not connected.";
  const wait = retry_at === null ? 0 : Date.parse(retry_at) - time;
  return wait > 500 ? `Next try in ${duration(wait)}.` : "Trying now.";
}

function Line({ pool }: { pool: Away }) {
  const { name, state, cause, since, reason } = pool;
  return (
    <>
      <a href="/pools">
        <strong>{name}</strong>
      </a>: {connectionLabel(state, cause).toLowerCase()}, {ago(since, now.value)}
      {reason && ` – ${reason}`}. {next(pool, now.value)}
    </>
  );
}

export default function PoolBanner({ page }: { page: PageData }) {
  const pools = liveFrom(page).table<"pool", typeof POOL_FIELDS>("pool");
  const ids = useMemo(
    () => idList(() => pools.all().filter(isAway).map(({ id }) => id)),
    [],
  );
  const away = ids.value.flatMap((id) => pools.live(id) ?? []);
  if (away.length > MOST) {
    const bad = away.some(({ state, cause }) => connectionTone(state, cause) === "bad");
    return (
      <Note tone={bad ? "bad" : "warn"}>
        <details>
          <summary>
            <strong>
              {tn(away.length, "{count} pool of {all} is not live.", "{count} pools of {all} are not live.", {
                all: pools.count.value,
              })}
            </strong>{" "}
            <span class="soft">{t("What you see of them is their last known state.")}</span>
          </summary>
          <ul class="mt-2">
            {away.map((pool) => (
              <li key={pool.id} class="mb-1">
                <Line pool={pool} />
              </li>
            ))}
          </ul>
        </details>
      </Note>
    );
  }
  return (
    <>
      {away.map((pool) => (
        <Note key={pool.id} tone={connectionTone(pool.state, pool.cause)}>
          <p>
            <Line pool={pool} />
          </p>
          {pool.state === "stale" && <p class="soft">{t("What you see of it is its last known state.")}</p>}
        </Note>
      ))}
    </>
  );
}
