// The networks of all pools.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import NetworkList from "@/islands/NetworkList.tsx";
import { part } from "@/lib/view/page.ts";
import { pageOf } from "@/lib/web/page.ts";
import * as fields from "@/lib/view/page_fields.ts";
import { define } from "../fresh.config.ts";

export const handler = define.handlers({
  GET(ctx) {
    const data = pageOf(ctx.state, part("pool", fields.POOL_FIELDS), part("network", fields.NETWORK_FIELDS));
    return page({ page: data, query: ctx.url.searchParams.get("q") ?? "" });
  },
});

export default define.page<typeof handler>(function List({ data }) {
  return (
    <>
      <Head>
        <title>Networks · Atoll</title>
      </Head>
      <PageHead title="Networks" />
      <NetworkList {...data} />
    </>
  );
});
