// The tabs of the page of a template or a snapshot, live: both are made of a VM.
import { Ago, Pair } from "../Bits.tsx";
import { Facts, None, Ref, yesNo } from "./Parts.tsx";
import { Disks, Nics } from "./Machine.tsx";
import type * as f from "@/lib/view/detail_fields.ts";
import { bytes, count } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import type { LivingBody } from "./body.ts";

export function TemplateTabs(body: LivingBody) {
  const { of, kind, id, tab } = body;
  if (tab === "disks") return <Disks of={of} id={id} />;
  if (tab === "networks") return <Nics of={of} id={id} />;
  return kind === "snapshot" ? <Snapshot {...body} /> : <Template {...body} />;
}

function Template({ of, id }: LivingBody) {
  const row = of.table<"template", readonly [...typeof f.TEMPLATE_GENERAL, "pool"]>("template").live(id);
  if (!row) return null;
  return (
    <div class="dgrid">
      <Facts title={t("Template")}>
        <Pair name={t("Pool")}>{() => <Ref of={of} kind="pool" id={row.pool} />}</Pair>
        <Pair name={t("Comes with the pool")}>{() => yesNo(row.is_default_template)}</Pair>
        <Pair name={t("Operating system")}>{() => row.os || <span class="soft">{t("Unknown")}</span>}</Pair>
        <Pair name={t("vCPUs")}>{() => count(row.VCPUs_max)}</Pair>
        <Pair name={t("Memory")}>{() => bytes(row.memory_static_max)}</Pair>
        <Pair name={t("Disks")}>
          {() => <a href={hrefOf("template", id, "disks")}>{count(row.disks)}</a>}
        </Pair>
        <Pair name={t("Network interfaces")}>
          {() => <a href={hrefOf("template", id, "networks")}>{count(row.nics)}</a>}
        </Pair>
        <Pair name="UUID">
          <code>{id}</code>
        </Pair>
      </Facts>
    </div>
  );
}

function Snapshot({ of, id, now }: LivingBody) {
  const rows = of.table<"snapshot", readonly [...typeof f.SNAPSHOT_GENERAL, "snapshot_of", "pool"]>(
    "snapshot",
  );
  const row = rows.live(id);
  if (!row) return null;
  return (
    <div class="dgrid">
      <Facts title={t("Snapshot")}>
        <Pair name={t("Taken of")}>
          {() => row.snapshot_of ? <Ref of={of} kind="vm" id={row.snapshot_of} tab="snapshots" /> : <None />}
        </Pair>
        <Pair name={t("Pool")}>{() => <Ref of={of} kind="pool" id={row.pool} />}</Pair>
        <Pair name={t("Taken")}>
          {() => row.snapshot_time ? <Ago iso={row.snapshot_time} now={now()} /> : t("Unknown")}
        </Pair>
        <Pair name={t("Holds the memory")}>{() => yesNo(row.memory)}</Pair>
        <Pair name={t("Taken after")}>
          {() =>
            row.parent ? <a href={hrefOf("snapshot", row.parent)}>{t("The snapshot before")}</a> : <None />}
        </Pair>
        <Pair name="UUID">
          <code>{id}</code>
        </Pair>
      </Facts>
    </div>
  );
}
