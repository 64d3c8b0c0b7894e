// A pool in short: how Atoll stands with it, and its figures.
import type { ComponentChildren } from "preact";
import { count, duration, plural } from "@/lib/view/format.ts";
import type { PoolDetailView } from "@/lib/view/page_fields.ts";
import { Usage } from "./Bits.tsx";
import { Connection } from "./State.tsx";

export function PoolCard({ pool, now, trouble, children }: {
  pool: PoolDetailView;
  now: number;
  /** What stands between Atoll and the pool; its reason alone unless given. */
  trouble?: ComponentChildren;
  children?: ComponentChildren;
}) {
  const known = pool.hosts > 0;
  return (
    <article class="card" id={pool.id}>
      <h2 class="flex flex-wrap items-center gap-3">
        <a href={`/vms?q=${encodeURIComponent(`pool:"${pool.name}"`)}`}>{pool.name}</a>
        <span class="ml-auto font-normal">
          <Connection pool={pool} />
        </span>
      </h2>
      <div class="pad">
        <p class="mb-2">
          <span class="soft">
            {pool.version || "Version unknown"} at <span class="mono">{pool.address}</span>{" "}
            · in this state for {duration(now - Date.parse(pool.since))}
          </span>
          {trouble === undefined && pool.reason && <span class="block t-warn">{pool.reason}</span>}
        </p>
        {trouble}
        {known && (
          <div class={pool.state === "live" ? "grid gap-3" : "grid gap-3 stale"}>
            <p>
              {count(pool.hosts_live)} of {count(pool.hosts)} hosts live · {count(pool.vms_running)} of{" "}
              {count(pool.vms)} VMs running · {count(pool.vcpus)} vCPUs given on {count(pool.cpus)} CPUs
              <span class="block soft">
                {plural(pool.templates, "template")} · {plural(pool.snapshots, "snapshot")}
              </span>
            </p>
            <Usage label="Memory" used={pool.memory_total - pool.memory_free} total={pool.memory_total} />
            <Usage label="Storage" used={pool.storage_used} total={pool.storage_total} />
          </div>
        )}
        {children}
      </div>
    </article>
  );
}
