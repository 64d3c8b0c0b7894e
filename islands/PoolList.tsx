// The pools, live. What can be done with them are plain forms and links of the page.
import { useMemo } from "preact/hooks";
import { PoolCard } from "@/components/PoolCard.tsx";
import { PoolTrouble } from "@/components/PoolTrouble.tsx";
import { PoolForms } from "@/components/PoolForms.tsx";
import { now } from "@/lib/client/clock.ts";
import { byName, idList } from "@/lib/client/filtered.ts";
import { liveFrom } from "@/lib/client/live.ts";
import type { POOL_CARD_FIELDS, POOL_DETAIL_FIELDS } from "@/lib/view/page_fields.ts";
import type { PageData } from "@/lib/view/types.ts";

interface Props {
  page: PageData;
  manage: boolean;
  /** Ids of those that are asked for; null: all. */
  only: readonly string[] | null;
}

export default function PoolList({ page, manage, only }: Props) {
  const live = liveFrom(page);
  const pools = live.table<"pool", typeof POOL_CARD_FIELDS>("pool");
  const managed = live.table<"pool", typeof POOL_DETAIL_FIELDS>("pool");
  const ids = useMemo(() => idList(() => pools.all().sort(byName).map(({ id }) => id)), []);
  return (
    <div class="grid gap-4 lg:grid-cols-2 items-start live">
      {ids.value.filter((id) => only?.includes(id) ?? true).map((id) => {
        const pool = pools.live(id);
        const detail = manage ? managed.live(id) : undefined;
        // How a pool is reached and trusted is sent to those alone who manage it.
        const own = detail?.tried ? detail : null;
        return pool && (
          <PoolCard
            key={id}
            pool={pool}
            now={() => now.value}
            trouble={<PoolTrouble pool={pool} managed={own} now={() => now.value} />}
          >
            <PoolForms pool={pool} managed={own} />
          </PoolCard>
        );
      })}
    </div>
  );
}
