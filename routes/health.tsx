// What somebody should look at: the findings of all rules, worst first.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import { severityText } from "@/components/health/Severity.tsx";
import Health from "@/islands/Health.tsx";
import { ruleTexts } from "@/lib/health/texts.ts";
import { SEVERITIES } from "@/lib/view/health.ts";
import { part } from "@/lib/view/page.ts";
import { t } from "@/lib/view/text.ts";
import { findingsPart } from "@/lib/web/health.ts";
import { pageOf, viewOf, viewsOf } from "@/lib/web/page.ts";
import { define } from "../fresh.config.ts";

/** Findings that a page carries, and objects that it shows of each rule; of one rule alone all that fit. */
const MOST = 600, SHOWN = 8, ALL = 200;

export const handler = define.handlers({
  GET(ctx) {
    const asked = (name: string) => ctx.url.searchParams.get(name) ?? "";
    const rules = ruleTexts();
    const rule = rules.find(({ name }) => name === asked("rule"));
    const severity = SEVERITIES.find((name) => name === asked("severity"));
    const pool = viewOf(ctx.state, "pool", asked("pool"));
    const findings = findingsPart(ctx.state, { rule: rule?.name, severity, pool: pool?.id }, MOST);
    return page({
      page: pageOf(
        ctx.state,
        part("pool", ["name", "state", "cause", "since", "reason", "retry_at"]),
        findings.part,
      ),
      counts: findings.counts,
      rules: rule === undefined ? rules : [rule],
      rule,
      severity,
      pool,
      pools: viewsOf(ctx.state, "pool").map(({ id, name }) => ({ id, name })),
    });
  },
});

export default define.page<typeof handler>(function HealthPage({ data }) {
  const { rule, severity, pool, pools } = data;
  const href = (one: string | undefined) => {
    const query = new URLSearchParams({ ...(one && { severity: one }), ...(pool && { pool: pool.id }) });
    return query.size === 0 ? "/health" : `/health?${query}`;
  };
  const here = (is: boolean) => is ? { "aria-current": "true" as const } : {};
  return (
    <>
      <Head>
        <title>{`${t("Health")} · Atoll`}</title>
      </Head>
      <PageHead title={t("Health")} sub={t("What somebody should look at, the gravest first")} />
      <div class="narrow-by">
        <nav aria-label={t("By how grave it is")}>
          <a class="btn" href={href(undefined)} {...here(severity === undefined && rule === undefined)}>
            {t("All")}
          </a>
          {SEVERITIES.map((name) => (
            <a key={name} class="btn" href={href(name)} {...here(severity === name)}>{severityText(name)}</a>
          ))}
          {rule && <a class="btn" href={`/health?rule=${rule.name}`} {...here(true)}>{rule.title}</a>}
        </nav>
        {pools.length > 1 && (
          <form>
            {severity && <input type="hidden" name="severity" value={severity} />}
            <select name="pool" aria-label={t("Pool")}>
              <option value="">{t("All pools")}</option>
              {pools.map(({ id, name }) => (
                <option key={id} value={id} selected={id === pool?.id}>{name}</option>
              ))}
            </select>
            <button class="btn" type="submit">{t("Show")}</button>
          </form>
        )}
      </div>
      <Health
        page={data.page}
        rules={data.rules}
        counts={data.counts}
        pool={pool?.id ?? null}
        narrowed={rule !== undefined || severity !== undefined || pool !== undefined}
        most={rule === undefined ? SHOWN : ALL}
      />
    </>
  );
});
