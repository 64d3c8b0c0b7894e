// The dashboard: problems first, then the sums, then every pool.
import { Empty, Note, Usage } from "@/components/Bits.tsx";
import { Icon } from "@/components/Icon.tsx";
import { PoolCard } from "@/components/PoolCard.tsx";
import { now } from "@/lib/client/clock.ts";
import { byName } from "@/lib/client/filtered.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { count, plural } from "@/lib/view/format.ts";
import * as fields from "@/lib/view/page_fields.ts";
import type { PoolDetailView } from "@/lib/view/page_fields.ts";
import { problemsOf } from "@/lib/view/problems.ts";
import type { PageData } from "@/lib/view/types.ts";

/** More would push the figures off the screen. */
const MOST = 8;

function sum(pools: readonly PoolDetailView[], value: (pool: PoolDetailView) => number): number {
  return pools.reduce((all, pool) => all + value(pool), 0);
}

export default function Dashboard({ page }: { page: PageData }) {
  const live = liveFrom(page);
  const pools = live.table("pool", fields.POOL_DETAIL_FIELDS).all().sort(byName);
  const problems = problemsOf({
    hosts: live.table("host", fields.HOST_HEALTH_FIELDS).all(),
    srs: live.table("sr", fields.SR_HEALTH_FIELDS).all(),
    tasks: live.table("task", fields.TASK_FIELDS).all(),
    now: now.value,
  });
  if (pools.length === 0) {
    return (
      <Empty icon="boxes" title="No pool yet">
        <p class="mb-4">Atoll shows what your XCP-ng and XenServer pools do. Connect the first one.</p>
        <a class="btn main" href="/pools?add">
          <Icon name="plus" /> Add a pool
        </a>
      </Empty>
    );
  }
  const running = sum(pools, (pool) => pool.vms_running);
  const paused = sum(pools, (pool) => pool.vms_paused);
  const suspended = sum(pools, (pool) => pool.vms_suspended);
  const halted = sum(pools, (pool) => pool.vms) - running - paused - suspended;
  const memory = sum(pools, (pool) => pool.memory_total);
  const storage = sum(pools, (pool) => pool.storage_total);
  return (
    <div class="live">
      {problems.length > 0
        ? (
          <section class="card mb-4" aria-label="Problems">
            <ul class="lines">
              {problems.slice(0, MOST).map(({ id, tone, what, why, href }) => (
                <li key={id} class={tone}>
                  <Icon name={tone === "bad" ? "circle-alert" : "triangle-alert"} />
                  <a href={href}>{what}</a>
                  {why && <span class="soft">{why}</span>}
                </li>
              ))}
              {problems.length > MOST && (
                <li class="soft">and {plural(problems.length - MOST, "more problem")}</li>
              )}
            </ul>
          </section>
        )
        : pools.every(({ state }) => state === "live") && <Note tone="ok">Everything is in order.</Note>}
      <section class="grid gap-4 sm:grid-cols-2 lg:grid-cols-4 mb-4" aria-label="Sums">
        <div class="card pad">
          <h2 class="soft mb-1">VMs</h2>
          <p class="text-2xl mb-1">
            <a href="/vms">{count(running + paused + suspended + halted)}</a>
          </p>
          <p class="facts flex flex-wrap gap-x-3">
            {([["Running", running], ["Halted", halted], ["Paused", paused], [
              "Suspended",
              suspended,
            ]] as const)
              .filter(([, number]) => number > 0).map(([state, number]) => (
                <a key={state} href={`/vms?q=power:${state.toLowerCase()}`}>
                  {count(number)} {state.toLowerCase()}
                </a>
              ))}
          </p>
        </div>
        <div class="card pad">
          <h2 class="soft mb-1">Hosts</h2>
          <p class="text-2xl mb-1">
            <a href="/hosts">{count(sum(pools, (pool) => pool.hosts))}</a>
          </p>
          <p class="soft">
            {count(sum(pools, (pool) => pool.hosts_live))} live · {count(sum(pools, (pool) => pool.vcpus))}
            {" "}
            vCPUs given on {count(sum(pools, (pool) => pool.cpus))} CPUs
          </p>
        </div>
        <div class="card pad">
          <h2 class="soft mb-2">Memory</h2>
          <Usage label="Used" used={memory - sum(pools, (pool) => pool.memory_free)} total={memory} />
        </div>
        <div class="card pad">
          <h2 class="soft mb-2">Storage</h2>
          <Usage label="Used" used={sum(pools, (pool) => pool.storage_used)} total={storage} />
        </div>
      </section>
      <section aria-label="Pools" class="grid gap-4 lg:grid-cols-2">
        {pools.map((pool) => <PoolCard key={pool.id} pool={pool} now={now.value} />)}
      </section>
    </div>
  );
}
