// The button of the drawer of tasks and alerts, with how many run and how many are unread. Without script it leads to the tasks.
import { useEffect } from "preact/hooks";
import { Icon } from "@/components/Icon.tsx";
import { learnAcknowledged, unread } from "@/lib/client/activity.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { t, tn } from "@/lib/view/text.ts";
import type { PageData } from "@/lib/view/types.ts";

/** @param page what is counted; left out where a page follows nothing: then nothing is */
export default function ActivityButton({ page }: { page?: PageData | undefined }) {
  const live = page && liveFrom(page);
  const rows = (collection: "task" | "alert") => live?.tableOf(collection)?.all() ?? [];
  const running = rows("task").length;
  const alerts = rows("alert");
  const news = unread(alerts).length;
  // Asked for only where there is something to have read.
  useEffect(() => {
    if (alerts.length > 0) void learnAcknowledged();
  }, [alerts.length > 0]);
  const said = [
    t("Tasks and alerts"),
    ...(running > 0 ? [tn(running, "{count} task runs", "{count} tasks run")] : []),
    ...(news > 0 ? [tn(news, "{count} unread alert", "{count} unread alerts")] : []),
  ];
  return (
    <a
      class="btn bare icon bell"
      href="/tasks"
      aria-label={said.join(", ")}
      title={said.join(", ")}
      data-panel="activity"
    >
      <Icon name={running > 0 ? "loader-circle" : "bell"} {...(running > 0 ? { class: "turn" } : {})} />
      {running + news > 0 && <span class={news > 0 ? "dot bad" : "dot"}>{news || running}</span>}
    </a>
  );
}
