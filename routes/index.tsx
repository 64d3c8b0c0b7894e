// The dashboard.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import Dashboard from "@/islands/Dashboard.tsx";
import { ruleTexts } from "@/lib/health/texts.ts";
import { t } from "@/lib/view/text.ts";
import { dashboardOf } from "@/lib/web/dashboard.ts";
import { define } from "../fresh.config.ts";

export const handler = define.handlers({
  GET(ctx) {
    return page({
      ...dashboardOf(ctx.state),
      add: ctx.state.services.rights.canSomewhere(ctx.state.principal, "pools.add"),
      // What is said of each rule stands on the health page.
      rules: ruleTexts().map((rule) => ({ ...rule, advice: "" })),
    });
  },
});

export default define.page<typeof handler>(function Home({ data }) {
  return (
    <>
      <Head>
        <title>{`${t("Dashboard")} · Atoll`}</title>
      </Head>
      <PageHead title={t("Dashboard")} />
      <Dashboard
        page={data.page}
        rules={data.rules}
        counts={data.counts}
        figures={data.figures}
        add={data.add}
      />
    </>
  );
});
