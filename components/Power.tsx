// The power state of a VM as an icon and a word, and the mark that all states are drawn with: colour only adds to it.
import { msg, t } from "@/lib/view/text.ts";
import type { PowerState } from "@/lib/view/types.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./Icon.tsx";

export type Tone = "ok" | "warn" | "bad" | "info" | "soft";

const POWER: Record<PowerState, [icon: IconName, tone: Tone, text: string]> = {
  Running: ["circle-play", "ok", msg("Running")],
  Halted: ["circle-stop", "soft", msg("Halted")],
  Paused: ["circle-pause", "warn", msg("Paused")],
  Suspended: ["moon", "info", msg("Suspended")],
};

export function Mark({ look: [icon, tone], text }: { look: [IconName, Tone]; text: string }) {
  return (
    <span class={`st ${tone === "soft" ? "" : tone}`}>
      <Icon name={icon} {...(icon === "loader-circle" ? { class: "turn" } : {})} />
      {text}
    </span>
  );
}

export function Power({ state }: { state: PowerState }) {
  const [icon, tone, text] = POWER[state];
  return <Mark look={[icon, tone]} text={t(text)} />;
}
