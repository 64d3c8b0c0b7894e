// Audit entries about somebody's own sign-in.
import type { AuditEntry } from "@/lib/store/audit.ts";
import type { Store } from "@/lib/store/store.ts";

export interface Who {
  readonly id: string;
  readonly username: string;
}

/** Notes what somebody did about their own account. */
export async function noteOwn(
  { audit }: Pick<Store, "audit">,
  { id, username }: Who,
  what: string,
  result: AuditEntry["result"] = "done",
  message = "",
): Promise<void> {
  await audit.append({ who: { userId: id, username }, what, object: null, result, message, task: null });
}
