// What one rule found: how grave, how many, what to do, and the first of the objects.
import { count } from "@/lib/view/format.ts";
import { type Group, groupHref } from "@/lib/view/health.ts";
import { t, tn } from "@/lib/view/text.ts";
import { FindingLine } from "./FindingLine.tsx";
import { SeverityMark } from "./Severity.tsx";

export function RuleCard({ group, most, poolName, poolOf, now }: {
  group: Group;
  /** Most objects to show. */
  most: number;
  /** Name of the pool that is looked at alone. */
  poolName: string | undefined;
  /** Name of a pool; null where there is one alone. */
  poolOf: ((id: string) => string) | null;
  now: () => number;
}) {
  const { rule, findings } = group;
  const shown = findings.slice(0, most);
  const href = groupHref(group, poolName);
  const id = `rule-${rule.name}`;
  return (
    <section class={`card rule ${rule.severity}`} aria-labelledby={id}>
      <header>
        <SeverityMark severity={rule.severity} />
        <h2 id={id}>{rule.title}</h2>
        <a class="btn" href={href} aria-describedby={id}>
          <span class="n">{count(group.count)}</span> {t("Open the list")}
        </a>
      </header>
      <p class="advice">{rule.advice}</p>
      {shown.length > 0 && (
        <ul>
          {shown.map((finding) => (
            <FindingLine
              key={finding.id}
              rule={rule}
              finding={finding}
              pool={poolOf && poolOf(finding.pool)}
              now={now}
            />
          ))}
        </ul>
      )}
      {shown.length > 0 && group.count > shown.length && (
        <p class="more">
          <a href={href}>
            {tn(group.count - shown.length, "and {count} more", "and {count} more")}
          </a>
        </p>
      )}
    </section>
  );
}
