// Who may log in to a simulator, and what he may do there.
import type { Registry } from "../methods.ts";
import type { Setup } from "../setup.ts";
import { registerAuth, registerRoles, registerSubjects } from "./subjects.ts";

export { joinDirectory, type User } from "./directory.ts";
export { assertPermitted, denialOf } from "./rbac.ts";
export { isRole, roleRecords } from "./roles.ts";

/** Teaches a simulator roles, subjects and what a directory is asked. */
export function registerAccess(registry: Registry, setup: Setup): void {
  registerRoles(registry);
  registerSubjects(registry);
  registerAuth(registry, setup);
}
