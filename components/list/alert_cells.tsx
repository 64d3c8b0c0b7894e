// What the cells of the list of alerts draw.
import { alertText } from "@/lib/view/alert_texts.ts";
import { msg, t } from "@/lib/view/text.ts";
import type { IconName } from "../Icon.tsx";
import { Mark, type Tone } from "../Power.tsx";
import { About } from "./About.tsx";
import { cellsOf } from "./types.ts";

const PRIORITIES: readonly (readonly [IconName, Tone, string])[] = [
  ["circle-x", "bad", msg("Critical")],
  ["circle-alert", "bad", msg("Major")],
  ["triangle-alert", "warn", msg("Warning")],
  ["info", "info", msg("Minor")],
  ["info", "soft", msg("Information")],
];

/** @param unread whether the reader has not taken notice of it; who reads it follows it */
export const alertCells = (unread: (id: string) => boolean) =>
  cellsOf<"alert">({
    alert(alert) {
      const fresh = unread(alert.id);
      const text = alertText(alert);
      return (
        <span title={alert.body || alert.name}>
          {/* In front: behind a text that is cut off it would make the page wide. */}
          {fresh && <span class="sr">{t("unread")}</span>}
          {fresh ? <strong>{text}</strong> : text}
        </span>
      );
    },
    priority(alert) {
      const [icon, tone, text] = PRIORITIES[alert.priority - 1] ?? ["info", "soft", msg("Information")];
      return <Mark look={[icon, tone]} text={t(text)} />;
    },
    object: (alert) => <About object={alert.object} />,
  });
