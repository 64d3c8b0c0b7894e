// The alerts of an object or a whole pool, live; an island of its own, since the sentences of all alerts come with it.
import { Alerts } from "@/components/detail/Alerts.tsx";
import { liveFrom } from "@/lib/client/live.ts";
import { listHref } from "@/lib/view/hrefs.ts";
import type { PageData } from "@/lib/view/types.ts";

/** @param about the object that they are about; left out: all of the page's pool */
export default function DetailAlerts(
  { page, pool, about }: { page: PageData; pool: string; about?: string },
) {
  const query = about === undefined ? `pool:"${pool}"` : `object:"${about}"`;
  return (
    <Alerts
      of={liveFrom(page)}
      {...(about === undefined ? {} : { about })}
      href={listHref("alert", query) ?? ""}
    />
  );
}
