// What a cache is made with.

/** Gives the sentence for people of a Xen-API error. */
export type ErrorText = (code: string, params: readonly string[]) => string;

export interface CacheOptions {
  /** The sentence for an error of the Xen-API (lib/xapi's errorText); the code itself unless given. */
  readonly errorText?: ErrorText;
  /** Most changes the journal keeps; 50,000 unless told. */
  readonly journalEntries?: number;
  /** Most bytes (estimated) the journal keeps; 16 MiB unless told. */
  readonly journalBytes?: number;
  /** Most removals that are remembered beyond the journal; 50,000 unless told. */
  readonly tombstones?: number;
}
