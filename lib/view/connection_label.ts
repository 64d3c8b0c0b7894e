// A pool's connection in two or three words, and how grave it is: what stands on every page.
import type { ConnectionCause, ConnectionState } from "./types.ts";

const STATES: Readonly<Record<ConnectionState, string>> = {
  "disconnected": "Disconnected",
  "connecting": "Connecting",
  "authenticating": "Signing in",
  "syncing": "Reading the pool",
  "live": "Live",
  "stale": "Connection lost",
  "certificate-changed": "Certificate changed",
  "refused": "Credentials refused",
  "incompatible": "Not a Xen pool",
};

/** Instead of the state's words where they say more. */
const CAUSES: Readonly<Record<ConnectionCause, string>> = {
  "unreachable": "Connection lost",
  "refused-connection": "Connection lost",
  "timeout": "Connection lost",
  "reset": "Connection lost",
  "tls": "Connection lost",
  "bad-answer": "Connection lost",
  "not-xapi": "Not a Xen pool",
  "certificate-changed": "Certificate changed",
  "certificate-unknown": "Certificate unknown",
  "certificate-untrusted": "Certificate not trusted",
  "certificate-expired": "Certificate expired",
  "certificate-name": "Certificate of another name",
  "denied": "Credentials refused",
  "unauthorised": "User not allowed",
  "directory-away": "Directory away",
  "session-gone": "Session ended",
  "coordinator-moved": "Coordinator moves",
  "coordinator-away": "Coordinator away",
  "emergency": "Emergency mode",
  "booting": "Host starting",
  "no-management-ip": "No management address",
  "other-pool": "Another pool",
  "pool-error": "Pool refuses",
  "rolled-back": "Reading again",
  "failed": "Atoll failed",
  "disabled": "Switched off",
  "stopping": "Stopped",
};

/** A connection in two or three words. */
export function connectionLabel(state: ConnectionState, cause: ConnectionCause | null): string {
  return cause === null || state === "live" ? STATES[state] : CAUSES[cause];
}

/** Whether a pool is away that should be here: not one that somebody has switched off. */
export function isAway(
  pool: { readonly state: ConnectionState; readonly cause: ConnectionCause | null },
): boolean {
  return pool.state !== "live" && pool.cause !== "disabled";
}

/** How grave it is: `bad` where a person has to do something, `warn` where Atoll may well mend it alone. */
export function connectionTone(
  state: ConnectionState,
  cause: ConnectionCause | null,
): "ok" | "info" | "warn" | "bad" {
  if (state === "live") return "ok";
  if (cause === null) return "info";
  if (cause === "coordinator-away" || cause === "emergency") return "bad";
  return state === "stale" || state === "syncing" || state === "disconnected" ? "warn" : "bad";
}
