// The VM list.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import { ListTools } from "@/components/ListTools.tsx";
import { VM_COLUMNS } from "@/lib/view/vm_columns.ts";
import { signedIn } from "@/lib/web/form_page.ts";
import { part } from "@/lib/view/page.ts";
import { pageOf } from "@/lib/web/page.ts";
import { HOST_NAME_FIELDS, POOL_FIELDS, VM_FIELDS } from "@/lib/view/page_fields.ts";
import VmList from "@/islands/VmList.tsx";
import { findAction } from "@/lib/actions/registry.ts";
import { VM_OPS } from "@/lib/view/vm_ops.ts";
import { define, type State } from "../../fresh.config.ts";

/** Columns that may be left out. */
const CHOICE = VM_COLUMNS.filter(({ name }) => name !== "name");

/** Operations that the user may ask of some VM: of which ones, the server says when they are asked. */
function offered({ services: { rights }, principal }: State): string[] {
  const may = (name: string) => rights.canSomewhere(principal, `vm.${findAction("vm", name)?.name ?? name}`);
  return VM_OPS.map(({ name }) => name).filter(may);
}

export const handler = define.handlers({
  async GET(ctx) {
    const { views, columns } = await ctx.state.services.people.preferences(signedIn(ctx.state));
    const shown = columns["vm"] ?? CHOICE.map(({ name }) => name);
    const data = pageOf(
      ctx.state,
      part("pool", POOL_FIELDS),
      part("host", HOST_NAME_FIELDS),
      part("vm", VM_FIELDS),
    );
    const { searchParams } = ctx.url;
    const number = Math.floor(Number(searchParams.get("page")));
    return page({
      page: data,
      query: searchParams.get("q") ?? "",
      sort: searchParams.get("sort") ?? "",
      number: number >= 1 ? number : 1,
      ops: offered(ctx.state),
      hide: CHOICE.filter(({ name }) => !shown.includes(name)).map(({ name }) => ` no-${name}`).join(""),
      views: views.filter(({ list }) => list === "vm"),
      shown,
    });
  },
});

export default define.page<typeof handler>(function Vms({ data: { views, shown, ...list } }) {
  return (
    <>
      <Head>
        <title>VMs · Atoll</title>
      </Head>
      <PageHead title="VMs">
        <ListTools list="vm" views={views} columns={CHOICE} shown={shown} />
      </PageHead>
      <VmList {...list} />
    </>
  );
});
