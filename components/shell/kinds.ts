// How kinds of objects are called and drawn where several stand together: search, palette, tree.
import type { Searched } from "@/lib/view/search.ts";
import { msg } from "@/lib/view/text.ts";
import type { IconName } from "../Icon.tsx";

export const KINDS: { readonly [C in Searched]: { readonly text: string; readonly icon: IconName } } = {
  vm: { text: msg("VM"), icon: "monitor" },
  host: { text: msg("Host"), icon: "server" },
  pool: { text: msg("Pool"), icon: "boxes" },
  sr: { text: msg("Storage"), icon: "database" },
  network: { text: msg("Network"), icon: "network" },
  template: { text: msg("Template"), icon: "layout-template" },
  snapshot: { text: msg("Snapshot"), icon: "camera" },
  vdi: { text: msg("Disk"), icon: "hard-drive" },
};

/** States that pools, hosts and VMs are found in. */
export const STATES: { readonly [state: string]: string } = {
  Running: msg("Running"),
  Halted: msg("Halted"),
  Paused: msg("Paused"),
  Suspended: msg("Suspended"),
  live: msg("Live"),
  away: msg("Does not answer"),
};
