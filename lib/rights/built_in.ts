// The roles that every Atoll has, as data: from looking on to everything.
import { COLLECTIONS } from "@/lib/view/types.ts";
import type { Role, SystemAction } from "./types.ts";

/** The actions about Atoll itself, with what forms call them. They count where they are granted on everything only. */
export const SYSTEM_ACTIONS: { readonly [A in SystemAction]: string } = {
  "users.manage": "Manage users and groups, their sessions and tokens",
  "rights.manage": "Manage roles, grants and quotas",
  "audit.read": "Read the audit log",
  "settings.manage": "Change the settings",
  "config.export": "Export the configuration",
  "config.import": "Import a configuration",
  "pools.add": "Add pools",
};

export function isSystemAction(action: string): action is SystemAction {
  return Object.hasOwn(SYSTEM_ACTIONS, action);
}

const READING = COLLECTIONS.map((collection) => `${collection}.read`);

/** What is done in daily work and loses nothing that is on a disk. */
const OPERATING = [
  ...[
    "start",
    "start_on",
    "shutdown",
    "reboot",
    "suspend",
    "resume",
    "pause",
    "unpause",
    "force_shutdown",
    "force_reboot",
  ],
  ...["snapshot", "checkpoint", "migrate", "insert_cd", "eject_cd", "console"],
].map((name) => `vm.${name}`);

const builtIn = (id: string, name: string, description: string, actions: readonly string[]): Role => ({
  id,
  name,
  description,
  builtIn: true,
  actions,
});

export const BUILT_IN: readonly Role[] = [
  builtIn("viewer", "Viewer", "Sees everything, changes nothing", READING),
  builtIn(
    "operator",
    "Operator",
    "Starts, stops and moves VMs, takes snapshots of them, opens their consoles",
    [...READING, ...OPERATING, "sr.scan", "task.cancel", "alert.dismiss"],
  ),
  builtIn(
    "vm-admin",
    "VM administrator",
    "Makes, changes and destroys VMs with their snapshots, disks and interfaces",
    [
      ...READING,
      ...["vm", "template", "snapshot", "vdi", "vbd", "vif", "task"].map((collection) => `${collection}.*`),
      "sr.scan",
      "sr.create_disk",
      "alert.dismiss",
    ],
  ),
  builtIn(
    "pool-admin",
    "Pool administrator",
    "Does everything to pools and what is in them, their connection included",
    COLLECTIONS.map((collection) => `${collection}.*`),
  ),
  builtIn(
    "administrator",
    "Administrator",
    "Does everything: on everything also users, rights and settings",
    ["*"],
  ),
];
