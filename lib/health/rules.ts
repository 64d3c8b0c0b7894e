// Everything that somebody should look at, as rules in one table. docs/health.md is written from it.
//
// A rule is silent where what it asks for is not known. What is critical breaks something now, or the next failure will; a
// warning can wait for the morning; information is for tidying up.
import { HOST_RULES } from "./host_rules.ts";
import { POOL_RULES } from "./pool_rules.ts";
import { STORAGE_RULES } from "./storage_rules.ts";
import type { HealthRule } from "./types.ts";
import { VM_RULES } from "./vm_rules.ts";

/** In the order in which equally grave ones are shown. */
export const RULES: readonly HealthRule[] = [...POOL_RULES, ...HOST_RULES, ...STORAGE_RULES, ...VM_RULES];
