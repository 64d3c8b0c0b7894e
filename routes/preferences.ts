// Keeps columns and views of lists for the user, and leads back to the list.
import { AtollError } from "@/lib/errors.ts";
import { viewAddress, viewQuery } from "@/lib/view/list_views.ts";
import { listNamed } from "@/lib/view/lists/mod.ts";
import type { ListDefinition } from "@/lib/view/lists/types.ts";
import { t } from "@/lib/view/text.ts";
import { perform, signedIn, texts } from "@/lib/web/form_page.ts";
import { answer, text } from "@/lib/web/forms.ts";
import { define } from "../fresh.config.ts";

export const handler = define.handlers({
  POST(ctx) {
    const principal = signedIn(ctx.state);
    const { people } = ctx.state.services;
    // The page knows its filter by its address, which changes while somebody types: the browser tells it as where it comes from.
    const from = URL.parse(ctx.req.headers.get("referer") ?? "");
    const query = from !== null && from.origin === ctx.url.origin ? viewQuery(from.search) : "";
    const listOf = (form: FormData): ListDefinition => {
      const list = listNamed(text(form, "list"));
      if (list === undefined) throw new AtollError(422, "unknown-list", t("There is no such list"), "list");
      return list;
    };
    return perform(ctx, {
      "save-view": async (form) => {
        const { name: list, path } = listOf(form);
        const name = text(form, "name");
        const { views } = await people.preferences(principal);
        const others = views.filter((view) => view.list !== list || view.name !== name);
        await people.setPreferences(principal, { views: [...others, { list, name, query }] });
        return { done: t("The view {name} is saved", { name }), to: viewAddress(path, query) };
      },
      "delete-view": async (form) => {
        const { name: list, path } = listOf(form);
        const name = text(form, "name");
        const { views } = await people.preferences(principal);
        const others = views.filter((view) => view.list !== list || view.name !== name);
        await people.setPreferences(principal, { views: others });
        return { done: t("The view {name} is deleted", { name }), to: viewAddress(path, query) };
      },
      columns: async (form) => {
        const { name: list, path } = listOf(form);
        const { columns } = await people.preferences(principal);
        await people.setPreferences(principal, { columns: { ...columns, [list]: texts(form, "columns") } });
        return { done: t("The columns are kept"), to: viewAddress(path, query) };
      },
    }, (sent) => Promise.resolve(answer("failed", sent.message ?? "", viewAddress("/vms", query))));
  },
});
