// Headers that tell the browser what Atoll never does. The content security policy is set apart, with its nonces.

const ALWAYS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
};

/** For whatever a browser might show as a document of its own. */
const DOCUMENT: Readonly<Record<string, string>> = {
  // Not "no-referrer": with it browsers send `Origin: null` on Atoll's own forms, and the CSRF check refuses them.
  "referrer-policy": "same-origin",
  "permissions-policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
  "x-frame-options": "DENY",
};

/** Parts of pages: a first visit fetches a score of them, and headers are not compressed over HTTP/1.1. */
const PART = /^(text\/(css|javascript)|image\/|font\/)/;

/** A year: after that without a visit a browser may ask over http again. */
const HSTS = "max-age=31536000";

/** The response with the headers; those it sets itself are kept. A private page is never kept by a shared cache. */
export function withSecurityHeaders(response: Response, secure: boolean): Response {
  if (response.status === 101) return response;
  const wanted: [string, string][] = Object.entries(ALWAYS);
  if (!PART.test(response.headers.get("content-type") ?? "")) wanted.push(...Object.entries(DOCUMENT));
  if (secure) wanted.push(["strict-transport-security", HSTS]);
  wanted.push(["cache-control", "private, no-cache"]);
  try {
    set(response.headers, wanted);
    return response;
  } catch (error) {
    // Responses of fetch and Response.redirect have immutable headers.
    if (!(error instanceof TypeError)) throw error;
    const headers = new Headers(response.headers);
    set(headers, wanted);
    const { status, statusText } = response;
    return new Response(response.body, { status, statusText, headers });
  }
}

function set(headers: Headers, wanted: readonly [string, string][]): void {
  for (const [name, value] of wanted) if (!headers.has(name)) headers.set(name, value);
}
