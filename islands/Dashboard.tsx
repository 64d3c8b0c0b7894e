// The dashboard: problems first, then the sums, then every pool.
import { useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Empty, Note, Usage } from "@/components/Bits.tsx";
import { Part } from "@/components/Cell.tsx";
import { Icon } from "@/components/Icon.tsx";
import { PoolCard } from "@/components/PoolCard.tsx";
import { now } from "@/lib/client/clock.ts";
import { isAway } from "@/lib/view/connection_label.ts";
import { byName, idList } from "@/lib/client/filtered.ts";
import { type Live, liveFrom } from "@/lib/client/live.ts";
import { count, plural } from "@/lib/view/format.ts";
import type * as fields from "@/lib/view/page_fields.ts";
import type { PoolCardView } from "@/lib/view/page_fields.ts";
import { problemsOf } from "@/lib/view/problems.ts";
import type { PageData } from "@/lib/view/types.ts";

/** More would push the figures off the screen. */
const MOST = 8;

function sum(pools: readonly PoolCardView[], value: (pool: PoolCardView) => number): number {
  return pools.reduce((all, pool) => all + value(pool), 0);
}

/** @param add whether the user may add pools */
export default function Dashboard({ page, add }: { page: PageData; add: boolean }) {
  const live = liveFrom(page);
  const pools = live.table<"pool", typeof fields.POOL_CARD_FIELDS>("pool");
  const ids = useMemo(() => idList(() => pools.all().sort(byName).map(({ id }) => id)), []);
  // Each sum follows the fields that it adds up.
  const all = () => ids.value.flatMap((id) => pools.live(id) ?? []);
  if (ids.value.length === 0) {
    return (
      <Empty icon="boxes" title="No pool yet">
        <p class="mb-4">
          Atoll shows what XCP-ng and XenServer pools do.{" "}
          {add ? "Connect the first one." : "An administrator can connect one, or let you see what is there."}
        </p>
        {add && (
          <a class="btn main" href="/pools?add">
            <Icon name="plus" /> Add a pool
          </a>
        )}
      </Empty>
    );
  }
  return (
    <div class="live">
      <Problems live={live} pools={all} />
      <section class="grid gap-4 sm:grid-cols-2 lg:grid-cols-4 mb-4" aria-label="Sums">
        <Part>{() => <Machines pools={all()} />}</Part>
        <Part>
          {() => (
            <div class="card pad">
              <h2 class="soft mb-1">Hosts</h2>
              <p class="text-2xl mb-1">
                <a href="/hosts">{count(sum(all(), (pool) => pool.hosts))}</a>
              </p>
              <p class="soft">
                {count(sum(all(), (pool) => pool.hosts_live))} live · {count(
                  sum(all(), (pool) => pool.vcpus),
                )} vCPUs given on {count(sum(all(), (pool) => pool.cpus))} CPUs
              </p>
            </div>
          )}
        </Part>
        <div class="card pad">
          <h2 class="soft mb-2">Memory</h2>
          <Part>
            {() => {
              const total = sum(all(), (pool) => pool.memory_total);
              const free = sum(all(), (pool) => pool.memory_free);
              return <Usage label="Used" used={total - free} total={total} />;
            }}
          </Part>
        </div>
        <div class="card pad">
          <h2 class="soft mb-2">Storage</h2>
          <Part>
            {() => (
              <Usage
                label="Used"
                used={sum(all(), (pool) => pool.storage_used)}
                total={sum(all(), (pool) => pool.storage_total)}
              />
            )}
          </Part>
        </div>
      </section>
      <section aria-label="Pools" class="grid gap-4 lg:grid-cols-2">
        {all().map((pool) => <PoolCard key={pool.id} pool={pool} now={() => now.value} />)}
      </section>
    </div>
  );
}

function Problems({ live, pools }: { live: Live; pools: () => readonly PoolCardView[] }) {
  // Only what happened in the last hour is news: a minute more or less does not matter.
  const minute = useComputed(() => Math.floor(now.value / 60_000));
  const problems = problemsOf({
    hosts: live.table<"host", typeof fields.HOST_HEALTH_FIELDS>("host").all(),
    srs: live.table<"sr", typeof fields.SR_HEALTH_FIELDS>("sr").all(),
    tasks: live.table<"task", typeof fields.TASK_FIELDS>("task").all(),
    now: minute.value * 60_000,
  });
  if (problems.length === 0) {
    return !pools().some(isAway) ? <Note tone="ok">Everything is in order.</Note> : null;
  }
  return (
    <section class="card mb-4" aria-label="Problems">
      <ul class="lines">
        {problems.slice(0, MOST).map(({ id, tone, what, why, href }) => (
          <li key={id} class={tone}>
            <Icon name={tone === "bad" ? "circle-alert" : "triangle-alert"} />
            <a href={href}>{what}</a>
            {why && <span class="soft">{why}</span>}
          </li>
        ))}
        {problems.length > MOST && <li class="soft">and {plural(problems.length - MOST, "more problem")}</li>}
      </ul>
    </section>
  );
}

function Machines({ pools }: { pools: readonly PoolCardView[] }) {
  const running = sum(pools, (pool) => pool.vms_running);
  const paused = sum(pools, (pool) => pool.vms_paused);
  const suspended = sum(pools, (pool) => pool.vms_suspended);
  const all = sum(pools, (pool) => pool.vms);
  const states = [
    ["running", running],
    ["halted", all - running - paused - suspended],
    ["paused", paused],
    ["suspended", suspended],
  ] as const;
  return (
    <div class="card pad">
      <h2 class="soft mb-1">VMs</h2>
      <p class="text-2xl mb-1">
        <a href="/vms">{count(all)}</a>
      </p>
      <p class="facts flex flex-wrap gap-x-3">
        {states.filter(([, number]) => number > 0).map(([state, number]) => (
          <a key={state} href={`/vms?q=power:${state}`}>
            {count(number)} {state}
          </a>
        ))}
      </p>
    </div>
  );
}
