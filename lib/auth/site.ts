// Which site a browser is at.

/**
 * The origin that the browser shows: as it says itself with every unsafe request, else of the host that was asked for (behind a
 * proxy the request's own URL may name another). Passkeys hold to it: what a stranger writes here fits none.
 * @param secure the site is served over TLS
 */
export function siteOf(request: Request, secure: boolean): string {
  const told = URL.parse(request.headers.get("origin") ?? "");
  if (told !== null && (told.protocol === "https:" || (told.protocol === "http:" && !secure))) {
    return told.origin;
  }
  const host = request.headers.get("host") ?? new URL(request.url).host;
  return URL.parse(`${secure ? "https" : "http"}://${host}`)?.origin ?? new URL(request.url).origin;
}
