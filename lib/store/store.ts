// The store: one Deno KV file and one secret key in a data directory that belongs to this process alone.
import type { AuditLog } from "./audit.ts";

export interface Store {
  readonly audit: AuditLog;
  close(): void;
}

/** Opens (or creates, mode 0700) a data directory. Throws StoreError with a sentence for people. */
export function openStore(_dataDir: string): Promise<Store> {
  throw new Error("Not written yet");
}
