// The badge in the top bar: is what I see live? Since when not, and why.
import { useEffect, useMemo } from "preact/hooks";
import type { POOL_FIELDS } from "@/lib/view/page_fields.ts";
import { Part } from "@/components/Cell.tsx";
import { Icon } from "@/components/Icon.tsx";
import { now } from "@/lib/client/clock.ts";
import { isAway } from "@/lib/view/connection_label.ts";
import { idList } from "@/lib/client/filtered.ts";
import { type Live, liveFrom } from "@/lib/client/live.ts";
import { dateTime, duration } from "@/lib/view/format.ts";
import type { PageData } from "@/lib/view/types.ts";
import { t } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";

export default function StreamBadge({ page }: { page: PageData }) {
  const live = liveFrom(page);
  const { phase, since, reason } = live.stream.value;
  useEffect(() => {
    // Dims what is no longer live (.live in the stylesheet); nothing is blanked.
    document.documentElement.dataset.stream = phase === "reconnecting" || phase === "refused"
      ? "lost"
      : phase;
  }, [phase]);
  if (phase === "reconnecting") {
    return (
      <span
        class="st warn"
        title={t("{reason}. Last heard {time}", { reason: reason ?? "", time: time(since) })}
      >
        <Icon name="loader-circle" class="turn" />
        <span role="status">
          {tx("Reconnecting{part}", { part: <span class="sr">: {reason}</span> })}
        </span>
        <span class="soft wide">
          <Part>{() => duration(now.value - since)}</Part>
        </span>
      </span>
    );
  }
  if (phase === "refused") {
    return (
      <a class="st warn" href="" title={reason ?? ""}>
        <Icon name="rotate-cw" />
        <span role="status">
          {tx("Reload this page{part}", { part: <span class="sr">: {reason}</span> })}
        </span>
      </a>
    );
  }
  return <Connected live={live} />;
}

const time = (ms: number) => dateTime(new Date(ms).toISOString());

/** The stream stands, or has not begun: what matters is how the pools stand. */
function Connected({ live }: { live: Live }) {
  const pools = live.table<"pool", typeof POOL_FIELDS>("pool");
  const ids = useMemo(
    () => idList(() => pools.all().filter(isAway).map(({ id }) => id)),
    [],
  );
  const { phase, since, reason } = live.stream.value;
  if (ids.value.length > 0) {
    const away = ids.value.flatMap((id) => pools.live(id) ?? []);
    const oldest = Math.min(...away.map((pool) => Date.parse(pool.since)));
    const all = pools.count.value;
    return (
      <a
        class="st warn"
        href="/pools"
        title={away.map((pool) => `${pool.name}: ${pool.reason ?? pool.state}`).join("\n")}
      >
        <Icon name="triangle-alert" />
        {t("{live} of {all} live", { live: all - away.length, all })}
        {phase !== "connecting" && (
          <span class="soft wide">
            <Part>{() => duration(now.value - oldest)}</Part>
          </span>
        )}
      </a>
    );
  }
  if (phase === "delayed") {
    return (
      <span class="st warn" title={reason ?? ""}>
        <Icon name="clock" />
        <span role="status">
          {tx("Delayed {part}{part2}", {
            part: <span class="wide">{t("by a proxy")}</span>,
            part2: <span class="sr">: {reason}</span>,
          })}
        </span>
      </span>
    );
  }
  return (
    <span
      class={phase === "live" ? "st ok" : "st"}
      role="status"
      title={phase === "live" ? t("Live since {time}", { time: time(since) }) : t("As the page was loaded")}
    >
      <Icon name={phase === "live" ? "zap" : "clock"} />
      {phase === "live" ? t("Live") : t("As loaded")}
    </span>
  );
}
