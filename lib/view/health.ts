// Findings as people read them: grouped by rule, worst first, each with what it says and the list that shows the same.
import { bytes, dateTime, duration, percent } from "./format.ts";
import { listHref } from "./hrefs.ts";
import { t } from "./text.ts";
import type { FindingView, Severity } from "./types.ts";

/** What rules are about: objects with a name that have a page or stand in a list. */
export type RuledCollection = "pool" | "host" | "vm" | "snapshot" | "sr" | "vdi" | "task" | "alert";

/** What pages take of a finding. */
export const FINDING_FIELDS = ["pool", "rule", "severity", "since", "object", "detail"] as const;

export type FindingRow = Pick<FindingView, "id" | typeof FINDING_FIELDS[number]>;

/** A rule as pages show it, in their reader's language. */
export interface RuleText {
  readonly name: string;
  readonly collection: RuledCollection;
  readonly severity: Severity;
  readonly title: string;
  readonly advice: string;
  /** What is said of one object, with `{values}`; "" where the title says all. */
  readonly text: string;
  /** The query that shows what it found; null where only the objects themselves can be named. */
  readonly query: string | null;
}

/** What one rule found. */
export interface Group {
  readonly rule: RuleText;
  readonly count: number;
  /** The newest first; not all of them where a page was not given all. */
  readonly findings: readonly FindingRow[];
}

export const SEVERITIES: readonly Severity[] = ["critical", "warning", "info"];

/** As many ids as fit into the query of an address. */
const MOST_IDS = 26;

/**
 * Findings by rule, worst first, in the order of the rules.
 * @param counts of rules whose findings a page was not given
 */
export function groupsOf(
  rules: readonly RuleText[],
  findings: readonly FindingRow[],
  counts: { readonly [rule: string]: number } = {},
): Group[] {
  const found = new Map<string, FindingRow[]>();
  for (const finding of findings) {
    const held = found.get(finding.rule);
    if (held === undefined) found.set(finding.rule, [finding]);
    else held.push(finding);
  }
  const groups = rules.flatMap((rule): Group[] => {
    const own = found.get(rule.name) ?? [];
    const count = counts[rule.name] ?? own.length;
    own.sort((a, b) => a.since < b.since ? 1 : a.since > b.since ? -1 : a.id < b.id ? -1 : 1);
    return count === 0 ? [] : [{ rule, count, findings: own }];
  });
  return groups.sort((a, b) => rank(a.rule.severity) - rank(b.rule.severity));
}

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

/** How many findings of each severity there are. */
export function countsOf(groups: readonly Group[]): { readonly [S in Severity]: number } {
  const counts = { critical: 0, warning: 0, info: 0 };
  for (const { rule, count } of groups) counts[rule.severity] += count;
  return counts;
}

/**
 * The list of just what a rule found: by its query, else by ids, else the health page narrowed to it.
 * @param pool name of the pool that is looked at alone
 */
export function groupHref({ rule, count, findings }: Group, pool?: string): string {
  const own = pool === undefined || rule.collection === "pool" ? "" : ` pool:"${pool}"`;
  const query = rule.query !== null
    ? rule.query + own
    : count <= MOST_IDS && findings.length === count
    ? `id:${findings.map(({ object }) => object.id).sort().join(",")}`
    : null;
  return (query === null ? null : listHref(rule.collection, query)) ?? `/health?rule=${rule.name}`;
}

/** What a finding says of its object, in words; "" where its reader does not see that. */
export function findingText({ text }: RuleText, { detail }: Pick<FindingRow, "detail">): string {
  const values = Object.entries(detail);
  if (values.length === 0) return "";
  return t(text, Object.fromEntries(values.map(([name, value]) => [name, valueText(name, value)])));
}

/** How values of a detail are written, by their names; what is not named here is text or a small number. */
function valueText(name: string, value: string): string {
  switch (name) {
    case "share":
      return percent(Number(value));
    case "size":
    case "free":
      return bytes(Number(value));
    case "time":
    case "expires":
      return dateTime(value);
    case "skew":
      return duration(Math.abs(Number(value)) * 1000);
    default:
      return value;
  }
}
