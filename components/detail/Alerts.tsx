// The messages of a pool, or those about one object.
import type * as f from "@/lib/view/detail_fields.ts";
import { dateTime } from "@/lib/view/format.ts";
import { hrefOf, isPaged } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import { AlertText } from "./AlertText.tsx";
import { Listing } from "./Parts.tsx";
import type { Source } from "./source.ts";

/** The messages of a pool, or about one object. */
export function Alerts({ of, about, href }: { of: Source; about?: string; href: string }) {
  return (
    <Listing
      title={t("Alerts")}
      rows={of.table<"alert", typeof f.ALERT_ROW>("alert")}
      mine={({ object }) => about === undefined || object?.id === about}
      order={(a, b) => (a.time ?? "") < (b.time ?? "") ? 1 : (a.time ?? "") > (b.time ?? "") ? -1 : 0}
      none={t("The pool has no message about this.")}
      href={href}
      columns={[
        { label: t("What happened"), cell: (alert) => <AlertText alert={alert} /> },
        { label: t("When"), cell: ({ time }) => time === null ? "–" : dateTime(time) },
        ...(about === undefined
          ? [{
            label: t("About"),
            cell: ({ object }: Pick<f.AlertRow, "object">) =>
              object === null
                ? "–"
                : isPaged(object.collection)
                ? <a href={hrefOf(object.collection, object.id)}>{object.name}</a>
                : object.name,
          }]
          : []),
      ]}
    />
  );
}
