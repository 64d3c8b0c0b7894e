// The health page: what the rules found, live.
import { Note } from "@/components/Bits.tsx";
import { RuleCard } from "@/components/health/RuleCard.tsx";
import { now } from "@/lib/client/clock.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { type FINDING_FIELDS, groupsOf, type RuleText } from "@/lib/view/health.ts";
import { t } from "@/lib/view/text.ts";
import type { PageData } from "@/lib/view/types.ts";

interface Props {
  page: PageData;
  rules: readonly RuleText[];
  /** Of the rules that the page carries no findings of. */
  counts: { readonly [rule: string]: number };
  /** The pool that is looked at alone. */
  pool: string | null;
  /** Only a part of what there is is asked for. */
  narrowed: boolean;
  /** Most objects to show of a rule. */
  most: number;
}

export default function Health({ page, rules, counts, pool, narrowed, most }: Props) {
  const live = liveFrom(page);
  const pools = live.table<"pool", readonly ["name"]>("pool");
  const groups = groupsOf(rules, live.table<"finding", typeof FINDING_FIELDS>("finding").all(), counts);
  const nameOf = (id: string) => pools.field(id, "name").value ?? "";
  if (groups.length === 0) {
    return (
      <Note tone="ok">
        {narrowed ? t("Nothing of this was found.") : t("Everything is in order.")}
      </Note>
    );
  }
  return (
    <div class="rules live">
      {groups.map((group) => (
        <RuleCard
          key={group.rule.name}
          group={group}
          most={most}
          poolName={pool === null ? undefined : nameOf(pool)}
          poolOf={pools.size > 1 && pool === null ? nameOf : null}
          now={() => now.value}
        />
      ))}
    </div>
  );
}
