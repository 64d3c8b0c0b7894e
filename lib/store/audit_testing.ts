// What the tests of the audit log share: entries, and a log that was filled.
import type { AuditEntry } from "./audit.ts";
import { type AuditRepository } from "./audit.ts";

export const entry = (what: string, change: Partial<AuditEntry> = {}): AuditEntry => ({
  who: { userId: "u", username: "ada" },
  what,
  object: { collection: "vm", id: "1", name: "web" },
  result: "done",
  message: "",
  task: null,
  ...change,
});

/** Appends entries `a-1` … `a-N`. */
export async function fill(audit: AuditRepository, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => audit.append(entry(`a-${index + 1}`))));
}
