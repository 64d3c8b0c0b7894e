// The cache: replicas of all pools, their view objects, and the journal of visible changes.
export { Cache } from "./cache.ts";
export type { CacheOptions } from "./options.ts";
export type { CacheReader, Changes, Connection, Origin, PoolWriter } from "./types.ts";
