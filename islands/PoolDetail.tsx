// The tabs of a pool's page, live; its connection is a page of forms.
import { Storages, Updates } from "@/components/detail/Hosted.tsx";
import {
  PoolGeneral,
  PoolHa,
  PoolHosts,
  PoolLicence,
  PoolNetworks,
  PoolPatches,
} from "@/components/detail/PoolParts.tsx";
import { liveFrom } from "@/lib/client/live.ts";
import { now } from "@/lib/client/clock.ts";
import type { PageData } from "@/lib/view/types.ts";

export default function PoolDetail({ page, id, tab }: { page: PageData; id: string; tab: string }) {
  const live = liveFrom(page);
  switch (tab) {
    case "hosts":
      return <PoolHosts of={live} id={id} />;
    case "storage":
      return <Storages of={live} id={id} />;
    case "networks":
      return <PoolNetworks of={live} id={id} />;
    case "ha":
      return <PoolHa of={live} id={id} />;
    case "patches":
      return (
        <div class="dstack">
          <PoolPatches of={live} id={id} />
          <Updates of={live} />
        </div>
      );
    case "licence":
      return <PoolLicence of={live} id={id} now={() => now.value} />;
    default:
      return <PoolGeneral of={live} id={id} />;
  }
}
