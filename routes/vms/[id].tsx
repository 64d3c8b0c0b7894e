// A VM's page, and what its forms ask for.
import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { ActionForm } from "@/components/ActionForm.tsx";
import VmDetail from "@/islands/VmDetail.tsx";
import { pageData } from "@/lib/view/page.ts";
import { performForm } from "@/lib/web/forms.ts";
import * as fields from "@/lib/view/page_fields.ts";
import { define } from "../../fresh.config.ts";

export const handler = define.handlers({
  GET(ctx) {
    const { cache, actions } = ctx.state.services;
    const { principal } = ctx.state;
    const id = ctx.params.id ?? "";
    const vm = cache.get("vm", id);
    if (!vm || !principal) throw new HttpError(404, `No VM has the id "${id}"`);
    const disks = new Set([...cache.list("vbd")].flatMap((vbd) => vbd.vm === id && vbd.vdi ? [vbd.vdi] : []));
    const data = pageData(cache, {
      pool: fields.POOL_FIELDS,
      host: fields.HOST_NAME_FIELDS,
      network: fields.NAME_FIELDS,
      sr: fields.NAME_FIELDS,
      vm: fields.VM_DETAIL_FIELDS,
      vbd: fields.VBD_FIELDS,
      vdi: fields.VDI_FIELDS,
      vif: fields.VIF_FIELDS,
      snapshot: fields.SNAPSHOT_FIELDS,
      task: fields.TASK_LINE_FIELDS,
    }, {
      vm: (one) => one.id === id ? one : undefined,
      vbd: (one) => one.vm === id ? one : undefined,
      vdi: (one) => disks.has(one.id) ? one : undefined,
      vif: (one) => one.vm === id ? one : undefined,
      snapshot: (one) => one.snapshot_of === id ? one : undefined,
      task: (one) => one.status === "pending" ? one : undefined,
    });
    ctx.state.page = data;
    const { searchParams } = ctx.url;
    const snapshot = cache.get("snapshot", searchParams.get("snapshot") ?? "");
    const list = actions.list(principal, "vm", id);
    const askable = snapshot ? actions.list(principal, "snapshot", snapshot.id) : list;
    return page({
      vm,
      page: data,
      list,
      snapshot: snapshot ?? null,
      asked: askable.find(({ name }) => name === searchParams.get("ask")) ?? null,
      hosts: [...cache.list("host")].filter((host) => host.pool === vm.pool && host.id !== vm.host),
    });
  },
  POST: (ctx) => performForm(ctx, "vm", ctx.params.id ?? "", `/vms/${ctx.params.id}`),
});

export default define.page<typeof handler>(function Vm({ data: { vm, page, list, snapshot, asked, hosts } }) {
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
      <VmDetail page={page} id={vm.id} actions={list} asked={asked !== null} />
    </>
  );
});
