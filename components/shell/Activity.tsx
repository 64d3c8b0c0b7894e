// What goes on in the pools, beside any page: running tasks first, and what the pools have to say.
import { t } from "@/lib/view/text.ts";
import { Sheet } from "./Sheet.tsx";

export default function Activity(_: { reader: string }) {
  return (
    <Sheet label={t("Tasks and alerts")} kind="drawer">
      <p class="pad">
        <a href="/tasks">{t("All tasks")}</a>
      </p>
    </Sheet>
  );
}
