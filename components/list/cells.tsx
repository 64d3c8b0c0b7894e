// What the cells of most lists draw beside plain texts.
import { count, duration, percent, taskText } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { cellText, shareOf } from "@/lib/view/lists/values.ts";
import type { Row } from "@/lib/view/lists/types.ts";
import { t } from "@/lib/view/text.ts";
import { Meter } from "../Meter.tsx";
import { Icon } from "../Icon.tsx";
import { Connection, HostState, TaskStatus } from "../State.tsx";
import { About } from "./About.tsx";
import { Name } from "./Row.tsx";
import { type Around, type Cells, cellsOf } from "./types.ts";

/** A part of a whole in words and as a bar. */
function usage(row: object, { column, name }: Around) {
  // View objects hold JSON only.
  const values = row as Row;
  const share = shareOf(column, values);
  if (Number.isNaN(share)) return "–";
  return (
    <span class="use" title={percent(share)}>
      {cellText(column, values, name)}
      <Meter label={column.label} share={share} />
    </span>
  );
}

const HOST_CELLS = cellsOf<"host">({
  name: (host) => (
    <>
      <Name
        row={{ ...host, name: host.name, id: host.id, description: host.description }}
        pages="/hosts/"
      />
      {host.coordinator && <span class="tag ms-2">{t("coordinator")}</span>}
    </>
  ),
  state: (host) => <HostState host={host} />,
  memory: usage,
});

const SR_CELLS = cellsOf<"sr">({
  name: (sr) => (
    <>
      <Name row={{ id: sr.id, name: sr.name, description: sr.description }} pages="/storage/" />
      {sr.default && <span class="tag ms-2">{t("default")}</span>}
    </>
  ),
  where: (sr, { name }) =>
    sr.shared
      ? t("Shared")
      : sr.host
      ? <a href={hrefOf("host", sr.host)}>{name("host", sr.host)}</a>
      : t("Local"),
  used: usage,
  connected(sr) {
    // Not seen of storage that somebody's own disks are on.
    if (Number.isNaN(sr.pbds)) return "–";
    const attached = sr.pbds > 0 && sr.pbds_attached === sr.pbds;
    return (
      <span class={`st ${attached ? "ok" : "bad"}`}>
        <Icon name={attached ? "circle-check" : "unplug"} />
        {t("{part} of {all}", { part: count(sr.pbds_attached), all: count(sr.pbds) })}
      </span>
    );
  },
});

const NETWORK_CELLS = cellsOf<"network">({
  vlan: (network) => network.VLAN >= 0 ? String(network.VLAN) : "–",
  pifs: (network) => network.pifs === 0 ? t("None, internal") : count(network.pifs),
});

const POOL_CELLS = cellsOf<"pool">({
  name: (pool) => (
    <>
      <Name
        row={{ id: pool.id, name: pool.name, description: pool.description }}
        pages="/pools/"
      />
      {pool.read_only && <span class="tag ms-2">{t("read-only")}</span>}
    </>
  ),
  state: (pool) => (
    <span title={pool.reason ?? undefined}>
      <Connection pool={pool} />
    </span>
  ),
  memory: usage,
  storage: usage,
});

const TASK_CELLS = cellsOf<"task">({
  name: (task) => (
    <>
      {taskText(task.name)}
      {task.object?.name && (
        <span class="soft">
          {" · "}
          <About object={task.object} />
        </span>
      )}
    </>
  ),
  status: (task) => (
    <span class="use">
      <TaskStatus status={task.status} />
      {task.status === "pending" && (
        <span class="flex items-center gap-2">
          <progress
            max={1}
            value={task.progress}
            aria-label={t("{doing}: progress", { doing: taskText(task.name) })}
          />
          <span class="soft">{percent(task.progress)}</span>
        </span>
      )}
    </span>
  ),
  took(task) {
    if (task.finished) return duration(Date.parse(task.finished) - Date.parse(task.created));
    const spent = Date.now() - Date.parse(task.created);
    const left = task.progress > 0.05 && spent > 2000 ? spent / task.progress - spent : null;
    return left === null || task.status !== "pending"
      ? "–"
      : t("about {span} left", { span: duration(left) });
  },
  outcome: (task) =>
    task.status === "failure" && (
      <span class="t-bad" title={`${task.error} ${task.error_info.join(" ")}`}>
        {task.error} {task.error_info[0] && <code class="soft">{task.error_info[0]}</code>}
      </span>
    ),
});

/** By the collection of the list. */
export const CELLS: { readonly [collection: string]: Cells } = {
  host: HOST_CELLS,
  sr: SR_CELLS,
  network: NETWORK_CELLS,
  pool: POOL_CELLS,
  task: TASK_CELLS,
};
