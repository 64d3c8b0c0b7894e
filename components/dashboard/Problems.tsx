// What somebody should look at, in a line for each rule: how grave, what, how many, and of one alone which.
import { count } from "@/lib/view/format.ts";
import { countsOf, findingText, type Group, groupHref } from "@/lib/view/health.ts";
import { t, tn } from "@/lib/view/text.ts";
import { ObjectLink } from "../health/FindingLine.tsx";
import { SeverityMark, severityText } from "../health/Severity.tsx";

/** More would push the figures off the screen. */
const MOST = 8;

export function Problems({ groups }: { groups: readonly Group[] }) {
  const counts = countsOf(groups);
  const all = counts.critical + counts.warning + counts.info;
  return (
    <section class="card problems" aria-labelledby="problems">
      <header>
        <h2 id="problems">{t("To look at")}</h2>
        <nav aria-label={t("By how grave it is")}>
          {(["critical", "warning", "info"] as const).filter((severity) => counts[severity] > 0).map((
            severity,
          ) => (
            <a key={severity} href={`/health?severity=${severity}`}>
              <SeverityMark severity={severity} short /> {count(counts[severity])}
              <span class="wide">&nbsp;{severityText(severity)}</span>
            </a>
          ))}
        </nav>
      </header>
      <ul>
        {groups.slice(0, MOST).map((group) => <Line key={group.rule.name} group={group} />)}
      </ul>
      <p class="more">
        <a href="/health">
          {tn(all, "{count} finding, with what to do", "All {count} findings, with what to do")}
        </a>
      </p>
    </section>
  );
}

function Line({ group }: { group: Group }) {
  const { rule, findings } = group;
  const [only] = group.count === 1 ? findings : [];
  return (
    <li>
      <SeverityMark severity={rule.severity} short />
      <a class="rule-link" href={groupHref(group)}>
        <strong>{count(group.count)}</strong> {rule.title}
      </a>
      {only && (
        <span class="soft">
          <ObjectLink object={only.object} /> {findingText(rule, only)}
        </span>
      )}
    </li>
  );
}
