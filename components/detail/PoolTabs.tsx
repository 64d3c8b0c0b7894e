// The tabs of a pool's page, live; its connection is a page of forms.
import { Storages, Updates } from "./Hosted.tsx";
import { PoolGeneral, PoolHa, PoolHosts, PoolLicence, PoolNetworks, PoolPatches } from "./PoolParts.tsx";
import type { LivingBody } from "./body.ts";

export function PoolTabs({ of, id, tab, now }: LivingBody) {
  switch (tab) {
    case "hosts":
      return <PoolHosts of={of} id={id} />;
    case "storage":
      return <Storages of={of} id={id} />;
    case "networks":
      return <PoolNetworks of={of} id={id} />;
    case "ha":
      return <PoolHa of={of} id={id} />;
    case "patches":
      return (
        <div class="dstack">
          <PoolPatches of={of} id={id} />
          <Updates of={of} />
        </div>
      );
    case "licence":
      return <PoolLicence of={of} id={id} now={now} />;
    default:
      return <PoolGeneral of={of} id={id} />;
  }
}
