// Puts ids on the clipboard.
import { t, tn } from "@/lib/view/text.ts";
import { toast } from "../toasts.ts";

export async function copy(ids: readonly string[]): Promise<void> {
  await navigator.clipboard.writeText(ids.join("\n")).then(
    () => toast("done", tn(ids.length, "UUID copied", "{count} UUIDs copied")),
    () =>
      toast("failed", t("The browser does not let Atoll copy: {ids}", { ids: ids.slice(0, 3).join(" ") })),
  );
}
