// The dashboard: what somebody should look at first, then the sums, every pool, and what happened last.
import { useMemo } from "preact/hooks";
import { Empty, Note } from "@/components/Bits.tsx";
import { Part } from "@/components/Cell.tsx";
import { Consumers } from "@/components/dashboard/Consumers.tsx";
import { AlertNews, TaskNews } from "@/components/dashboard/News.tsx";
import { OwnVms } from "@/components/dashboard/OwnVms.tsx";
import { PoolTile } from "@/components/dashboard/PoolTile.tsx";
import { Problems } from "@/components/dashboard/Problems.tsx";
import { Sums } from "@/components/dashboard/Sums.tsx";
import { Icon } from "@/components/Icon.tsx";
import { now } from "@/lib/client/clock.ts";
import { byName, idList } from "@/lib/client/filtered.ts";
import { Lazy } from "@/lib/client/lazy.ts";
import { liveFrom } from "@/lib/client/live.ts";
import * as show from "@/lib/view/dashboard.ts";
import { countsOf, type FINDING_FIELDS, groupsOf, type RuleText } from "@/lib/view/health.ts";
import { t } from "@/lib/view/text.ts";
import type { PageData } from "@/lib/view/types.ts";

interface Props {
  page: PageData;
  rules: readonly RuleText[];
  /** Of rules that the page carries no findings of. */
  counts: { readonly [rule: string]: number };
  /** The reader sees the figures of some pool. */
  figures: boolean;
  /** Whether the reader may add pools. */
  add: boolean;
}

const consumers = new Lazy(async () => {
  const [{ ConsumerLists }, { consumersOf }] = await Promise.all([
    import("@/components/dashboard/ConsumerLists.tsx"),
    import("@/lib/client/stats/consumers.ts"),
  ]);
  return { ConsumerLists, consumersOf };
});

/** So many of the newest. */
const NEWS = 6;

export default function Dashboard({ page, rules, counts, figures, add }: Props) {
  const live = liveFrom(page);
  const pools = live.table<"pool", typeof show.FIGURE_FIELDS>("pool");
  const findings = live.table<"finding", typeof FINDING_FIELDS>("finding");
  const ids = useMemo(() => idList(() => pools.all().sort(byName).map(({ id }) => id)), []);
  if (ids.value.length === 0) return <NoPool add={add} />;
  // Each sum follows the fields that it adds up.
  const all = () => ids.value.flatMap((id) => pools.live(id) ?? []);
  return (
    <div class="dashboard live">
      <Part>
        {() => {
          const groups = groupsOf(rules, findings.all(), counts);
          return groups.length > 0
            ? <Problems groups={groups} />
            : <Note tone="ok">{t("Everything is in order.")}</Note>;
        }}
      </Part>
      {figures ? <Sums {...sumsOf(page, all)} /> : <Own page={page} />}
      <section aria-labelledby="pools">
        <h2 id="pools" class="over">
          <a href="/pools">{t("Pools")}</a>
        </h2>
        <div class="tiles">
          {all().map((pool) => (
            <PoolTile
              key={pool.id}
              pool={pool}
              found={() => countsOf(groupsOf(rules, findings.all().filter((one) => one.pool === pool.id)))}
              cpu={() => figures ? cpuOf(page, pool.id) : null}
              now={() => now.value}
            />
          ))}
        </div>
      </section>
      {figures && <Consumers lists={() => <Most />} />}
      <News page={page} />
    </div>
  );
}

function Most() {
  const parts = consumers.value;
  return parts && <parts.ConsumerLists ask={(metric) => parts.consumersOf(metric)} />;
}

function NoPool({ add }: { add: boolean }) {
  return (
    <Empty icon="boxes" title={t("No pool yet")}>
      <p class="mb-4">
        {t("Atoll shows what XCP-ng and XenServer pools do.")} {add
          ? t("Connect the first one.")
          : t("An administrator can connect one, or let you see what is there.")}
      </p>
      {add && (
        <a class="btn main" href="/pools?add">
          <Icon name="plus" /> {t("Add a pool")}
        </a>
      )}
    </Empty>
  );
}

/** The share of CPUs in use, of all hosts or of a pool's. */
function cpuOf(page: PageData, pool?: string): number | null {
  const live = liveFrom(page);
  const loads = page.collections.load && live.table<"load", typeof show.LOAD_FIELDS>("load");
  return show.cpuUse(
    live.table<"host", readonly ["pool", "cpus"]>("host").all().filter((host) =>
      pool === undefined || host.pool === pool
    ),
    (id) => loads?.field(id, "cpu").value ?? null,
  );
}

function sumsOf(page: PageData, pools: () => show.Figures[]) {
  const srs = liveFrom(page).table<"sr", readonly ["pool", "virtual_allocation"]>("sr");
  return {
    pools,
    cpu: () => cpuOf(page),
    allocated: () => show.sumOf(srs.all(), (sr) => sr.virtual_allocation),
  };
}

function Own({ page }: { page: PageData }) {
  const vms = liveFrom(page).table<"vm", typeof show.OWN_VM_FIELDS>("vm");
  const ids = useMemo(() => idList(() => vms.all().sort(byName).map(({ id }) => id)), []);
  return ids.value.length === 0 ? null : <OwnVms ids={ids.value} vm={(id) => vms.live(id)} />;
}

function News({ page }: { page: PageData }) {
  const live = liveFrom(page);
  const tasks = live.table<"task", typeof show.NEWS_TASK_FIELDS>("task").all()
    .sort((a, b) => a.created < b.created ? 1 : -1).slice(0, NEWS);
  const alerts = live.table<"alert", typeof show.NEWS_ALERT_FIELDS>("alert").all()
    .sort((a, b) => (a.time ?? "") < (b.time ?? "") ? 1 : -1).slice(0, NEWS);
  if (tasks.length === 0 && alerts.length === 0) return null;
  return (
    <div class="newses">
      {tasks.length > 0 && <TaskNews tasks={tasks} now={() => now.value} />}
      {alerts.length > 0 && <AlertNews alerts={alerts} now={() => now.value} />}
    </div>
  );
}
