// The session cookie: its name, its attributes, and reading it back out of a request.

/** Name of the session cookie. Under TLS the `__Host-` prefix keeps other hosts and plain http from planting one. */
export function cookieName(secure: boolean): string {
  return secure ? "__Host-atoll" : "atoll";
}

export interface CookieOptions {
  /** The site is served over TLS. */
  readonly secure: boolean;
  readonly expires: Date;
}

/**
 * Set-Cookie value of a session. SameSite=Lax, not Strict: a link in a ticket or an alert must open the page for somebody who
 * is signed in; no GET changes anything, and unsafe requests are checked by Origin and Sec-Fetch-Site besides.
 */
export function sessionCookie(value: string, { secure, expires }: CookieOptions): string {
  return `${cookieName(secure)}=${value}; Path=/; Expires=${expires.toUTCString()}; HttpOnly; SameSite=Lax` +
    (secure ? "; Secure" : "");
}

/** Set-Cookie value that takes the session cookie away. */
export function clearedCookie(secure: boolean): string {
  return sessionCookie("", { secure, expires: new Date(0) });
}

/** The session cookie's value in a Cookie header; null when there is none. Under TLS only the prefixed name counts. */
export function readCookie(header: string | null, secure: boolean): string | null {
  const wanted = cookieName(secure) + "=";
  for (const part of (header ?? "").split(";")) {
    const pair = part.trim();
    if (pair.startsWith(wanted) && pair.length > wanted.length) return pair.slice(wanted.length);
  }
  return null;
}
