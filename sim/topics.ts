// Everything a simulator can do, topic by topic: the messages each one answers, and the paths beside the RPC.
import { registerAccess } from "./access/mod.ts";
import { registerConsoles } from "./console/mod.ts";
import { registerEventQueue } from "./event_queue.ts";
import { registerHostMethods } from "./host/mod.ts";
import type { Registry } from "./methods.ts";
import { registerNetwork } from "./network/mod.ts";
import { forwardToHosts } from "./pool/forward.ts";
import { registerPool } from "./pool/mod.ts";
import { registerStatistics } from "./rrd/mod.ts";
import { registerSessions } from "./sessions.ts";
import type { Setup } from "./setup.ts";
import { registerStorage } from "./storage/mod.ts";
import { registerMessageMethods, registerTaskMethods } from "./task_methods.ts";
import { registerTransfers } from "./transfer/mod.ts";
import { registerVmMethods } from "./vm/mod.ts";
import type { Routes } from "./wire/routes.ts";

/** Who teaches a simulator messages. */
const MESSAGES: readonly ((registry: Registry, setup: Setup) => void)[] = [
  registerSessions,
  registerAccess,
  registerTaskMethods,
  registerMessageMethods,
  registerEventQueue,
  registerVmMethods,
  registerHostMethods,
  registerPool,
  registerStorage,
  registerNetwork,
];

/** Who answers paths beside the RPC. */
const PATHS: readonly ((routes: Routes, setup: Setup) => void)[] = [
  registerStatistics,
  registerTransfers,
  registerConsoles,
];

/** Teaches a simulator all topics. */
export function registerTopics(registry: Registry, routes: Routes, setup: Setup): void {
  for (const register of MESSAGES) register(registry, setup);
  forwardToHosts(registry, setup);
  for (const register of PATHS) register(routes, setup);
}
