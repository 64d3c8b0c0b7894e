// Whoever runs the server, in the audit log: what is done by commands, beside Atoll, is no less to be known.
import { log } from "@/lib/log.ts";
import { AuditRepository } from "./audit.ts";
import { isUndecodable, StoreError } from "./record.ts";

/** Nobody signs in for commands: having the data directory in hand is the right. */
export const OPERATOR = { userId: "", username: "(console)" } as const;

/**
 * Leaves an entry in the audit log of a database of the newest schema that nobody else has open. A log that is damaged holds
 * nothing up: to restore or to rescue may be what is wanted because of it.
 */
export async function noteOperator(kv: Deno.Kv, what: string, message: string): Promise<void> {
  try {
    const entry = { who: OPERATOR, what, object: null, result: "done", message, task: null } as const;
    await new AuditRepository(kv).append(entry);
  } catch (error) {
    if (!(error instanceof StoreError || isUndecodable(error))) throw error;
    log.error("Not noted in the audit log, which is damaged", { what, error });
  }
}
