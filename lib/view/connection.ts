// What people read of a pool's connection: what is wrong, what Atoll does about it, and what they can do. Only the page of the
// pools brings these sentences to a browser; the words that stand on every page are in connection_label.ts.
import type { ConnectionCause, ConnectionState } from "./types.ts";

/** What a person can do about a connection, where the page has a button for it. */
export type Remedy = "accept" | "credentials" | "authorities" | "reconnect" | "enable";

export interface CauseText {
  /** What is wrong, where no sentence with names says it better. */
  readonly sentence: string;
  /** What Atoll does about it. */
  readonly atoll: string;
  /** What a person can do. */
  readonly person: string;
  readonly remedy: Remedy;
  /** The states it is shown in. */
  readonly states: readonly ConnectionState[];
}

const KEEPS_TRYING = "Atoll tries every known address of the pool, again and again";
const LOOKS =
  "Atoll has sent no password; it looks again by itself whether a trusted certificate is presented";
const COMPARE =
  "Compare the fingerprint on the host itself before you accept it: somebody may stand in between";

/** Every cause there is: the compiler rejects one without its text. Sentences end without a full stop. */
export const CAUSES: Readonly<Record<ConnectionCause, CauseText>> = {
  "unreachable": {
    sentence: "The host cannot be reached: its name is unknown or there is no route to it",
    atoll: KEEPS_TRYING,
    person: "Check the host's power, the network and the address",
    remedy: "reconnect",
    states: ["stale"],
  },
  "refused-connection": {
    sentence: "The host is there, but nothing listens at the port",
    atoll: KEEPS_TRYING,
    person: "See whether xapi runs on the host: systemctl status xapi",
    remedy: "reconnect",
    states: ["stale"],
  },
  "timeout": {
    sentence: "The host does not answer in time",
    atoll: KEEPS_TRYING,
    person: "Check the host's power and the network; a host that is very busy may answer again soon",
    remedy: "reconnect",
    states: ["stale"],
  },
  "reset": {
    sentence: "The host broke off the connection",
    atoll: `${KEEPS_TRYING}; xapi is back 10 to 30 seconds after a restart`,
    person: "Wait a moment; if it lasts, see /var/log/xensource.log on the host",
    remedy: "reconnect",
    states: ["stale"],
  },
  "tls": {
    sentence: "No secure connection comes about",
    atoll: KEEPS_TRYING,
    person: "See whether the host speaks TLS 1.2 at this port, and whether its certificate is intact",
    remedy: "reconnect",
    states: ["stale"],
  },
  "bad-answer": {
    sentence: "The host's answer cannot be understood",
    atoll: `${KEEPS_TRYING}; a host that starts may show web pages first`,
    person: "See whether a proxy answers in its place, and /var/log/xensource.log on the host",
    remedy: "reconnect",
    states: ["stale"],
  },
  "not-xapi": {
    sentence: "What answers at this address speaks no Xen-API",
    atoll: "Atoll looks again every half minute",
    person: "Check the address and the port; a host that starts needs a few minutes",
    remedy: "reconnect",
    states: ["incompatible", "stale"],
  },
  "certificate-changed": {
    sentence: "The host presents another certificate than the one that was accepted",
    atoll: LOOKS,
    person: COMPARE,
    remedy: "accept",
    states: ["certificate-changed"],
  },
  "certificate-unknown": {
    sentence: "Nobody has accepted the certificate of this host yet",
    atoll: LOOKS,
    person: COMPARE,
    remedy: "accept",
    states: ["certificate-changed"],
  },
  "certificate-untrusted": {
    sentence: "No authority that Atoll trusts vouches for the host's certificate",
    atoll: LOOKS,
    person:
      "Give the host a certificate of the authority, give Atoll the authority it is signed by, or accept this one",
    remedy: "authorities",
    states: ["certificate-changed"],
  },
  "certificate-expired": {
    sentence: "The host's certificate is not valid now",
    atoll: LOOKS,
    person: "Renew the certificate on the host and see that its clock is right, or accept this one as it is",
    remedy: "accept",
    states: ["certificate-changed"],
  },
  "certificate-name": {
    sentence: "The host's certificate is made out to another name or address",
    atoll: LOOKS,
    person:
      "Use the name that the certificate holds, renew it with the host's address in it, or accept this one",
    remedy: "accept",
    states: ["certificate-changed"],
  },
  "denied": {
    sentence: "The pool refuses user name or password",
    atoll: "Atoll has stopped, so that it locks no account",
    person: "Correct the credentials",
    remedy: "credentials",
    states: ["refused"],
  },
  "unauthorised": {
    sentence: "The pool knows the user, but does not let it in",
    atoll: "Atoll has stopped, so that it locks no account",
    person: "Give the user a role in the pool and reconnect, or use another user",
    remedy: "credentials",
    states: ["refused"],
  },
  "directory-away": {
    sentence: "The pool cannot ask the directory that knows the user",
    atoll: "Atoll signs in again by itself: the password was not refused",
    person: "Check the directory service of the pool, or use a local user such as root",
    remedy: "credentials",
    states: ["stale"],
  },
  "session-gone": {
    sentence: "The pool has ended Atoll's session",
    atoll: "Atoll signs in again at once",
    person: "Nothing, unless it happens again and again: then too many clients sign in to this pool",
    remedy: "reconnect",
    states: ["stale"],
  },
  "coordinator-moved": {
    sentence: "The host is no longer the pool's coordinator",
    atoll: "Atoll looks for the new one at every host of the pool",
    person: "Wait: a planned change takes about half a minute",
    remedy: "reconnect",
    states: ["stale"],
  },
  "coordinator-away": {
    sentence: "The other hosts wait for their coordinator, which does not answer",
    atoll: "Atoll asks every host of the pool, again and again, until one is its coordinator",
    person:
      "Bring the coordinator back; if it is lost, make another host the coordinator (xe pool-emergency-transition-to-master there, then xe pool-recover-slaves)",
    remedy: "reconnect",
    states: ["stale"],
  },
  "emergency": {
    sentence: "A host of the pool is in emergency mode: it has lost its coordinator",
    atoll: "Atoll asks every host of the pool, again and again, until one is its coordinator",
    person:
      "Bring the coordinator back, or make another host the coordinator (xe pool-emergency-transition-to-master there, then xe pool-recover-slaves)",
    remedy: "reconnect",
    states: ["stale"],
  },
  "booting": {
    sentence: "The host is still starting",
    atoll: "Atoll asks again every few seconds",
    person: "Wait a few minutes; if it lasts, see /var/log/xensource.log on the host",
    remedy: "reconnect",
    states: ["stale"],
  },
  "no-management-ip": {
    sentence: "The host has no address on its management interface",
    atoll: KEEPS_TRYING,
    person: "See on the host's console whether its management interface gets an address (DHCP, cable, VLAN)",
    remedy: "reconnect",
    states: ["stale"],
  },
  "other-pool": {
    sentence: "The address belongs to another pool now",
    atoll: `${KEEPS_TRYING}; it shows nothing of the other pool`,
    person: "Give the address back, or remove this pool and add it again with its new address",
    remedy: "reconnect",
    states: ["stale"],
  },
  "pool-error": {
    sentence: "The pool refuses what Atoll asks of it",
    atoll: KEEPS_TRYING,
    person: "See /var/log/xensource.log on the coordinator",
    remedy: "reconnect",
    states: ["stale"],
  },
  "rolled-back": {
    sentence: "The pool went back to an earlier state, everything is read again",
    atoll: "Atoll reads everything and shows what is true now",
    person: "See what was lost: a crash takes back the changes of the last minutes",
    remedy: "reconnect",
    states: ["syncing"],
  },
  "failed": {
    sentence: "Something in Atoll failed",
    atoll: `${KEEPS_TRYING}; its log says more`,
    person: "Look into Atoll's log, and report what it says",
    remedy: "reconnect",
    states: ["stale"],
  },
  "disabled": {
    sentence: "The pool is switched off in Atoll",
    atoll: "Atoll is signed out of it and shows nothing of it",
    person: "Switch it on again; the pool itself goes on as it is",
    remedy: "enable",
    states: ["disconnected"],
  },
  "stopping": {
    sentence: "Atoll has signed out of this pool",
    atoll: "Atoll connects again when it is started",
    person: "Start Atoll again",
    remedy: "reconnect",
    states: ["disconnected"],
  },
};

/** The states as such, for what goes its normal way, as sentences. */
export const STATES: Readonly<Record<ConnectionState, { readonly sentence: string }>> = {
  "disconnected": { sentence: "Atoll is not connected to this pool" },
  "connecting": { sentence: "Atoll is looking for a host of this pool that answers" },
  "authenticating": { sentence: "A host answered, Atoll is signing in" },
  "syncing": { sentence: "Atoll is reading everything from the pool" },
  "live": { sentence: "Everything shown is current" },
  "stale": { sentence: "The connection is lost: what is shown is the last known state, Atoll keeps trying" },
  "certificate-changed": {
    sentence: "The host presents another certificate: an administrator must compare and accept it",
  },
  "refused": { sentence: "The pool refuses user name or password: an administrator must correct them" },
  "incompatible": { sentence: "What answers at this address speaks no Xen-API, Atoll keeps trying slowly" },
};

/** Every state and cause a pool may be shown with. */
export const PAIRS: readonly (readonly [ConnectionState, ConnectionCause | null])[] = [
  ...(["disconnected", "connecting", "authenticating", "syncing", "live"] as const).map((state) =>
    [state, null] as const
  ),
  ...Object.entries(CAUSES).flatMap(([cause, { states }]) =>
    isCause(cause) ? states.map((state) => [state, cause] as const) : []
  ),
];

/** Whether a text names a cause. */
export function isCause(text: string): text is ConnectionCause {
  return Object.hasOwn(CAUSES, text);
}
