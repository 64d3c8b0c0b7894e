// A pool's connection in two or three words, and how grave it is: what stands on every page.
import { msg, t } from "./text.ts";
import type { ConnectionCause, ConnectionState } from "./types.ts";

const STATES: Readonly<Record<ConnectionState, string>> = {
  "disconnected": msg("Disconnected"),
  "connecting": msg("Connecting"),
  "authenticating": msg("Signing in"),
  "syncing": msg("Reading the pool"),
  "live": msg("Live"),
  "stale": msg("Connection lost"),
  "certificate-changed": msg("Certificate changed"),
  "refused": msg("Credentials refused"),
  "incompatible": msg("Not a Xen pool"),
};

/** Instead of the state's words where they say more. */
const CAUSES: Readonly<Record<ConnectionCause, string>> = {
  "unreachable": msg("Connection lost"),
  "refused-connection": msg("Connection lost"),
  "timeout": msg("Connection lost"),
  "reset": msg("Connection lost"),
  "tls": msg("Connection lost"),
  "bad-answer": msg("Connection lost"),
  "not-xapi": msg("Not a Xen pool"),
  "certificate-changed": msg("Certificate changed"),
  "certificate-unknown": msg("Certificate unknown"),
  "certificate-untrusted": msg("Certificate not trusted"),
  "certificate-expired": msg("Certificate expired"),
  "certificate-name": msg("Certificate of another name"),
  "denied": msg("Credentials refused"),
  "unauthorised": msg("User not allowed"),
  "directory-away": msg("Directory away"),
  "session-gone": msg("Session ended"),
  "coordinator-moved": msg("Coordinator moves"),
  "coordinator-away": msg("Coordinator away"),
  "emergency": msg("Emergency mode"),
  "booting": msg("Host starting"),
  "no-management-ip": msg("No management address"),
  "other-pool": msg("Another pool"),
  "pool-error": msg("Pool refuses"),
  "rolled-back": msg("Reading again"),
  "failed": msg("Atoll failed"),
  "disabled": msg("Switched off"),
  "stopping": msg("Stopped"),
};

/** A connection in two or three words. */
export function connectionLabel(state: ConnectionState, cause: ConnectionCause | null): string {
  return cause === null || state === "live" ? t(STATES[state]) : t(CAUSES[cause]);
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
