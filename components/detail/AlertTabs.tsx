// The alerts of an object, or of all that is in a pool. A tab of its own code, since the sentences of all alerts come with it.
import { listHref } from "@/lib/view/hrefs.ts";
import { Alerts } from "./Alerts.tsx";
import type { LivingBody } from "./body.ts";

export function AlertTabs({ of, kind, id }: LivingBody) {
  const about = kind === "pool" ? {} : { about: id };
  const query = kind === "pool" ? `pool:"${id}"` : `object:"${id}"`;
  return <Alerts of={of} {...about} href={listHref("alert", query) ?? ""} />;
}
