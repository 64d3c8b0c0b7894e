// The tabs of a host's page, live.
import { Part } from "../Cell.tsx";
import { Pbds, Updates } from "./Hosted.tsx";
import { Certificates, HostGeneral, HostHardware, HostVms, Pending, Pifs } from "./HostParts.tsx";
import type { LivingBody } from "./body.ts";

export function HostTabs({ of, id, tab, now }: LivingBody) {
  switch (tab) {
    case "hardware":
      return <HostHardware of={of} id={id} />;
    case "network":
      return <Pifs of={of} id={id} from="host" />;
    case "storage":
      return <Pbds of={of} id={id} from="host" />;
    case "vms":
      return <HostVms of={of} id={id} />;
    case "patches":
      return (
        <>
          <Part>{() => <Pending of={of} id={id} />}</Part>
          <Updates of={of} on={id} />
        </>
      );
    case "certificates":
      return <Certificates of={of} id={id} now={now} />;
    default:
      return <HostGeneral of={of} id={id} now={now} />;
  }
}
