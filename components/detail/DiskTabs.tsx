// The tabs of a disk's page, live: what it is, where it is used, and the chain it stands in.
import { Pair } from "../Bits.tsx";
import { Part } from "../Cell.tsx";
import { Facts, Listing, None, Ref, yesNo } from "./Parts.tsx";
import { Mark } from "../Power.tsx";
import type * as f from "@/lib/view/detail_fields.ts";
import { bytes, count, dateTime } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import type * as fields from "@/lib/view/page_fields.ts";
import { t } from "@/lib/view/text.ts";
import type { LivingBody } from "./body.ts";

export function DiskTabs(props: LivingBody) {
  return props.tab === "chain" ? <Part>{() => <Chain {...props} />}</Part> : <General {...props} />;
}

function General({ of, id }: LivingBody) {
  const vdi = of.table<"vdi", readonly [...typeof f.VDI_GENERAL, "pool", "sr"]>("vdi").live(id);
  if (!vdi) return null;
  return (
    <div class="dstack">
      <div class="dgrid">
        <Facts title={t("Disk")}>
          <Pair name={t("Storage")}>{() => <Ref of={of} kind="sr" id={vdi.sr} />}</Pair>
          <Pair name={t("Pool")}>{() => <Ref of={of} kind="pool" id={vdi.pool} />}</Pair>
          <Pair name={t("Size")}>{() => bytes(vdi.virtual_size)}</Pair>
          <Pair name={t("Uses")}>{() => bytes(vdi.physical_utilisation)}</Pair>
          <Pair name={t("Type")}>{() => vdi.type}</Pair>
          <Pair name="UUID">
            <code>{id}</code>
          </Pair>
        </Facts>
        <Facts title={t("Properties")}>
          <Pair name={t("State")}>
            {() =>
              vdi.missing
                ? <Mark look={["circle-x", "bad"]} text={t("Missing from its storage")} />
                : <Mark look={["circle-check", "ok"]} text={t("There")} />}
          </Pair>
          <Pair name={t("Read-only")}>{() => yesNo(vdi.read_only)}</Pair>
          <Pair name={t("Can be shared")}>{() => yesNo(vdi.sharable)}</Pair>
          <Pair name={t("Snapshot")}>
            {() =>
              vdi.is_a_snapshot
                ? (vdi.created ? t("taken {time}", { time: dateTime(vdi.created) }) : t("Yes"))
                : t("No")}
          </Pair>
          <Pair name={t("Disks below it")}>
            {() => <a href={hrefOf("vdi", id, "chain")}>{count(vdi.depth)}</a>}
          </Pair>
        </Facts>
      </div>
      <Listing
        title={t("Where it is used")}
        rows={of.table<"vbd", typeof fields.VBD_FIELDS>("vbd")}
        mine={(vbd) => vbd.vdi === id}
        order={() => 0}
        none={t("No VM has it.")}
        columns={[
          {
            label: t("VM"),
            cell: ({ vm }) => vm ? <Ref of={of} kind="vm" id={vm} tab="disks" /> : <None />,
          },
          { label: t("Device"), cell: ({ device, userdevice }) => device || `#${userdevice}` },
          { label: t("Mode"), cell: ({ mode }) => mode === "RO" ? t("read-only") : t("read and write") },
          {
            label: t("State"),
            cell: ({ currently_attached }) => currently_attached ? t("Attached") : t("Detached"),
          },
        ]}
      />
    </div>
  );
}

function Chain({ of, id, chain }: LivingBody) {
  const vdis = of.table<"vdi", typeof f.VDI_CHAIN>("vdi");
  const line = (one: string) => {
    const vdi = vdis.live(one);
    if (!vdi) return null;
    return (
      <li key={one} aria-current={one === id ? "true" : undefined}>
        <span class="leaf">
          {one === id
            ? <strong>{vdi.name || one}</strong>
            : <a href={hrefOf("vdi", one)}>{vdi.name || one}</a>}
          <span class="soft">
            {[
              !vdi.managed ? t("base") : vdi.is_a_snapshot ? t("snapshot") : t("disk"),
              t("uses {part} of {whole}", {
                part: bytes(vdi.physical_utilisation),
                whole: bytes(vdi.virtual_size),
              }),
              ...(vdi.created ? [dateTime(vdi.created)] : []),
            ].join(", ")}
          </span>
        </span>
      </li>
    );
  };
  return (
    <section class="card" aria-label={t("Chain")}>
      <h2>{t("Chain")}</h2>
      <div class="pad tree">
        <p class="soft">
          {t("Each disk holds what has changed since the one before it; the first holds the rest.")}
        </p>
        <ol>{[...chain.below].reverse().map(line)}{line(id)}</ol>
        {chain.above.length > 0 && (
          <>
            <h3>{t("Based on it, or taken of it")}</h3>
            <ul>{chain.above.map(line)}</ul>
          </>
        )}
      </div>
    </section>
  );
}
