// One finding: the object, what is said of it, and since when.
import { taskText } from "@/lib/view/format.ts";
import { type FindingRow, findingText, type RuleText } from "@/lib/view/health.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import { Ago } from "../Bits.tsx";
import { Part } from "../Cell.tsx";

/** What an object is called, where its own name is a code. */
export function objectText({ collection, name }: FindingRow["object"]): string {
  if (collection === "task") return taskText(name);
  if (collection !== "alert") return name || t("Without a name");
  const words = name.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function ObjectLink({ object }: { object: FindingRow["object"] }) {
  const href = hrefOf(object.collection, object.id);
  return href === null ? <>{objectText(object)}</> : <a href={href}>{objectText(object)}</a>;
}

export function FindingLine({ rule, finding, pool, now }: {
  rule: RuleText;
  finding: FindingRow;
  /** Name of its pool; null where there is one alone. */
  pool: string | null;
  now: () => number;
}) {
  const text = findingText(rule, finding);
  return (
    <li>
      <span class="what">
        <ObjectLink object={finding.object} />
        {text && <span>{text}</span>}
      </span>
      <span class="soft">
        {pool !== null && finding.object.collection !== "pool" && <>{pool} ·{" "}</>}
        <Part>{() => <Ago iso={finding.since} now={now()} />}</Part>
      </span>
    </li>
  );
}
