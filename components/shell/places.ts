// The pages that the navigation and the palette lead to. Who may open which is decided by the rules of pages.
import { msg } from "@/lib/view/text.ts";
import type { Collection } from "@/lib/view/types.ts";
import type { IconName } from "../Icon.tsx";

export interface Place {
  readonly path: string;
  readonly text: string;
  readonly icon: IconName;
}

export interface Section {
  readonly name: string;
  /** The first has none: it stands at the top. */
  readonly title?: string;
  readonly places: readonly Place[];
}

/** Whether a page may be opened: nothing is offered that is refused. */
export type Opens = (path: string) => boolean;

/** What there is to see on pages that anybody signed in may open: pointless to those who may see none of it. */
export const ABOUT: { readonly [path: string]: readonly Collection[] } = {
  "/health": ["finding"],
  "/topology": ["pool", "host", "vm", "sr", "network"],
  "/stats": ["vm", "host", "sr"],
  "/search": ["pool", "host", "vm", "template", "snapshot", "sr", "vdi", "network"],
};

export const SECTIONS: readonly Section[] = [
  {
    name: "overview",
    places: [
      { path: "/", text: msg("Dashboard"), icon: "layout-dashboard" },
      { path: "/health", text: msg("Health"), icon: "heart-pulse" },
      { path: "/topology", text: msg("Topology"), icon: "waypoints" },
      { path: "/stats", text: msg("Statistics"), icon: "chart-line" },
    ],
  },
  {
    name: "machines",
    title: msg("Machines"),
    places: [
      { path: "/vms", text: msg("VMs"), icon: "monitor" },
      { path: "/templates", text: msg("Templates"), icon: "layout-template" },
      { path: "/snapshots", text: msg("Snapshots"), icon: "camera" },
    ],
  },
  {
    name: "infrastructure",
    title: msg("Infrastructure"),
    places: [
      { path: "/pools", text: msg("Pools"), icon: "boxes" },
      { path: "/hosts", text: msg("Hosts"), icon: "server" },
      { path: "/storage", text: msg("Storage"), icon: "database" },
      { path: "/disks", text: msg("Disks"), icon: "hard-drive" },
      { path: "/networks", text: msg("Networks"), icon: "network" },
    ],
  },
  {
    name: "activity",
    title: msg("Activity"),
    places: [
      { path: "/tasks", text: msg("Tasks"), icon: "list-checks" },
      { path: "/alerts", text: msg("Alerts"), icon: "bell" },
    ],
  },
  {
    name: "administration",
    title: msg("Administration"),
    places: [
      { path: "/users", text: msg("Users"), icon: "user" },
      { path: "/groups", text: msg("Groups"), icon: "users" },
      { path: "/roles", text: msg("Roles"), icon: "shield" },
      { path: "/audit", text: msg("Audit log"), icon: "scroll-text" },
      { path: "/settings", text: msg("Settings"), icon: "settings" },
    ],
  },
];
