// The tabs of a network's page, live.
import { Pair } from "../Bits.tsx";
import { Pifs } from "./HostParts.tsx";
import { by, Facts, Listing, Ref, yesNo } from "./Parts.tsx";
import type * as f from "@/lib/view/detail_fields.ts";
import { count, plain } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import type * as fields from "@/lib/view/page_fields.ts";
import { t } from "@/lib/view/text.ts";
import type { LivingBody } from "./body.ts";

export function NetworkTabs(body: LivingBody) {
  const { of, id, tab } = body;
  if (tab === "pifs") return <Pifs of={of} id={id} from="network" />;
  return tab === "vifs" ? <Vifs {...body} /> : <General {...body} />;
}

function General({ of, id }: LivingBody) {
  const net = of.table<"network", readonly [...typeof f.NETWORK_GENERAL, "pool"]>("network").live(id);
  if (!net) return null;
  return (
    <div class="dgrid">
      <Facts title={t("Network")}>
        <Pair name={t("Pool")}>{() => <Ref of={of} kind="pool" id={net.pool} />}</Pair>
        <Pair name={t("Bridge")}>{() => net.bridge}</Pair>
        <Pair name="VLAN">{() => net.VLAN >= 0 ? net.VLAN : t("Untagged")}</Pair>
        <Pair name={t("Bond")}>{() => yesNo(net.bond)}</Pair>
        <Pair name="MTU">{() => plain(net.MTU)}</Pair>
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

function Vifs({ of, id }: LivingBody) {
  const vms = of.table<"vm", typeof f.VM_NAMED>("vm");
  return (
    <Listing
      title={t("VM interfaces")}
      rows={of.table<"vif", typeof fields.VIF_FIELDS>("vif")}
      mine={({ network }) => network === id}
      order={by(({ vm, device }) => `${(vm && vms.live(vm)?.name) ?? ""} ${device}`)}
      none={t("No VM is on it.")}
      columns={[
        { label: t("VM"), cell: ({ vm }) => <Ref of={of} kind="vm" id={vm} tab="networks" /> },
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
