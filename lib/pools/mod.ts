// The pools: their registry, and the states of their connections.
export { type Difference, findDifferences } from "./consistency.ts";
export { type PoolCache, Pools } from "./registry.ts";
export { needsPerson } from "./state.ts";
export type { NewPool, PoolConfig, PoolsService, PoolStore } from "./types.ts";
