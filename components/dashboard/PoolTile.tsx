// A pool on the dashboard: how Atoll stands with it, what was found, and how full it is.
import type { Figures } from "@/lib/view/dashboard.ts";
import { bytes, count, duration, percent } from "@/lib/view/format.ts";
import { hrefOf, listHref } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import type { Severity } from "@/lib/view/types.ts";
import { Meter } from "../Bits.tsx";
import { Part, type Render } from "../Cell.tsx";
import { SeverityMark } from "../health/Severity.tsx";
import { Connection } from "../State.tsx";

export function PoolTile({ pool, found, cpu, now }: {
  pool: Figures;
  /** How much was found of each kind. */
  found: () => { readonly [S in Severity]: number };
  /** The share of its CPUs in use; null: not known. */
  cpu: () => number | null;
  now: () => number;
}) {
  return (
    <article class="card tile" id={pool.id}>
      <header>
        <h3>
          <a href={hrefOf("pool", pool.id)}>
            <Part>{() => pool.name}</Part>
          </a>
        </h3>
        <Part>{() => <Connection pool={pool} />}</Part>
      </header>
      <p class="soft">
        <Part>{() => pool.version || t("Version unknown")}</Part>
        <Part>
          {() =>
            pool.state !== "live" && (
              <>
                {" · "}
                {t("in this state for {time}", { time: duration(now() - Date.parse(pool.since)) })}
              </>
            )}
        </Part>
        <Part>{() => pool.read_only && <span class="tag">{t("read-only")}</span>}</Part>
      </p>
      <Part>{() => pool.reason && <p class="t-warn">{pool.reason}</p>}</Part>
      <Part>{() => <Found pool={pool.id} found={found()} />}</Part>
      <Part>{() => pool.hosts > 0 && <Fullness pool={pool} cpu={cpu} />}</Part>
    </article>
  );
}

function Found({ pool, found }: { pool: string; found: { readonly [S in Severity]: number } }) {
  const some = (["critical", "warning", "info"] as const).filter((severity) => found[severity] > 0);
  if (some.length === 0) return null;
  return (
    <p class="found">
      {some.map((severity) => (
        <a key={severity} href={`/health?pool=${encodeURIComponent(pool)}&severity=${severity}`}>
          <SeverityMark severity={severity} short /> {count(found[severity])}
        </a>
      ))}
    </p>
  );
}

function Fullness({ pool, cpu }: { pool: Figures; cpu: () => number | null }) {
  const mine = `pool:"${pool.name}"`;
  return (
    <div class={pool.state === "live" ? "" : "stale"}>
      <p class="facts">
        <a href={listHref("host", mine)}>
          {t("{live} of {count} hosts live", { live: count(pool.hosts_live), count: count(pool.hosts) })}
        </a>
        <a href={listHref("vm", `${mine} power:running`)}>
          {t("{running} of {count} VMs run", { running: count(pool.vms_running), count: count(pool.vms) })}
        </a>
      </p>
      {/* Where its figures are not seen they are no numbers. */}
      {Number.isFinite(pool.memory_total) && (
        <div class="bars">
          <Part>{() => <Bar label={t("CPU")} share={cpu()} title={ratio(pool)} />}</Part>
          <Part>
            {() => (
              <Bar
                label={t("Memory")}
                share={shareOf(pool.memory_total - pool.memory_free, pool.memory_total)}
                title={t("{free} free", { free: bytes(pool.memory_free) })}
              />
            )}
          </Part>
          <Part>
            {() => (
              <Bar
                label={t("Storage")}
                share={shareOf(pool.storage_used, pool.storage_total)}
                title={t("{free} free", { free: bytes(pool.storage_total - pool.storage_used) })}
              />
            )}
          </Part>
        </div>
      )}
    </div>
  );
}

const shareOf = (part: number, whole: number): number | null => whole > 0 ? part / whole : null;

const ratio = ({ vcpus, cpus }: Figures): ReturnType<Render> =>
  cpus > 0 ? t("{ratio} vCPUs each", { ratio: (vcpus / cpus).toFixed(1) }) : null;

function Bar({ label, share, title }: {
  label: string;
  share: number | null;
  title: ReturnType<Render>;
}) {
  return (
    <>
      <span>{label}</span>
      {share === null ? <span /> : <Meter label={label} share={share} />}
      <span class="num">{share === null ? "" : percent(share)}</span>
      <span class="soft">{title}</span>
    </>
  );
}
