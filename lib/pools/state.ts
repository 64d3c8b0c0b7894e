// The states of a pool's connection, every transition between them, and the sentence people read for each.
import type { ConnectionState } from "@/lib/view/types.ts";

/** What can happen to a connection, as its supervisor sees it. */
export type SupervisorEvent =
  | "attempt" // an attempt to connect begins
  | "reached" // a host answered, with the pinned certificate, in a dialect of the Xen-API
  | "logged-in"
  | "synced" // everything was read and is in the cache
  | "rolled-back" // the pool's database went back in time: everything must be read again
  | "lost" // the connection failed, or the pool said it is not ready: try again later
  | "foreign" // what answered speaks no Xen-API
  | "certificate-mismatch"
  | "certificate-accepted"
  | "denied" // the pool refused the credentials
  | "reconfigured" // credentials or authorities are others now
  | "stopped";

/** Where an event leads; "ignore" where it changes nothing (it came late, or cannot come in that state). */
export type Transition = ConnectionState | "ignore";

/**
 * The complete table: the compiler rejects a state or an event without its cell.
 *
 * A pool that was lost stays `stale` while attempts fail, so that people see how long its data has been old instead of
 * a state that flickers with each attempt. A pool that answered before is `stale`, not `incompatible`, when HTML comes
 * instead of the Xen-API: a booting host shows its web server first.
 *
 * A changed certificate is looked at again and again without a password: the one that was accepted may be back, or
 * another host may be the coordinator now. Only refused credentials wait for a person.
 */
export const TRANSITIONS: Readonly<Record<ConnectionState, Readonly<Record<SupervisorEvent, Transition>>>> = {
  "disconnected": {
    "attempt": "connecting",
    "reached": "ignore",
    "logged-in": "ignore",
    "synced": "ignore",
    "rolled-back": "ignore",
    "lost": "ignore",
    "foreign": "ignore",
    "certificate-mismatch": "ignore",
    "certificate-accepted": "ignore",
    "denied": "ignore",
    "reconfigured": "ignore",
    "stopped": "ignore",
  },
  "connecting": {
    "attempt": "ignore",
    "reached": "authenticating",
    "logged-in": "ignore",
    "synced": "ignore",
    "rolled-back": "ignore",
    "lost": "stale",
    "foreign": "incompatible",
    "certificate-mismatch": "certificate-changed",
    "certificate-accepted": "ignore",
    "denied": "refused",
    "reconfigured": "ignore",
    "stopped": "disconnected",
  },
  "authenticating": {
    "attempt": "ignore",
    "reached": "ignore",
    "logged-in": "syncing",
    "synced": "ignore",
    "rolled-back": "ignore",
    "lost": "stale",
    "foreign": "stale",
    "certificate-mismatch": "certificate-changed",
    "certificate-accepted": "ignore",
    "denied": "refused",
    "reconfigured": "connecting",
    "stopped": "disconnected",
  },
  "syncing": {
    "attempt": "ignore",
    "reached": "ignore",
    "logged-in": "ignore",
    "synced": "live",
    "rolled-back": "ignore",
    "lost": "stale",
    "foreign": "stale",
    "certificate-mismatch": "certificate-changed",
    "certificate-accepted": "ignore",
    "denied": "refused",
    "reconfigured": "connecting",
    "stopped": "disconnected",
  },
  "live": {
    "attempt": "ignore",
    "reached": "ignore",
    "logged-in": "ignore",
    "synced": "ignore",
    "rolled-back": "syncing",
    "lost": "stale",
    "foreign": "stale",
    "certificate-mismatch": "certificate-changed",
    "certificate-accepted": "ignore",
    "denied": "refused",
    "reconfigured": "connecting",
    "stopped": "disconnected",
  },
  "stale": {
    "attempt": "ignore",
    "reached": "authenticating",
    "logged-in": "ignore",
    "synced": "ignore",
    "rolled-back": "ignore",
    "lost": "stale",
    "foreign": "stale",
    "certificate-mismatch": "certificate-changed",
    "certificate-accepted": "ignore",
    "denied": "refused",
    "reconfigured": "connecting",
    "stopped": "disconnected",
  },
  "certificate-changed": {
    "attempt": "ignore",
    "reached": "authenticating",
    "logged-in": "ignore",
    "synced": "ignore",
    "rolled-back": "ignore",
    "lost": "stale",
    "foreign": "stale",
    "certificate-mismatch": "certificate-changed",
    "certificate-accepted": "connecting",
    "denied": "refused",
    "reconfigured": "connecting",
    "stopped": "disconnected",
  },
  "refused": {
    "attempt": "connecting",
    "reached": "ignore",
    "logged-in": "ignore",
    "synced": "ignore",
    "rolled-back": "ignore",
    "lost": "ignore",
    "foreign": "ignore",
    "certificate-mismatch": "ignore",
    "certificate-accepted": "ignore",
    "denied": "ignore",
    "reconfigured": "connecting",
    "stopped": "disconnected",
  },
  "incompatible": {
    "attempt": "ignore",
    "reached": "authenticating",
    "logged-in": "ignore",
    "synced": "ignore",
    "rolled-back": "ignore",
    "lost": "stale",
    "foreign": "incompatible",
    "certificate-mismatch": "certificate-changed",
    "certificate-accepted": "ignore",
    "denied": "refused",
    "reconfigured": "connecting",
    "stopped": "disconnected",
  },
};

/** The state after an event: the same one where the event changes nothing. */
export function next(state: ConnectionState, event: SupervisorEvent): ConnectionState {
  const transition = TRANSITIONS[state][event];
  return transition === "ignore" ? state : transition;
}

/** True for the states that end only when a person acts: no attempt is made by itself. */
export function needsPerson(state: ConnectionState): boolean {
  return state === "refused";
}
