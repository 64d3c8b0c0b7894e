// The cache: replicas of all pools, their view objects, and the journal of visible changes.
export { Cache } from "./cache.ts";
export type {
  CacheOptions,
  CacheReader,
  Changes,
  Connection,
  DerivedWriter,
  ErrorText,
  Origin,
  PoolWriter,
} from "./types.ts";
