// What a page follows of the findings that its reader sees: all of them, or where they are very many those of the rarer rules,
// and of the others their number.
import type { Severity } from "@/lib/view/types.ts";
import { FINDING_FIELDS, SEVERITIES } from "@/lib/view/health.ts";
import { part } from "@/lib/view/page.ts";
import { viewsOf } from "@/lib/web/page.ts";

type PageState = Parameters<typeof viewsOf>[0];

export interface FindingFilter {
  readonly pool?: string | undefined;
  readonly rule?: string | undefined;
  readonly severity?: Severity | undefined;
}

export interface FindingsPart {
  /** For the page's subscription. */
  readonly part: string;
  /** Of the rules that the part leaves out. */
  readonly counts: { readonly [rule: string]: number };
}

/** @param most findings that a page carries, if that can be */
export function findingsPart(
  state: PageState,
  { pool, rule, severity }: FindingFilter,
  most: number,
): FindingsPart {
  const found = new Map<string, { readonly severity: Severity; count: number }>();
  for (const finding of viewsOf(state, "finding")) {
    if (pool !== undefined && finding.pool !== pool) continue;
    if (rule !== undefined && finding.rule !== rule) continue;
    if (severity !== undefined && finding.severity !== severity) continue;
    const held = found.get(finding.rule);
    if (held === undefined) found.set(finding.rule, { severity: finding.severity, count: 1 });
    else held.count++;
  }
  const left: [string, number][] = [];
  let room = most;
  const rank = (severity: Severity) => SEVERITIES.indexOf(severity);
  const rarest = [...found].sort(([, a], [, b]) => rank(a.severity) - rank(b.severity) || a.count - b.count);
  for (const [name, { count }] of rarest) {
    if (count <= room) room -= count;
    else left.push([name, count]);
  }
  const terms = [
    ...(pool === undefined ? [] : [`pool:"${pool}"`]),
    ...(rule === undefined ? [] : [`rule:"${rule}"`]),
    ...(severity === undefined ? [] : [`severity:${severity}`]),
    ...(left.length === 0 ? [] : [`-rule:${left.map(([name]) => name).join(",")}`]),
  ];
  return {
    part: part("finding", FINDING_FIELDS, terms.length === 0 ? {} : { query: terms.join(" ") }),
    counts: Object.fromEntries(left),
  };
}
