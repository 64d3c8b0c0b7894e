// The tasks of all pools.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import TaskList from "@/islands/TaskList.tsx";
import type { TaskFilter } from "@/islands/TaskList.tsx";
import { AtollError } from "@/lib/errors.ts";
import { part } from "@/lib/view/page.ts";
import { POOL_FIELDS, TASK_FIELDS } from "@/lib/view/page_fields.ts";
import { attempt, text } from "@/lib/web/forms.ts";
import { pageOf } from "@/lib/web/page.ts";
import { define } from "../fresh.config.ts";

const FILTERS: readonly { name: TaskFilter; text: string }[] = [
  { name: "all", text: "All" },
  { name: "running", text: "Running" },
  { name: "failed", text: "Failed" },
];

/** Rows on one page; older tasks are of no use. */
const MOST = 300;

export const handler = define.handlers({
  GET(ctx) {
    const data = pageOf(ctx.state, part("pool", POOL_FIELDS), part("task", TASK_FIELDS));
    const wanted = ctx.url.searchParams.get("show");
    const filter = FILTERS.find(({ name }) => name === wanted)?.name ?? "all";
    const cancels = ctx.state.services.rights.canSomewhere(ctx.state.principal, "task.cancel");
    return page({ page: data, filter, cancels });
  },
  async POST(ctx) {
    const { principal, services } = ctx.state;
    if (!principal) throw new AtollError(401, "not-signed-in", "Sign in first");
    const form = await ctx.req.formData();
    return await attempt("/tasks", "The task is being cancelled", async () => {
      await services.actions.perform(principal, "task", text(form, "id"), text(form, "action"), {});
    });
  },
});

export default define.page<typeof handler>(function Tasks({ data }) {
  return (
    <>
      <Head>
        <title>Tasks · Atoll</title>
      </Head>
      <PageHead title="Tasks">
        {FILTERS.map(({ name, text }) => (
          <a
            key={name}
            class="chip"
            href={name === "all" ? "/tasks" : `/tasks?show=${name}`}
            {...(name === data.filter ? { "aria-current": "true" } : {})}
          >
            {text}
          </a>
        ))}
      </PageHead>
      <TaskList page={data.page} filter={data.filter} most={MOST} cancels={data.cancels} />
    </>
  );
});
