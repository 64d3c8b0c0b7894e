// A pool's page: its tabs, and what its forms ask for.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Note } from "@/components/Bits.tsx";
import { AlertTabs } from "@/components/detail/AlertTabs.tsx";
import { Frame, MissingObject } from "@/components/detail/Frame.tsx";
import { Head as HeadPart } from "@/components/detail/Head.tsx";
import { PoolTabs } from "@/components/detail/PoolTabs.tsx";
import DetailBody from "@/islands/DetailBody.tsx";
import DetailHead from "@/islands/DetailHead.tsx";
import RawRecord from "@/islands/RawRecord.tsx";
import { liveFrom } from "@/lib/client/live.ts";
import { t } from "@/lib/view/text.ts";
import { bodyOf, detailForm, detailOf, headOf } from "@/lib/web/detail.ts";
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
  const { page, tab, raw } = data;
  const of = liveFrom(page);
  const head = headOf(data);
  const body = { ...bodyOf(data), of, now: Date.now };
  return (
    <>
      <Head>
        <title>{`${data.name} · ${t(tab.label)} · Atoll`}</title>
      </Head>
      <Frame
        of={data}
        head={
          <DetailHead page={page} {...head}>
            <HeadPart of={of} client={null} {...head} />
          </DetailHead>
        }
      >
        {raw === null
          ? (
            <DetailBody page={page} {...bodyOf(data)}>
              {tab.name === "alerts" ? <AlertTabs {...body} /> : <PoolTabs {...body} />}
            </DetailBody>
          )
          : typeof raw === "string"
          ? <Note tone="warn">{raw}</Note>
          : <RawRecord record={raw} find={find} />}
      </Frame>
    </>
  );
});
