// What the server's options hand to the store: the contract between lib/options.ts and lib/store.

/**
 * Where the key of the data directory was said to be. At most one of them may be given; with none the key is `secret.key` in
 * the data directory.
 */
export interface KeyOptions {
  /** Path of a key file (`--key-file`, ATOLL_KEY_FILE). */
  readonly file: string | null;
  /** The key itself (ATOLL_KEY). Never logged: fields of this name are redacted. */
  readonly secret: string | null;
  /** Directory of systemd's credentials, which may hold one named `atoll.key`. */
  readonly credentials: string | null;
}
