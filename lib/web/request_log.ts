// One line a request. The path without its query: set-up links carry their token there.
import type { Refusal } from "@/lib/api/refusals.ts";
import { log } from "@/lib/log.ts";

/** Longest sentence that a line repeats; some name what the client sent. */
const LONGEST = 400;

/** Logs an answered request, and why where it was refused; the failures of the server itself as warnings. */
export function logRequest(
  request: Request,
  status: number,
  started: number,
  client: string,
  refusal?: Refusal,
): void {
  const path = pathOf(request.url);
  log[status >= 500 ? "warn" : "info"]("Request", {
    method: request.method,
    path,
    status,
    ms: Math.round((performance.now() - started) * 10) / 10,
    client,
    ...(refusal === undefined ? {} : { code: refusal.code, reason: refusal.message.slice(0, LONGEST) }),
  });
}

/** The path of a URL as it was asked for, without query, bounded in length. */
export function pathOf(url: string): string {
  const path = /^[a-z]+:\/\/[^/]*([^?#]*)/i.exec(url)?.[1] ?? "";
  return path.length > 200 ? path.slice(0, 200) + "…" : path || "/";
}
