// The actions of VMs, of what is made of them, and of their devices, in the order they are shown.
import { common } from "./common.ts";
import type { Action } from "./definition.ts";
import { COPY_ACTIONS, DESTROY, DESTROY_SNAPSHOT, OF_SNAPSHOTS, OF_TEMPLATES } from "./vm_copies.ts";
import { DEVICE_ACTIONS } from "./vm_devices.ts";
import { POWER_ACTIONS } from "./vm_power.ts";
import { SETTING_ACTIONS } from "./vm_settings.ts";

export const VM_ACTIONS: readonly Action<"vm">[] = [
  ...POWER_ACTIONS,
  ...COPY_ACTIONS,
  ...DEVICE_ACTIONS,
  ...SETTING_ACTIONS,
  ...common("vm"),
  DESTROY,
];

export const SNAPSHOT_ACTIONS: readonly Action<"snapshot">[] = [
  ...OF_SNAPSHOTS,
  ...common("snapshot"),
  DESTROY_SNAPSHOT,
];

export const TEMPLATE_ACTIONS: readonly Action<"template">[] = [...OF_TEMPLATES, ...common("template")];
