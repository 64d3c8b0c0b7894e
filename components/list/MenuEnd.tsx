// What the menu of every row ends with.
import type { ListModel } from "@/lib/client/list/types.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import { Icon } from "../Icon.tsx";

export function MenuEnd({ model, id, onCopy }: { model: ListModel; id: string; onCopy: () => void }) {
  const href = hrefOf(model.props.collection, id);
  return (
    <>
      {href && !href.includes("#") && (
        <a href={href}>
          <Icon name="move-right" />
          {t("Open")}
        </a>
      )}
      <button type="button" onClick={onCopy}>
        <Icon name="copy" />
        {t("Copy UUID")}
      </button>
    </>
  );
}
