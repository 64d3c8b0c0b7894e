// A message in the page. Apart from the other small parts: every page may show one, few need the rest.
import type { ComponentChildren } from "preact";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./Icon.tsx";

const NOTE_ICON: Record<"ok" | "warn" | "bad" | "info", IconName> = {
  ok: "circle-check",
  warn: "triangle-alert",
  bad: "circle-alert",
  info: "info",
};

/** A message in the page; role alert makes screen readers say it at once. */
export function Note(
  { tone, alert, children }: { tone: keyof typeof NOTE_ICON; alert?: boolean; children: ComponentChildren },
) {
  return (
    <div class={`note ${tone}`} {...(alert ? { role: "alert" } : {})}>
      <Icon name={NOTE_ICON[tone]} />
      <div class="min-w-0 flex-1">{children}</div>
    </div>
  );
}
