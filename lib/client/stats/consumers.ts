// Who uses most, as the dashboard shows it: asked for when somebody looks, once a page.
import type { Consumed, Consumer } from "@/lib/view/consumers.ts";

/** So many of each. */
const MOST = 5;

/** The VMs that used most in the last minute; null where that cannot be asked. */
export async function consumersOf(
  metric: Consumed,
  get: (path: string) => Promise<Response> = (path) => fetch(path),
): Promise<readonly Consumer[] | null> {
  try {
    const response = await get(`/api/v1/stats/top?collection=vm&metric=${metric}&limit=${MOST}`);
    const answer: unknown = response.ok ? await response.json() : null;
    const items = typeof answer === "object" && answer !== null && "items" in answer ? answer.items : null;
    return Array.isArray(items) ? items.flatMap((item) => consumerOf(item, metric)) : null;
  } catch {
    return null; // what stands in its place says so
  }
}

function consumerOf(item: Readonly<Record<string, unknown>>, metric: Consumed): Consumer[] {
  const { id, name, [metric]: value } = item;
  return typeof id === "string" && typeof value === "number" ? [{ id, name: String(name || id), value }] : [];
}
