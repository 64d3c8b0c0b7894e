// How an object stands, beside its name.
import type * as f from "@/lib/view/detail_fields.ts";
import type { Paged } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import { Mark, Power } from "../Power.tsx";
import { Connection, HostState } from "../State.tsx";
import type { Source } from "./source.ts";

export function HeadState({ of, kind, id }: { of: Source; kind: Paged; id: string }) {
  if (kind === "vm" || kind === "snapshot") {
    const row = of.table<"vm" | "snapshot", readonly ["power_state"]>(kind).live(id);
    return row ? <Power state={row.power_state} /> : null;
  }
  if (kind === "host") {
    const row = of.table<"host", typeof f.HOST_HEAD>("host").live(id);
    return row ? <HostState host={row} /> : null;
  }
  if (kind === "pool") {
    const row = of.table<"pool", typeof f.POOL_HEAD>("pool").live(id);
    return row ? <Connection pool={row} /> : null;
  }
  if (kind === "sr") {
    const row = of.table<"sr", typeof f.SR_HEAD>("sr").live(id);
    return row ? <Attached all={row.pbds} now={row.pbds_attached} /> : null;
  }
  return null;
}

/** Whether storage is connected to the hosts that know it. */
export function Attached({ all, now }: { all: number; now: number }) {
  // Who does not see all hosts is not told how many there are.
  if (Number.isNaN(all) || Number.isNaN(now)) return null;
  if (now === 0) return <Mark look={["unplug", "bad"]} text={t("Detached")} />;
  return now < all
    ? <Mark look={["triangle-alert", "warn"]} text={t("Attached to {now} of {all} hosts", { now, all })} />
    : <Mark look={["circle-check", "ok"]} text={t("Attached")} />;
}
