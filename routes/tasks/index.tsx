// The list of tasks. What it cancels without a script comes as a form.
import { page } from "fresh";
import { ListPage } from "@/components/list/ListPage.tsx";
import ObjectList from "@/islands/ObjectList.tsx";
import { t } from "@/lib/view/text.ts";
import { signedIn } from "@/lib/web/form_page.ts";
import { attempt, text } from "@/lib/web/forms.ts";
import { listRoute } from "@/lib/web/list_route.ts";
import { define } from "../../fresh.config.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const cancels = ctx.state.services.rights.canSomewhere(ctx.state.principal, "task.cancel");
    return page(await listRoute(ctx, "task", cancels ? ["cancel"] : []));
  },
  async POST(ctx) {
    const principal = signedIn(ctx.state);
    const form = await ctx.req.formData();
    return await attempt("/tasks", t("The task is being cancelled"), async () => {
      await ctx.state.services.actions.perform(principal, "task", text(form, "id"), text(form, "action"), {});
    });
  },
});

export default define.page<typeof handler>(function Tasks({ data }) {
  return (
    <ListPage {...data}>
      <ObjectList {...data.list} />
    </ListPage>
  );
});
