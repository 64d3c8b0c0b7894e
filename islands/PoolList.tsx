// The pools, live. What can be done with them are plain forms and links of the page.
import { PoolCard } from "@/components/PoolCard.tsx";
import { PoolTrouble } from "@/components/PoolTrouble.tsx";
import { PoolForms } from "@/components/PoolForms.tsx";
import { now } from "@/lib/client/clock.ts";
import { byName } from "@/lib/client/filtered.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { POOL_DETAIL_FIELDS } from "@/lib/view/page_fields.ts";
import type { PageData } from "@/lib/view/types.ts";

export default function PoolList({ page, manage }: { page: PageData; manage: boolean }) {
  const pools = liveFrom(page).table("pool", POOL_DETAIL_FIELDS).all().sort(byName);
  return (
    <div class="grid gap-4 lg:grid-cols-2 items-start live">
      {pools.map((pool) => (
        <PoolCard
          key={pool.id}
          pool={pool}
          now={now.value}
          trouble={<PoolTrouble pool={pool} now={now.value} manage={manage} />}
        >
          <PoolForms pool={pool} manage={manage} />
        </PoolCard>
      ))}
    </div>
  );
}
