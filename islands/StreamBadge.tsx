// The badge in the top bar: is what I see live? Since when not, and why.
import { useEffect } from "preact/hooks";
import { POOL_FIELDS } from "@/lib/view/page_fields.ts";
import { Icon } from "@/components/Icon.tsx";
import { now } from "@/lib/client/clock.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { duration } from "@/lib/view/format.ts";
import type { PageData } from "@/lib/view/types.ts";

export default function StreamBadge({ page }: { page: PageData }) {
  const live = liveFrom(page);
  const { phase, since, reason } = live.stream.value;
  useEffect(() => {
    // Dims what is no longer live (.live in the stylesheet); nothing is blanked.
    document.documentElement.dataset.stream = phase === "reconnecting" ? "lost" : phase;
  }, [phase]);
  if (phase === "reconnecting") {
    return (
      <span class="st warn" title={reason ?? ""}>
        <Icon name="loader-circle" class="turn" />
        <span role="status">
          Reconnecting<span class="sr">: {reason}</span>
        </span>
        <span class="soft wide">{duration(now.value - since)}</span>
      </span>
    );
  }
  const pools = live.table("pool", POOL_FIELDS).all();
  const away = pools.filter((pool) => pool.state !== "live");
  if (away.length > 0) {
    const oldest = Math.min(...away.map((pool) => Date.parse(pool.since)));
    return (
      <a
        class="st warn"
        href="/pools"
        title={away.map((pool) => `${pool.name}: ${pool.reason ?? pool.state}`).join("\n")}
      >
        <Icon name="triangle-alert" />
        {pools.length - away.length} of {pools.length} live
        {phase === "live" && <span class="soft wide">{duration(now.value - oldest)}</span>}
      </a>
    );
  }
  return (
    <span class={phase === "live" ? "st ok" : "st"} role="status">
      <Icon name={phase === "live" ? "zap" : "clock"} />
      {phase === "live" ? "Live" : "As loaded"}
    </span>
  );
}
