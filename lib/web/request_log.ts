// One line a request. The path without its query: set-up links carry their token there.
import { log } from "@/lib/log.ts";

/** Logs an answered request; the failures of the server itself as warnings. */
export function logRequest(request: Request, status: number, started: number, client: string): void {
  const path = pathOf(request.url);
  log[status >= 500 ? "warn" : "info"]("Request", {
    method: request.method,
    path,
    status,
    ms: Math.round((performance.now() - started) * 10) / 10,
    client,
  });
}

/** The path of a URL as it was asked for, without query, bounded in length. */
export function pathOf(url: string): string {
  const path = /^[a-z]+:\/\/[^/]*([^?#]*)/i.exec(url)?.[1] ?? "";
  return path.length > 200 ? path.slice(0, 200) + "…" : path || "/";
}
