// An icon out of the sprite that the build makes of exactly these names.
import { asset } from "fresh/runtime";

export const ICONS = [
  "archive",
  "arrow-down",
  "arrow-up",
  "bookmark",
  "boxes",
  "camera",
  "check",
  "chevron-left",
  "chevron-right",
  "circle-alert",
  "circle-check",
  "circle-pause",
  "circle-play",
  "circle-question-mark",
  "circle-stop",
  "circle-x",
  "clock",
  "columns-3",
  "copy",
  "cpu",
  "disc-3",
  "ellipsis",
  "ellipsis-vertical",
  "fingerprint",
  "hard-drive",
  "info",
  "key-round",
  "layout-dashboard",
  "list-checks",
  "loader-circle",
  "log-out",
  "memory-stick",
  "monitor",
  "moon",
  "move-right",
  "network",
  "pause",
  "play",
  "plug-zap",
  "plus",
  "power",
  "refresh-cw",
  "rotate-cw",
  "scroll-text",
  "search",
  "server",
  "settings",
  "shield",
  "shield-alert",
  "smartphone",
  "square",
  "sun",
  "sun-moon",
  "tag",
  "trash-2",
  "triangle-alert",
  "unplug",
  "user",
  "user-plus",
  "users",
  "wrench",
  "x",
  "zap",
] as const;

export type IconName = typeof ICONS[number];

/** Decorative: the text beside it (or the control's aria-label) says the same. */
export function Icon({ name, class: extra }: { name: IconName; class?: string }) {
  return (
    <svg class={extra ? `i ${extra}` : "i"} aria-hidden="true">
      <use href={`${asset("/icons.svg")}#${name}`} />
    </svg>
  );
}
