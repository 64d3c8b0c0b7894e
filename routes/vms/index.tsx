// The VM list.
import { page } from "fresh";
import { ListPage } from "@/components/list/ListPage.tsx";
import { findAction } from "@/lib/actions/registry.ts";
import { VM_OPS } from "@/lib/view/vm_ops.ts";
import { listRoute } from "@/lib/web/list_route.ts";
import VmList from "@/islands/VmList.tsx";
import { define, type State } from "../../fresh.config.ts";

/** Operations that the user may ask of some VM: of which ones, the server says when they are asked. */
function offered({ services: { rights }, principal }: State): string[] {
  const may = (name: string) => rights.canSomewhere(principal, `vm.${findAction("vm", name)?.name ?? name}`);
  return VM_OPS.map(({ name }) => name).filter(may);
}

export const handler = define.handlers({
  GET: async (ctx) => page(await listRoute(ctx, "vm", offered(ctx.state))),
});

export default define.page<typeof handler>(function Vms({ data }) {
  return (
    <ListPage {...data}>
      <VmList {...data.list} />
    </ListPage>
  );
});
