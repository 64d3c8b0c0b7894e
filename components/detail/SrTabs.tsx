// The tabs of a storage's page, live.
import { Pair } from "../Bits.tsx";
import { Part } from "../Cell.tsx";
import { Pbds } from "./Hosted.tsx";
import { Share } from "./Share.tsx";
import { by, Facts, Listing, None, Ref, yesNo } from "./Parts.tsx";
import { UseByVm } from "./UseByVm.tsx";
import type * as f from "@/lib/view/detail_fields.ts";
import { bytes, count } from "@/lib/view/format.ts";
import { hrefOf, listHref } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import type { LivingBody } from "./body.ts";

export function SrTabs(body: LivingBody) {
  const { of, id, tab } = body;
  switch (tab) {
    case "vms":
      return <Part>{() => <UseByVm of={of} id={id} />}</Part>;
    case "disks":
      return <DisksOf {...body} />;
    case "hosts":
      return <Pbds of={of} id={id} from="sr" />;
    default:
      return <General {...body} />;
  }
}

function General({ of, id }: LivingBody) {
  const sr = of.table<"sr", readonly [...typeof f.SR_GENERAL, "pool"]>("sr").live(id);
  if (!sr) return null;
  return (
    <div class="dgrid">
      <Facts title={t("Storage")}>
        <Pair name={t("Pool")}>
          {() => (
            <>
              <Ref of={of} kind="pool" id={sr.pool} />
              {sr.default && <span class="tag">{t("default storage")}</span>}
            </>
          )}
        </Pair>
        <Pair name={t("Type")}>{() => sr.type}</Pair>
        <Pair name={t("Holds")}>{() => sr.content_type || t("disks")}</Pair>
        <Pair name={t("Shared")}>{() => yesNo(sr.shared)}</Pair>
        <Pair name={t("Host")}>{() => sr.host ? <Ref of={of} kind="host" id={sr.host} /> : <None />}</Pair>
        <Pair name={t("Keeps copies of shared disks")}>{() => yesNo(sr.local_cache)}</Pair>
        <Pair name="UUID">
          <code>{id}</code>
        </Pair>
      </Facts>
      <Facts title={t("Use")}>
        <Pair name={t("Used")}>
          {() =>
            sr.physical_size > 0
              ? <Share label={t("Used")} part={sr.physical_utilisation} whole={sr.physical_size} />
              : t("Unknown")}
        </Pair>
        <Pair name={t("Promised to disks")}>
          {() =>
            sr.physical_size > 0
              ? <Share label={t("Promised to disks")} part={sr.virtual_allocation} whole={sr.physical_size} />
              : bytes(sr.virtual_allocation)}
        </Pair>
        <Pair name={t("Disks")}>
          {() => <a href={hrefOf("sr", id, "disks")}>{count(sr.vdis)}</a>}
        </Pair>
        <Pair name={t("Waiting to be coalesced")}>
          {() => (
            <>
              {count(sr.unmanaged)}
              <div class="soft">{t("Bases of snapshots and clones that no VM has")}</div>
            </>
          )}
        </Pair>
      </Facts>
    </div>
  );
}

function DisksOf({ of, id }: LivingBody) {
  return (
    <Listing
      title={t("Disks")}
      rows={of.table<"vdi", typeof f.VDI_ROW>("vdi")}
      mine={({ sr }) => sr === id}
      order={by(({ name }) => name)}
      none={t("There is no disk on it.")}
      href={listHref("vdi", `sr:"${id}"`)}
      columns={[
        { label: t("Name"), cell: (vdi) => <a href={hrefOf("vdi", vdi.id)}>{vdi.name || vdi.id}</a> },
        {
          label: t("Kind"),
          cell: ({ managed, is_a_snapshot, type }) =>
            !managed ? t("Base") : is_a_snapshot ? t("Snapshot") : type === "user" ? t("Disk") : type,
        },
        { label: t("Size"), kind: "num", cell: ({ virtual_size }) => bytes(virtual_size) },
        { label: t("Uses"), kind: "num", cell: ({ physical_utilisation }) => bytes(physical_utilisation) },
        { label: t("Chain below it"), kind: "num", cell: ({ depth }) => count(depth) },
        { label: t("VMs"), kind: "num", cell: ({ vbds }) => count(vbds) },
      ]}
    />
  );
}
