// How rows of the tree look: an icon for what they are and how they stand, and the same in words.
import { msg, t } from "@/lib/view/text.ts";
import type { IconName } from "../Icon.tsx";

/** What is looked at. */
export interface Looked {
  readonly kind: "pool" | "host" | "vm" | "tag" | "folder" | "power";
  readonly state: string;
}

interface Look {
  readonly icon: IconName;
  readonly tone: "ok" | "warn" | "bad" | "info" | "";
  readonly text: string;
}

const POWER: { readonly [state: string]: Look } = {
  Running: { icon: "circle-play", tone: "ok", text: msg("Running") },
  Halted: { icon: "circle-stop", tone: "", text: msg("Halted") },
  Paused: { icon: "circle-pause", tone: "warn", text: msg("Paused") },
  Suspended: { icon: "moon", tone: "info", text: msg("Suspended") },
};
const UNKNOWN: Look = { icon: "circle-question-mark", tone: "", text: msg("Unknown") };

export function look({ kind, state }: Looked): Look {
  switch (kind) {
    case "vm":
    case "power":
      return POWER[state] ?? UNKNOWN;
    case "host":
      return state === "live"
        ? { icon: "server", tone: "", text: msg("Host") }
        : state === "disabled"
        ? { icon: "pause", tone: "warn", text: msg("Host, disabled") }
        : { icon: "triangle-alert", tone: "bad", text: msg("Host, does not answer") };
    case "pool":
      return state === "live"
        ? { icon: "boxes", tone: "", text: msg("Pool") }
        : { icon: "unplug", tone: "warn", text: msg("Pool, not live") };
    case "tag":
      return { icon: "tag", tone: "", text: msg("Tag") };
    case "folder":
      return { icon: "folder", tone: "", text: msg("Folder") };
  }
}

/** The look in words. */
export function nodeText(node: Looked): string {
  return t(look(node).text);
}
