// The audit log: who did what to which object, and how it ended.

/** One entry, as given; the store adds its id and time. */
export interface AuditEntry {
  readonly who: { readonly userId: string; readonly username: string };
  /** `vm.start`, `pool.add`, `session.sign-in`. */
  readonly what: string;
  readonly object: { readonly collection: string; readonly id: string; readonly name: string } | null;
  /** done: finished at once; started: the pool's task goes on; refused: by Atoll; failed: by the pool. */
  readonly result: "done" | "started" | "refused" | "failed";
  /** Sentence of a refusal or failure, "" otherwise. */
  readonly message: string;
  readonly task: string | null;
}

/** Writes entries; reading them is the repository's own. */
export interface AuditLog {
  append(entry: AuditEntry): Promise<void>;
}
