// The tabs of a storage's page, live.
import { Pair } from "@/components/Bits.tsx";
import { Part } from "@/components/Cell.tsx";
import { Pbds } from "@/components/detail/Hosted.tsx";
import { Share } from "@/components/detail/Share.tsx";
import { by, Facts, Listing, None, Ref, yesNo } from "@/components/detail/Parts.tsx";
import { UseByVm } from "@/components/detail/UseByVm.tsx";
import { liveFrom } from "@/lib/client/live.ts";
import type * as f from "@/lib/view/detail_fields.ts";
import { bytes, count } from "@/lib/view/format.ts";
import { hrefOf, listHref } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import type { PageData } from "@/lib/view/types.ts";

interface Props {
  page: PageData;
  id: string;
  tab: string;
}

export default function SrDetail({ page, id, tab }: Props) {
  const live = liveFrom(page);
  switch (tab) {
    case "vms":
      return <Part>{() => <UseByVm of={live} id={id} />}</Part>;
    case "disks":
      return <DisksOf page={page} id={id} tab={tab} />;
    case "hosts":
      return <Pbds of={live} id={id} from="sr" />;
    default:
      return <General page={page} id={id} tab={tab} />;
  }
}

function General({ page, id }: Props) {
  const live = liveFrom(page);
  const sr = live.table<"sr", readonly [...typeof f.SR_GENERAL, "pool"]>("sr").live(id);
  if (!sr) return null;
  return (
    <div class="dgrid">
      <Facts title={t("Storage")}>
        <Pair name={t("Pool")}>
          {() => (
            <>
              <Ref of={live} kind="pool" id={sr.pool} />
              {sr.default && <span class="tag">{t("default storage")}</span>}
            </>
          )}
        </Pair>
        <Pair name={t("Type")}>{() => sr.type}</Pair>
        <Pair name={t("Holds")}>{() => sr.content_type || t("disks")}</Pair>
        <Pair name={t("Shared")}>{() => yesNo(sr.shared)}</Pair>
        <Pair name={t("Host")}>{() => sr.host ? <Ref of={live} kind="host" id={sr.host} /> : <None />}</Pair>
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

function DisksOf({ page, id }: Props) {
  const live = liveFrom(page);
  return (
    <Listing
      title={t("Disks")}
      rows={live.table<"vdi", typeof f.VDI_ROW>("vdi")}
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
