// The dashboard.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import Dashboard from "@/islands/Dashboard.tsx";
import TaskList from "@/islands/TaskList.tsx";
import { part } from "@/lib/view/page.ts";
import { countOf, pageOf } from "@/lib/web/page.ts";
import * as fields from "@/lib/view/page_fields.ts";
import { define } from "../fresh.config.ts";

export const handler = define.handlers({
  GET(ctx) {
    const data = pageOf(
      ctx.state,
      part("pool", fields.POOL_CARD_FIELDS),
      part("host", fields.HOST_HEALTH_FIELDS),
      part("sr", fields.SR_HEALTH_FIELDS),
      part("task", fields.TASK_FIELDS),
    );
    return page({
      page: data,
      add: ctx.state.services.rights.canSomewhere(ctx.state.principal, "pools.add"),
    });
  },
});

export default define.page<typeof handler>(function Home({ data, state }) {
  return (
    <>
      <Head>
        <title>Dashboard · Atoll</title>
      </Head>
      <PageHead title="Dashboard" />
      <Dashboard page={data.page} add={data.add} />
      {countOf(state, "task") > 0 && (
        <section class="mt-5">
          <h2 class="mb-2">Recent tasks</h2>
          <TaskList
            page={data.page}
            filter="all"
            most={8}
            cancels={state.services.rights.canSomewhere(state.principal, "task.cancel")}
          />
        </section>
      )}
    </>
  );
});
