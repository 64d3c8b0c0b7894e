// A VM's page, and what its forms ask for.
import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { ActionForm } from "@/components/ActionForm.tsx";
import VmDetail from "@/islands/VmDetail.tsx";
import { part } from "@/lib/view/page.ts";
import { performForm } from "@/lib/web/forms.ts";
import { pageOf, viewOf, viewsOf } from "@/lib/web/page.ts";
import * as fields from "@/lib/view/page_fields.ts";
import { define } from "../../fresh.config.ts";

export const handler = define.handlers({
  GET(ctx) {
    const { principal, services: { actions, rights } } = ctx.state;
    const id = ctx.params.id ?? "";
    const vm = viewOf(ctx.state, "vm", id);
    if (!vm || !principal) throw new HttpError(404, `No VM has the id "${id}"`);
    const data = pageOf(
      ctx.state,
      part("pool", fields.POOL_FIELDS),
      part("vm", fields.VM_DETAIL_FIELDS, { id }),
    );
    const { searchParams } = ctx.url;
    const snapshot = viewOf(ctx.state, "snapshot", searchParams.get("snapshot") ?? "");
    const list = actions.list(principal, "vm", id);
    const askable = snapshot ? actions.list(principal, "snapshot", snapshot.id) : list;
    return page({
      vm,
      page: data,
      list,
      snapshot: snapshot ?? null,
      onSnapshots: ["revert", "destroy"].filter((name) => rights.canSomewhere(principal, `snapshot.${name}`)),
      asked: askable.find(({ name }) => name === searchParams.get("ask")) ?? null,
      hosts: viewsOf(ctx.state, "host").filter((host) => host.pool === vm.pool && host.id !== vm.host),
    });
  },
  POST: (ctx) => performForm(ctx, "vm", ctx.params.id ?? "", `/vms/${ctx.params.id}`),
});

export default define.page<typeof handler>(function Vm({ data }) {
  const { vm, page, list, snapshot, asked, hosts, onSnapshots } = data;
  const path = `/vms/${vm.id}`;
  const object = snapshot ?? vm;
  return (
    <>
      <Head>
        <title>{`${vm.name} · Atoll`}</title>
      </Head>
      {asked && (
        <ActionForm
          action={asked}
          name={object.name}
          path={path}
          snapshot={snapshot?.id}
          value={asked.name === "rename"
            ? object.name
            : asked.name === "describe"
            ? object.description
            : undefined}
          hosts={hosts}
        />
      )}
      <VmDetail page={page} id={vm.id} actions={list} asked={asked !== null} onSnapshots={onSnapshots} />
    </>
  );
});
