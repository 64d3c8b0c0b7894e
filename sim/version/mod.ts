// The versions of XenServer and XCP-ng the simulator can be.
export { age } from "./age.ts";
export { LATEST, VERSIONS } from "./presets.ts";
export { Version } from "./version.ts";
