// The topology: everything and what it is joined with, as a live graph and as a table.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import { Pager } from "@/components/Pager.tsx";
import { TopologyTable } from "@/components/topology/TopologyTable.tsx";
import Topology from "@/islands/Topology.tsx";
import { part } from "@/lib/view/page.ts";
import { POOL_FIELDS } from "@/lib/view/page_fields.ts";
import { t, tn } from "@/lib/view/text.ts";
import { topologyChoice, topologyParams } from "@/lib/view/topology.ts";
import { pageOf } from "@/lib/web/page.ts";
import { topologyRows } from "@/lib/web/topology.ts";
import { define } from "../fresh.config.ts";

/** Rows of the table at once. */
const SIZE = 100;

export const handler = define.handlers({
  GET(ctx) {
    const { services: { cache, rights }, principal } = ctx.state;
    const choice = topologyChoice(ctx.url.searchParams);
    const number = Math.max(1, Math.floor(Number(ctx.url.searchParams.get("page"))) || 1);
    const table = topologyRows(cache, rights.sight(principal), choice, number, SIZE);
    return page({ page: pageOf(ctx.state, part("pool", POOL_FIELDS)), choice, number, ...table });
  },
});

export default define.page<typeof handler>(function TopologyPage({ data }) {
  const { rows, total, number, choice } = data;
  return (
    <>
      <Head>
        <title>{`${t("Topology")} · Atoll`}</title>
      </Head>
      <PageHead title={t("Topology")} />
      <Topology page={data.page} choice={choice} />
      <section class="card scroll mt-5" aria-labelledby="as-table">
        <h2 id="as-table">
          {t("As a table")} <span class="soft">{tn(total, "{count} object", "{count} objects")}</span>
        </h2>
        <TopologyTable rows={rows} />
        <Pager
          path="/topology"
          params={Object.fromEntries(topologyParams(choice))}
          page={number}
          size={SIZE}
          total={total}
        />
      </section>
    </>
  );
});
