// What a cache is made with.

export interface CacheOptions {
  /** The sentence for a failed task's error_info `[CODE, params…]` (lib/xapi's errorText); the code itself unless given. */
  readonly errorText?: (errorInfo: readonly string[]) => string;
  /** Most changes the journal keeps; 50,000 unless told. */
  readonly journalEntries?: number;
  /** Most bytes (estimated) the journal keeps; 16 MiB unless told. */
  readonly journalBytes?: number;
  /** Most removals that are remembered beyond the journal; 50,000 unless told. */
  readonly tombstones?: number;
}
