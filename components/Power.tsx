// The power state of a VM as an icon and a word, and the mark that all states are drawn with: colour only adds to it.
import type { PowerState } from "@/lib/view/types.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./Icon.tsx";

export type Tone = "ok" | "warn" | "bad" | "info" | "soft";

const POWER: Record<PowerState, [IconName, Tone]> = {
  Running: ["circle-play", "ok"],
  Halted: ["circle-stop", "soft"],
  Paused: ["circle-pause", "warn"],
  Suspended: ["moon", "info"],
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
  return <Mark look={POWER[state]} text={state} />;
}
