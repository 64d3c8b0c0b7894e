// The HTML pages xapi answers with where no RPC is spoken, word by word.
import type { HttpResponse } from "./http_head.ts";
import { escape } from "./xml_write.ts";

/** For paths and methods it does not serve. */
export function forbidden(): HttpResponse {
  return page("403 Forbidden", "<h1>HTTP 403 forbidden</h1>Access to the requested resource is forbidden.");
}

/** For a failure inside: `reason` is what OCaml would print of its exception. */
export function failed(reason: string): HttpResponse {
  return page(
    "500 Internal Error",
    "<h1>HTTP 500 internal server error</h1>An unexpected error occurred; please wait a while and try again. " +
      "If the problem persists, please contact your support representative." +
      `<h1> Additional information </h1>${escape(reason)}`,
  );
}

/** For a request of a handler that needs a session, without a valid one. `realm` names the handler. */
export function unauthorised(realm: string): HttpResponse {
  const { status, headers, body } = page(
    "401 Unauthorised",
    "<h1>HTTP 401 unauthorised</h1>Please check your credentials and retry.",
  );
  return { status, headers: [...headers, ["WWW-Authenticate", `Basic realm="${realm}"`]], body };
}

function page(status: string, content: string): HttpResponse {
  return { status, headers: [["content-type", "text/html"]], body: `<html><body>${content}</body></html>` };
}
