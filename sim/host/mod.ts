// The behaviour of hosts: in and out of service, power, evacuation, settings and questions.
import { registerHosts } from "./service.ts";
import type { Registry } from "../methods.ts";
import { registerEvacuation } from "./evacuation.ts";
import { registerHostPower } from "./power.ts";
import { registerHostQuestions } from "./questions.ts";
import { registerHostSettings } from "./settings.ts";

/** Teaches a simulator what hosts do. */
export function registerHostMethods(registry: Registry): void {
  registerHosts(registry);
  registerHostPower(registry);
  registerEvacuation(registry);
  registerHostSettings(registry);
  registerHostQuestions(registry);
}
