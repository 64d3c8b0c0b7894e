// The tabs of a network's page, live.
import { Pair } from "@/components/Bits.tsx";
import { Pifs } from "@/components/detail/HostParts.tsx";
import { by, Facts, Listing, Ref, yesNo } from "@/components/detail/Parts.tsx";
import { liveFrom } from "@/lib/client/live.ts";
import type * as f from "@/lib/view/detail_fields.ts";
import { count } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import type * as fields from "@/lib/view/page_fields.ts";
import { t } from "@/lib/view/text.ts";
import type { PageData } from "@/lib/view/types.ts";

interface Props {
  page: PageData;
  id: string;
  tab: string;
}

export default function NetworkDetail({ page, id, tab }: Props) {
  const live = liveFrom(page);
  if (tab === "pifs") return <Pifs of={live} id={id} from="network" />;
  return tab === "vifs" ? <Vifs page={page} id={id} tab={tab} /> : <General page={page} id={id} tab={tab} />;
}

function General({ page, id }: Props) {
  const live = liveFrom(page);
  const net = live.table<"network", readonly [...typeof f.NETWORK_GENERAL, "pool"]>("network").live(id);
  if (!net) return null;
  return (
    <div class="dgrid">
      <Facts title={t("Network")}>
        <Pair name={t("Pool")}>{() => <Ref of={live} kind="pool" id={net.pool} />}</Pair>
        <Pair name={t("Bridge")}>{() => net.bridge}</Pair>
        <Pair name="VLAN">{() => net.VLAN >= 0 ? net.VLAN : t("Untagged")}</Pair>
        <Pair name={t("Bond")}>{() => yesNo(net.bond)}</Pair>
        <Pair name="MTU">{() => net.MTU}</Pair>
        <Pair name={t("Locking of addresses")}>{() => net.default_locking_mode}</Pair>
        <Pair name={t("Bridge is made by the pool")}>{() => yesNo(net.managed)}</Pair>
        <Pair name="UUID">
          <code>{id}</code>
        </Pair>
      </Facts>
      <Facts title={t("In use by")}>
        <Pair name={t("Host interfaces")}>
          {() => <a href={hrefOf("network", id, "pifs")}>{count(net.pifs)}</a>}
        </Pair>
        <Pair name={t("VM interfaces")}>
          {() => <a href={hrefOf("network", id, "vifs")}>{count(net.vifs)}</a>}
        </Pair>
      </Facts>
    </div>
  );
}

function Vifs({ page, id }: Props) {
  const live = liveFrom(page);
  const vms = live.table<"vm", typeof f.VM_NAMED>("vm");
  return (
    <Listing
      title={t("VM interfaces")}
      rows={live.table<"vif", typeof fields.VIF_FIELDS>("vif")}
      mine={({ network }) => network === id}
      order={by(({ vm, device }) => `${(vm && vms.live(vm)?.name) ?? ""} ${device}`)}
      none={t("No VM is on it.")}
      columns={[
        { label: t("VM"), cell: ({ vm }) => <Ref of={live} kind="vm" id={vm} tab="networks" /> },
        { label: t("Device"), cell: ({ device }) => `#${device}` },
        { label: t("MAC address"), kind: "mono", cell: ({ MAC }) => MAC },
        { label: t("Addresses"), kind: "mono", cell: ({ ips }) => ips.join(", ") || "–" },
        {
          label: t("State"),
          cell: ({ currently_attached }) => currently_attached ? t("Connected") : t("Disconnected"),
        },
      ]}
    />
  );
}
