// The VMs that used most of CPU and memory in the last minute.
import { useEffect, useState } from "preact/hooks";
import { CONSUMED, type Consumed, type Consumer } from "@/lib/view/consumers.ts";
import { bytes, percent } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { msg, t } from "@/lib/view/text.ts";

const TITLES: { readonly [M in Consumed]: string } = { cpu: msg("CPU"), memory: msg("Memory") };

/** Asks for the first of them; null where that cannot be asked. */
type Ask = (metric: Consumed) => Promise<readonly Consumer[] | null>;

export function ConsumerLists({ ask }: { ask: Ask }) {
  return (
    <div class="newses">
      {CONSUMED.map((metric) => <Most key={metric} metric={metric} ask={ask} />)}
    </div>
  );
}

function Most({ metric, ask }: { metric: Consumed; ask: Ask }) {
  const [found, setFound] = useState<readonly Consumer[] | null | undefined>(undefined);
  useEffect(() => void ask(metric).then(setFound), []);
  const href = `/stats?metric=${metric}`;
  return (
    <section class="card news" aria-labelledby={`most-${metric}`}>
      <h3 id={`most-${metric}`}>
        <a href={href}>{t(TITLES[metric])}</a>
      </h3>
      {found === undefined
        ? <p class="soft pad" role="status">{t("Loading")}</p>
        : found === null || found.length === 0
        ? <p class="soft pad">{t("No host tells any figures of these now.")}</p>
        : (
          <ul>
            {found.map(({ id, name, value }) => (
              <li key={id}>
                <a href={hrefOf("vm", id, "stats")}>{name}</a>{" "}
                <span class="soft">{metric === "cpu" ? percent(value) : bytes(value)}</span>
              </li>
            ))}
          </ul>
        )}
    </section>
  );
}
