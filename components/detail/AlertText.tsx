// A message of a pool with its priority: an icon, a sentence, and the priority in words for screen readers.
import { alertText, priorityText } from "@/lib/view/alert_texts.ts";
import type { AlertRow } from "@/lib/view/detail_fields.ts";
import type { IconName } from "../Icon.tsx";
import { Mark, type Tone } from "../Power.tsx";

const LOOKS: Readonly<Record<number, readonly [IconName, Tone]>> = {
  1: ["circle-x", "bad"],
  2: ["circle-alert", "bad"],
  3: ["triangle-alert", "warn"],
  4: ["info", "info"],
};

export function AlertText({ alert }: { alert: AlertRow }) {
  const [icon, tone] = LOOKS[alert.priority] ?? ["info", "soft"];
  return (
    <>
      <Mark look={[icon, tone]} text={alertText(alert)} />
      <span class="sr">{priorityText(alert.priority)}</span>
    </>
  );
}
