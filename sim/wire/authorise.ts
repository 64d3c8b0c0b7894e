// Whose request of an HTTP handler it is: ?session_id=, a cookie of that name, or Basic (xapi_http.ml; recordings C-rrd_updates-*).
import type { Database } from "../db.ts";
import { refusalOf } from "../errors.ts";
import { assertSession } from "../sessions.ts";
import type { RequestHead } from "./http_head.ts";

/** Whether a request comes with a live session or root's password. */
export function isAuthorised(head: RequestHead, db: Database, password: string): boolean {
  const session = parameter(head, "session_id");
  if (session !== undefined) return refusalOf(() => assertSession(db, session)) === undefined;
  const [, basic = ""] = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(head.headers.get("authorization") ?? "") ?? [];
  return basic !== "" && decoded(basic) === `root:${password}`;
}

/** A parameter of a handler: in the query, or else a cookie of that name. */
export function parameter(head: RequestHead, name: string): string | undefined {
  return head.query.get(name) ?? cookie(head.headers.get("cookie") ?? "", name);
}

function cookie(header: string, name: string): string | undefined {
  for (const pair of header.split(";")) {
    const [key = "", ...value] = pair.trim().split("=");
    if (key === name) return decodeURIComponent(value.join("="));
  }
  return undefined;
}

function decoded(basic: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(basic), (char) => char.charCodeAt(0)));
  } catch (error) {
    // Not Base64: nobody's password.
    if (error instanceof DOMException) return "";
    throw error;
  }
}
