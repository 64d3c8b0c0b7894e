// The list of alerts.
import { page } from "fresh";
import { ListPage } from "@/components/list/ListPage.tsx";
import AlertList from "@/islands/AlertList.tsx";
import { listRoute } from "@/lib/web/list_route.ts";
import { define } from "../../fresh.config.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const dismisses = ctx.state.services.rights.canSomewhere(ctx.state.principal, "alert.dismiss");
    return page(await listRoute(ctx, "alert", dismisses ? ["dismiss"] : []));
  },
});

export default define.page<typeof handler>(function Alerts({ data }) {
  return (
    <ListPage {...data}>
      <AlertList {...data.list} />
    </ListPage>
  );
});
