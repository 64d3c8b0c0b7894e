// The list of hosts.
import { page } from "fresh";
import { ListPage } from "@/components/list/ListPage.tsx";
import ObjectList from "@/islands/ObjectList.tsx";
import { listRoute } from "@/lib/web/list_route.ts";
import { define } from "../../fresh.config.ts";

export const handler = define.handlers({
  GET: async (ctx) => page(await listRoute(ctx, "host")),
});

export default define.page<typeof handler>(function List({ data }) {
  return (
    <ListPage {...data}>
      <ObjectList {...data.list} />
    </ListPage>
  );
});
