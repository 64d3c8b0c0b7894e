// The health of pools: the table of rules, and what keeps their findings in the cache.
export { Health } from "./health.ts";
export type { HealthOptions } from "./health.ts";
export { RULES } from "./rules.ts";
export type { FindingWriter, HealthCache, HealthRule } from "./types.ts";
