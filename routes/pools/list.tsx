// The list of pools: their figures beside each other. What is asked of pools themselves stands on their cards.
import { page } from "fresh";
import { Icon } from "@/components/Icon.tsx";
import { ListPage } from "@/components/list/ListPage.tsx";
import ObjectList from "@/islands/ObjectList.tsx";
import { t } from "@/lib/view/text.ts";
import { listRoute } from "@/lib/web/list_route.ts";
import { define } from "../../fresh.config.ts";

export const handler = define.handlers({
  GET: async (ctx) => page(await listRoute(ctx, "pool")),
});

export default define.page<typeof handler>(function List({ data }) {
  const cards = (
    <a class="btn" href="/pools">
      <Icon name="boxes" /> {t("Cards")}
    </a>
  );
  return (
    <ListPage {...data} actions={cards}>
      <ObjectList {...data.list} />
    </ListPage>
  );
});
