// What the dashboard follows: as much as there is to show, and no more, however much there is.
import {
  FIGURE_FIELDS,
  LOAD_FIELDS,
  NEWS_ALERT_FIELDS,
  NEWS_TASK_FIELDS,
  OWN_VM_FIELDS,
} from "@/lib/view/dashboard.ts";
import { part } from "@/lib/view/page.ts";
import type { PageData } from "@/lib/view/types.ts";
import { findingsPart } from "./health.ts";
import { pageOf, viewsOf } from "./page.ts";

type PageState = Parameters<typeof pageOf>[0];

/** Findings that the page carries; so many of the newest tasks and alerts; of more hosts the use of CPUs is not asked for. */
const FINDINGS = 250, NEWS = 6, HOSTS = 16;

export interface DashboardPage {
  readonly page: PageData;
  /** Of rules that the page carries no findings of. */
  readonly counts: { readonly [rule: string]: number };
  /** The reader sees the figures of some pool; else what stands for itself, its VMs above all. */
  readonly figures: boolean;
  /** VMs that the reader sees, where there are no figures. */
  readonly own: number;
}

export function dashboardOf(state: PageState): DashboardPage {
  const pools = viewsOf(state, "pool");
  // What is not seen is missing, whatever the type says.
  const figures = pools.some((pool) => Object.hasOwn(pool, "memory_total"));
  const findings = findingsPart(state, {}, FINDINGS);
  const hosts = figures ? viewsOf(state, "host") : [];
  const own = figures ? [] : viewsOf(state, "vm");
  const parts = [
    part("pool", FIGURE_FIELDS),
    findings.part,
    part("task", NEWS_TASK_FIELDS, newest(viewsOf(state, "task").map(({ created }) => created), "created")),
    part("alert", NEWS_ALERT_FIELDS, {
      query: [
        "priority:1..3",
        newest(
          viewsOf(state, "alert").flatMap(({ priority, time }) =>
            priority <= 3 && time !== null ? [time] : []
          ),
          "time",
        ).query,
      ].filter(Boolean).join(" "),
    }),
    ...(figures
      ? [part("sr", ["pool", "virtual_allocation", "physical_size"], {
        query: "-content_type:iso -type:udev,iso",
      })]
      : [part("vm", OWN_VM_FIELDS)]),
    ...(hosts.length > HOSTS
      ? []
      : hosts.map(({ id }) => `load/${encodeURIComponent(id)}:${LOAD_FIELDS.join(",")}`)),
    ...(figures ? [part("host", ["pool", "cpus"])] : []),
  ];
  return { page: pageOf(state, ...parts), counts: findings.counts, figures, own: own.length };
}

/** The query for the newest of some moments, and whatever comes later. */
function newest(times: readonly string[], field: string): { readonly query?: string } {
  const oldest = times.toSorted().reverse()[NEWS - 1];
  return oldest === undefined ? {} : { query: `${field}:>=${oldest}` };
}
