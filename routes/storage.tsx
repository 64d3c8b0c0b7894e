// The storage repositories of all pools.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import SrList from "@/islands/SrList.tsx";
import { part } from "@/lib/view/page.ts";
import { pageOf } from "@/lib/web/page.ts";
import * as fields from "@/lib/view/page_fields.ts";
import { define } from "../fresh.config.ts";

export const handler = define.handlers({
  GET(ctx) {
    const data = pageOf(
      ctx.state,
      part("pool", fields.POOL_FIELDS),
      part("host", fields.HOST_NAME_FIELDS),
      part("sr", fields.SR_FIELDS),
    );
    return page({ page: data, query: ctx.url.searchParams.get("q") ?? "" });
  },
});

export default define.page<typeof handler>(function List({ data }) {
  return (
    <>
      <Head>
        <title>Storage · Atoll</title>
      </Head>
      <PageHead title="Storage" />
      <SrList {...data} />
    </>
  );
});
