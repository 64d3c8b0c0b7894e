// The storage repositories of all pools.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import SrList from "@/islands/SrList.tsx";
import { pageData } from "@/lib/view/page.ts";
import * as fields from "@/lib/view/page_fields.ts";
import { define } from "../fresh.config.ts";

export const handler = define.handlers({
  GET(ctx) {
    const data = pageData(ctx.state.services.cache, {
      pool: fields.POOL_FIELDS,
      host: fields.HOST_NAME_FIELDS,
      sr: fields.SR_FIELDS,
    });
    ctx.state.page = data;
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
