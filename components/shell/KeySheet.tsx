// The keys over the page that somebody is at: `?` opens it.
import { t } from "@/lib/view/text.ts";
import { KeyList } from "./KeyList.tsx";
import { Sheet } from "./Sheet.tsx";

export default function KeySheet({ onDone }: { onDone: () => void }) {
  return (
    <Sheet label={t("Keys")} kind="keys" onDone={onDone}>
      <div class="pad">
        <KeyList />
        <p class="soft">
          <a href="/help">{t("Keys and filters")}</a>
        </p>
      </div>
    </Sheet>
  );
}
