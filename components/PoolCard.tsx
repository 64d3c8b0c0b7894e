// A pool in short: how Atoll stands with it, and its figures.
import type { ComponentChildren } from "preact";
import { count, duration, plural } from "@/lib/view/format.ts";
import type { PoolCardView } from "@/lib/view/page_fields.ts";
import { Usage } from "./Bits.tsx";
import { Part } from "./Cell.tsx";
import { Connection } from "./State.tsx";

export function PoolCard({ pool, now, trouble, children }: {
  pool: PoolCardView;
  /** The time in ms. */
  now: () => number;
  /** What stands between Atoll and the pool; its reason alone unless given. */
  trouble?: ComponentChildren;
  children?: ComponentChildren;
}) {
  return (
    <article class="card" id={pool.id}>
      <h2 class="flex flex-wrap items-center gap-3">
        <Part>
          {() => <a href={`/vms?q=${encodeURIComponent(`pool:"${pool.name}"`)}`}>{pool.name}</a>}
        </Part>
        <Part>{() => pool.read_only && <span class="tag font-normal">read-only</span>}</Part>
        <span class="ml-auto font-normal">
          <Part>{() => <Connection pool={pool} />}</Part>
        </span>
      </h2>
      <div class="pad">
        <p class="mb-2">
          <span class="soft">
            <Part>{() => pool.version || "Version unknown"}</Part> at{" "}
            <span class="mono">
              <Part>{() => pool.address}</Part>
            </span>{" "}
            · in this state for <Part>{() => duration(now() - Date.parse(pool.since))}</Part>
          </span>
          {trouble === undefined && (
            <Part>{() => pool.reason && <span class="block t-warn">{pool.reason}</span>}</Part>
          )}
        </p>
        {trouble}
        {pool.hosts > 0 && (
          <div class={pool.state === "live" ? "grid gap-3" : "grid gap-3 stale"}>
            <p>
              <Part>
                {() => (
                  <>
                    {count(pool.hosts_live)} of {count(pool.hosts)} hosts live · {count(pool.vms_running)} of
                    {" "}
                    {count(pool.vms)} VMs running · {count(pool.vcpus)} vCPUs given on {count(pool.cpus)} CPUs
                  </>
                )}
              </Part>
              <span class="block soft">
                <Part>
                  {() => `${plural(pool.templates, "template")} · ${plural(pool.snapshots, "snapshot")}`}
                </Part>
              </span>
            </p>
            <Part>
              {() => (
                <Usage label="Memory" used={pool.memory_total - pool.memory_free} total={pool.memory_total} />
              )}
            </Part>
            <Part>
              {() => <Usage label="Storage" used={pool.storage_used} total={pool.storage_total} />}
            </Part>
          </div>
        )}
        {children}
      </div>
    </article>
  );
}
