// The actions of an object as the server judges them now.
import type { ActionView } from "@/lib/view/action.ts";
import type { ActionPath } from "./actions.ts";

function isAction(value: unknown): value is ActionView {
  return typeof value === "object" && value !== null && "name" in value && "refused" in value;
}

/** Asks the server; null when it does not answer. */
export async function actionsOf(path: ActionPath, id: string): Promise<readonly ActionView[] | null> {
  try {
    const response = await fetch(`/api/v1/${path}/${encodeURIComponent(id)}/actions`);
    const answer: unknown = await response.json();
    const items = typeof answer === "object" && answer !== null && "items" in answer ? answer.items : null;
    return response.ok && Array.isArray(items) ? items.filter(isAction) : null;
  } catch {
    return null; // the badge already tells that Atoll does not answer
  }
}
