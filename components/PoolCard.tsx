// A pool in short: how Atoll stands with it, and its figures.
import type { ComponentChildren } from "preact";
import { count, duration } from "@/lib/view/format.ts";
import type { PoolCardView } from "@/lib/view/page_fields.ts";
import { t, tn } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
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
        <Part>{() => pool.read_only && <span class="tag font-normal">{t("read-only")}</span>}</Part>
        <span class="ml-auto font-normal">
          <Part>{() => <Connection pool={pool} />}</Part>
        </span>
      </h2>
      <div class="pad">
        <p class="mb-2">
          <span class="soft">
            {tx("{version} at {address} · in this state for {span}", {
              version: <Part>{() => pool.version || t("Version unknown")}</Part>,
              address: (
                <span class="mono">
                  <Part>{() => pool.address}</Part>
                </span>
              ),
              span: <Part>{() => duration(now() - Date.parse(pool.since))}</Part>,
            })}
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
                    {t(
                      "{hosts_live} of {hosts} hosts live · {vms_running} of  {vms} VMs running · {vcpus} vCPUs given on {cpus}",
                      {
                        hosts_live: count(pool.hosts_live),
                        hosts: count(pool.hosts),
                        vms_running: count(pool.vms_running),
                        vms: count(pool.vms),
                        vcpus: count(pool.vcpus),
                        cpus: count(pool.cpus),
                      },
                    )} CPUs
                  </>
                )}
              </Part>
              <span class="block soft">
                <Part>
                  {() =>
                    `${tn(pool.templates, "{count} template", "{count} templates")} · ${
                      tn(pool.snapshots, "{count} snapshot", "{count} snapshots")
                    }`}
                </Part>
              </span>
            </p>
            <Part>
              {() => (
                <Usage
                  label={t("Memory")}
                  used={pool.memory_total - pool.memory_free}
                  total={pool.memory_total}
                />
              )}
            </Part>
            <Part>
              {() => <Usage label={t("Storage")} used={pool.storage_used} total={pool.storage_total} />}
            </Part>
          </div>
        )}
        {children}
      </div>
    </article>
  );
}
