// Health for supervisors and load balancers; main.ts mounts both at the root, without sign-in, so they tell no name.
import { log } from "@/lib/log.ts";

/** GET /healthz: the process answers. */
export function healthz(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}

/**
 * GET /readyz: 200 when the database answers, else 503. Pools that are away do not count: Atoll then shows what it knows,
 * and taking it out of service would help nobody.
 * @param check throws when the database does not answer (Store.check)
 */
export async function readyz(check: () => Promise<void>): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  try {
    await check();
    return Response.json({ status: "ready" }, { headers });
  } catch (error) {
    log.error("Not ready", { error });
    return Response.json({ status: "unavailable" }, { status: 503, headers });
  }
}
