// The cookies of a sign-in, of the session and of the browser: names, attributes, and reading them back out of a request.
import type { SignedIn } from "./types.ts";

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

/** Seconds; browsers keep no cookie longer than 400 days. */
const DEVICE_AGE = 400 * 86_400;

const deviceName = (secure: boolean) => cookieName(secure) + "-device";

/** Headers that set the cookies of somebody who has just signed in. The browser's mark outlives the session and signing out. */
export function signedInHeaders(
  { cookie, expires, device }: SignedIn,
  secure: boolean,
): [name: "set-cookie", value: string][] {
  const mark = `${deviceName(secure)}=${device}; Path=/; Max-Age=${DEVICE_AGE}; HttpOnly; SameSite=Strict` +
    (secure ? "; Secure" : "");
  return [["set-cookie", sessionCookie(cookie, { secure, expires })], ["set-cookie", mark]];
}

/** The session cookie's value in a Cookie header; null when there is none. Under TLS only the prefixed name counts. */
export function readCookie(header: string | null, secure: boolean): string | null {
  return valueOf(header, cookieName(secure));
}

/** The same of the browser's mark. */
export function readDevice(header: string | null, secure: boolean): string | null {
  return valueOf(header, deviceName(secure));
}

/** What a browser keeps between the steps of a sign-in: the second step, and the way to a provider and back. */
export type StepName = "step" | "provider";
const STEP_AGE: Readonly<Record<StepName, number>> = { step: 300, provider: 600 };

const stepName = (name: StepName, secure: boolean) => `${cookieName(secure)}-${name}`;

/**
 * Set-Cookie value that keeps the ticket of a step, or takes it away (null). Not readable by scripts: whoever holds it has given the
 * right password. SameSite=Lax: a provider sends people back from another site.
 */
export function stepCookie(name: StepName, ticket: string | null, secure: boolean): string {
  return `${stepName(name, secure)}=${ticket ?? ""}; Path=/; Max-Age=${
    ticket === null ? 0 : STEP_AGE[name]
  }; HttpOnly; SameSite=Lax` + (secure ? "; Secure" : "");
}

/** The ticket of a step in a Cookie header; null when there is none. */
export function readStep(header: string | null, name: StepName, secure: boolean): string | null {
  return valueOf(header, stepName(name, secure));
}

function valueOf(header: string | null, name: string): string | null {
  const wanted = name + "=";
  for (const part of (header ?? "").split(";")) {
    const pair = part.trim();
    if (pair.startsWith(wanted) && pair.length > wanted.length) return pair.slice(wanted.length);
  }
  return null;
}
