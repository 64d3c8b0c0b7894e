// A host's page, and what its forms ask for.
import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { ActionForm } from "@/components/ActionForm.tsx";
import HostDetail from "@/islands/HostDetail.tsx";
import { part } from "@/lib/view/page.ts";
import * as fields from "@/lib/view/page_fields.ts";
import { performForm } from "@/lib/web/forms.ts";
import { pageOf, viewOf } from "@/lib/web/page.ts";
import { define } from "../../fresh.config.ts";

export const handler = define.handlers({
  GET(ctx) {
    const { principal, services: { actions } } = ctx.state;
    const id = ctx.params.id ?? "";
    const host = viewOf(ctx.state, "host", id);
    if (!host || !principal) throw new HttpError(404, `No host has the id "${id}"`);
    const data = pageOf(
      ctx.state,
      part("pool", fields.POOL_FIELDS),
      part("host", fields.HOST_FIELDS, { id }),
    );
    const list = actions.list(principal, "host", id);
    const ask = ctx.url.searchParams.get("ask");
    return page({ host, page: data, list, asked: list.find(({ name }) => name === ask) ?? null });
  },
  POST: (ctx) => performForm(ctx, "host", ctx.params.id ?? "", `/hosts/${ctx.params.id}`),
});

export default define.page<typeof handler>(function Host({ data: { host, page, list, asked } }) {
  return (
    <>
      <Head>
        <title>{`${host.name} · Atoll`}</title>
      </Head>
      {asked && (
        <ActionForm
          action={asked}
          name={host.name}
          path={`/hosts/${host.id}`}
          value={asked.name === "rename"
            ? host.name
            : asked.name === "describe"
            ? host.description
            : undefined}
        />
      )}
      <HostDetail page={page} id={host.id} actions={list} />
    </>
  );
});
