// How grave something is, as an icon and a word: colour only adds to them.
import { t } from "@/lib/view/text.ts";
import { msg } from "@/lib/view/text.ts";
import type { Severity } from "@/lib/view/types.ts";
import { Icon } from "../Icon.tsx";
import type { IconName } from "../Icon.tsx";

const LOOKS: { readonly [S in Severity]: readonly [icon: IconName, text: string] } = {
  critical: ["circle-alert", msg("Critical")],
  warning: ["triangle-alert", msg("Warning")],
  info: ["info", msg("Info")],
};

export function severityText(severity: Severity): string {
  return t(LOOKS[severity][1]);
}

/** @param short the word for screen readers alone, where a legend or a heading says it */
export function SeverityMark({ severity, short }: { severity: Severity; short?: boolean }) {
  return (
    <span class={`severity ${severity}`}>
      <Icon name={LOOKS[severity][0]} /> <span class={short ? "sr" : ""}>{severityText(severity)}</span>
    </span>
  );
}
