// A message of a pool with its priority: as an icon, a word for screen readers, and a sentence.
import type { AlertRow } from "@/lib/view/detail_fields.ts";
import { operationText } from "@/lib/view/format.ts";
import { t } from "@/lib/view/text.ts";
import type { IconName } from "../Icon.tsx";
import { Mark, type Tone } from "../Power.tsx";

const LOOKS: Readonly<Record<number, readonly [IconName, Tone]>> = {
  1: ["circle-x", "bad"],
  2: ["circle-alert", "bad"],
  3: ["triangle-alert", "warn"],
  4: ["info", "info"],
};

export function AlertText({ alert }: { alert: Pick<AlertRow, "name" | "priority"> }) {
  const [icon, tone] = LOOKS[alert.priority] ?? ["info", "soft"];
  return (
    <>
      <Mark look={[icon, tone]} text={operationText(alert.name.toLowerCase())} />
      <span class="sr">{t("Priority {priority}", { priority: alert.priority })}</span>
    </>
  );
}
