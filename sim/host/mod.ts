// The behaviour of hosts: in and out of service, power, evacuation, settings and questions.
import { registerHosts } from "./service.ts";
import type { Registry } from "../methods.ts";
import type { Setup } from "../setup.ts";
import { registerEvacuation } from "./evacuation.ts";
import { registerHostPower } from "./power.ts";
import { registerHostQuestions } from "./questions.ts";
import { registerHostSettings } from "./settings.ts";

/** Teaches a simulator what hosts do. */
export function registerHostMethods(registry: Registry, setup?: Pick<Setup, "peers" | "condition">): void {
  registerHosts(registry);
  registerHostPower(registry, setup);
  registerEvacuation(registry);
  registerHostSettings(registry);
  registerHostQuestions(registry, setup);
}
