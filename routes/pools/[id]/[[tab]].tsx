// A pool's page: its tabs, and what its forms ask for.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Note } from "@/components/Bits.tsx";
import { Frame, MissingObject } from "@/components/detail/Frame.tsx";
import DetailAlerts from "@/islands/DetailAlerts.tsx";
import DetailHead from "@/islands/DetailHead.tsx";
import RawRecord from "@/islands/RawRecord.tsx";
import PoolDetail from "@/islands/PoolDetail.tsx";
import { KINDS } from "@/lib/view/tabs.ts";
import { t } from "@/lib/view/text.ts";
import { detailForm, detailOf, headOf } from "@/lib/web/detail.ts";
import { define } from "@/fresh.config.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { id = "", tab = "" } = ctx.params;
    const found = await detailOf(ctx, "pool", id, tab);
    return page({ found, find: ctx.url.searchParams.get("find") ?? "" }, {
      status: "tab" in found ? 200 : 404,
    });
  },
  POST: (ctx) => detailForm(ctx, "pool"),
});

export default define.page<typeof handler>(function Pool({ data: { found, find } }) {
  if (!("tab" in found)) {
    return (
      <>
        <Head>
          <title>{`${t("Not found")} · Atoll`}</title>
        </Head>
        <MissingObject of={found} />
      </>
    );
  }
  const data = found;
  const { page, id, tab, raw } = data;
  return (
    <>
      <Head>
        <title>{`${data.name} · ${t(tab.label)} · Atoll`}</title>
      </Head>
      <Frame of={data} head={<DetailHead {...headOf(data)} list={t(KINDS.pool.list)} />}>
        {tab.name === "alerts"
          ? <DetailAlerts page={page} pool={data.pool} />
          : raw === null
          ? <PoolDetail page={page} id={id} tab={tab.name} />
          : typeof raw === "string"
          ? <Note tone="warn">{raw}</Note>
          : <RawRecord record={raw} find={find} />}
      </Frame>
    </>
  );
});
