// The tabs of a host's page, live.
import { Part } from "@/components/Cell.tsx";
import { Pbds, Updates } from "@/components/detail/Hosted.tsx";
import {
  Certificates,
  HostGeneral,
  HostHardware,
  HostVms,
  Pending,
  Pifs,
} from "@/components/detail/HostParts.tsx";
import { now } from "@/lib/client/clock.ts";
import { liveFrom } from "@/lib/client/live.ts";
import type { PageData } from "@/lib/view/types.ts";

export default function HostDetail({ page, id, tab }: { page: PageData; id: string; tab: string }) {
  const live = liveFrom(page);
  switch (tab) {
    case "hardware":
      return <HostHardware of={live} id={id} />;
    case "network":
      return <Pifs of={live} id={id} from="host" />;
    case "storage":
      return <Pbds of={live} id={id} from="host" />;
    case "vms":
      return <HostVms of={live} id={id} />;
    case "patches":
      return (
        <>
          <Part>{() => <Pending of={live} id={id} />}</Part>
          <Updates of={live} on={id} />
        </>
      );
    case "certificates":
      return <Certificates of={live} id={id} now={() => now.value} />;
    default:
      return <HostGeneral of={live} id={id} now={() => now.value} />;
  }
}
