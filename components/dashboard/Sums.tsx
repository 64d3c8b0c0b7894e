// The figures of all pools together: VMs, hosts and their CPUs, memory, storage.
import type { ComponentChildren } from "preact";
import { type Figures, statesOf, sumOf } from "@/lib/view/dashboard.ts";
import { bytes, count, percent } from "@/lib/view/format.ts";
import { msg, t } from "@/lib/view/text.ts";
import { Meter } from "../Bits.tsx";
import { Part, type Render } from "../Cell.tsx";

const STATES = {
  running: msg("{count} running"),
  halted: msg("{count} halted"),
  paused: msg("{count} paused"),
  suspended: msg("{count} suspended"),
};

export function Sums({ pools, cpu, allocated }: {
  pools: () => readonly Figures[];
  /** The share of CPUs in use; null: not known. */
  cpu: () => number | null;
  /** What disks were promised of the storage, in bytes. */
  allocated: () => number;
}) {
  const sum = (value: (pool: Figures) => number) => sumOf(pools(), value);
  return (
    <section class="sums" aria-label={t("All pools together")}>
      <Sum title={t("VMs")} href="/vms" figure={() => count(sum(({ vms }) => vms))}>
        {() => {
          const states = statesOf(pools());
          return (
            <p class="facts">
              {(["running", "halted", "paused", "suspended"] as const).filter((state) => states[state] > 0)
                .map(
                  (state) => (
                    <a key={state} href={`/vms?q=power:${state}`}>
                      {t(STATES[state], { count: count(states[state]) })}
                    </a>
                  ),
                )}
            </p>
          );
        }}
      </Sum>
      <Sum title={t("Hosts and CPUs")} href="/hosts" figure={() => count(sum(({ hosts }) => hosts))}>
        {() => {
          const cpus = sum((pool) => pool.cpus), vcpus = sum((pool) => pool.vcpus), share = cpu();
          const down = sum(({ hosts }) => hosts) - sum(({ hosts_live }) => hosts_live);
          return (
            <>
              {share !== null && <Meter label={t("CPU in use")} share={share} />}
              <p class="facts">
                {down > 0 && (
                  <a href="/hosts?q=live:no">{t("{count} do not answer", { count: count(down) })}</a>
                )}
                {share !== null && <span>{t("{share} of CPU in use", { share: percent(share) })}</span>}
                <span>
                  {t("{vcpus} vCPUs on {cpus} CPUs ({ratio} each)", {
                    vcpus: count(vcpus),
                    cpus: count(cpus),
                    ratio: cpus > 0 ? (vcpus / cpus).toFixed(1) : "–",
                  })}
                </span>
              </p>
            </>
          );
        }}
      </Sum>
      <Sum
        title={t("Memory")}
        href="/hosts?sort=-memory"
        figure={() => {
          const total = sum((pool) => pool.memory_total);
          return percent(total > 0 ? (total - sum((pool) => pool.memory_free)) / total : 0);
        }}
      >
        {() => {
          const total = sum((pool) => pool.memory_total), free = sum((pool) => pool.memory_free);
          return (
            <>
              <Meter label={t("Memory in use")} share={total > 0 ? (total - free) / total : 0} />
              <p class="facts">
                <span>
                  {t("{used} of {total} in use", { used: bytes(total - free), total: bytes(total) })}
                </span>
                <span>{t("{free} free for VMs", { free: bytes(free) })}</span>
              </p>
            </>
          );
        }}
      </Sum>
      <Sum
        title={t("Storage")}
        href="/storage"
        figure={() => {
          const total = sum((pool) => pool.storage_total);
          return percent(total > 0 ? sum((pool) => pool.storage_used) / total : 0);
        }}
      >
        {() => {
          const total = sum((pool) => pool.storage_total), used = sum((pool) => pool.storage_used);
          return (
            <>
              <Meter label={t("Storage in use")} share={total > 0 ? used / total : 0} />
              <p class="facts">
                <span>{t("{used} of {total} in use", { used: bytes(used), total: bytes(total) })}</span>
                <span>
                  {t("{share} promised to disks", { share: percent(total > 0 ? allocated() / total : 0) })}
                </span>
                <span>{t("{free} free", { free: bytes(total - used) })}</span>
              </p>
            </>
          );
        }}
      </Sum>
    </section>
  );
}

function Sum({ title, href, figure, children }: {
  title: ComponentChildren;
  href: string;
  figure: Render;
  children: Render;
}) {
  return (
    <div class="card sum">
      <h2>{title}</h2>
      <p class="figure">
        <a href={href}>
          <Part>{figure}</Part>
        </a>
      </p>
      <Part>{children}</Part>
    </div>
  );
}
