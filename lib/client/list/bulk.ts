// One action on many objects: a few at a time, one message at the end.
import { t } from "@/lib/view/text.ts";
import { act } from "../actions.ts";
import type { ActionPath, Outcome } from "../actions.ts";
import { toast } from "../toasts.ts";

/** Requests under way at once: the pool works them off in turn anyway. */
const AT_ONCE = 6;

/**
 * Asks for an action on every object and tells the user how it went.
 * @param label the action's words: "Start"
 */
export async function actOnAll(
  path: ActionPath,
  ids: readonly string[],
  action: string,
  label: string,
  nameOf: (id: string) => string,
  perform: (path: ActionPath, id: string, action: string) => Promise<Outcome> = act,
): Promise<void> {
  const failed: string[] = [];
  const queue = [...ids];
  async function work(): Promise<void> {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const outcome = await perform(path, id, action);
      if (!outcome.ok) failed.push(`${nameOf(id)}: ${outcome.message}`);
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, ids.length) }, work));
  const good = ids.length - failed.length;
  const first = ids[0];
  if (good > 0 && first !== undefined) {
    toast(
      "done",
      ids.length === 1
        ? `${label}: ${nameOf(first)}`
        : t("{label}: {good} of {count} under way", { label, good, count: ids.length }),
    );
  }
  if (failed.length > 0) {
    const some = { label, failed: failed.slice(0, 3).join("; "), count: failed.length - 3 };
    toast(
      "failed",
      failed.length > 3
        ? t("{label} failed. {failed}, and {count} more", some)
        : t("{label} failed. {failed}", some),
    );
  }
}
