// What the parts of the topology are called, and their icons.
import { msg } from "@/lib/view/text.ts";
import type { IconName } from "../Icon.tsx";

export const KINDS: {
  readonly [kind in "pool" | "host" | "vm" | "sr" | "network" | "group"]: {
    readonly text: string;
    readonly icon: IconName;
  };
} = {
  pool: { text: msg("Pool"), icon: "boxes" },
  host: { text: msg("Host"), icon: "server" },
  vm: { text: msg("VM"), icon: "monitor" },
  sr: { text: msg("Storage"), icon: "hard-drive" },
  network: { text: msg("Network"), icon: "network" },
  group: { text: msg("VMs"), icon: "monitor" },
};
