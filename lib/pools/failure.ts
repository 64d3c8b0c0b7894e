// Why a connection failed: its cause, what that means for the supervisor, and the sentence a person reads.
import { ConnectionError, type ConnectionErrorKind, XapiError } from "@/lib/xapi/mod.ts";
import { CAUSES } from "@/lib/view/connection.ts";
import type { ConnectionCause } from "@/lib/view/types.ts";
import type { Candidate } from "./candidates.ts";
import type { SupervisorEvent } from "./state.ts";

export interface Failure {
  readonly event: Extract<SupervisorEvent, "lost" | "foreign" | "certificate-mismatch" | "denied">;
  readonly cause: ConnectionCause;
  readonly reason: string;
  /** The certificate now presented and who presents it, where that is the cause. */
  readonly offered: { readonly fingerprint: string; readonly candidate: Candidate } | null;
  /** What was met at each address; empty where a live connection failed. */
  readonly tried: Readonly<Record<string, string>>;
  /** Nobody foresaw this error: it belongs into the log with its stack. */
  readonly unforeseen: boolean;
}

/** What an attempt met at one address. */
export interface Trial {
  readonly candidate: Candidate;
  readonly error: Error;
}

/** No address led to the coordinator. */
export class ReachError extends Error {
  override readonly name = "ReachError";

  constructor(readonly trials: readonly Trial[]) {
    super(trials.map(({ error }) => error.message).join("; ") || "No address is known");
  }
}

/** The host that answered belongs to another pool than the one expected (it was ejected, or its address was given away). */
export class OtherPoolError extends Error {
  override readonly name = "OtherPoolError";

  constructor(address: string, other: string) {
    super(`${address} now belongs to another pool ("${other}")`);
  }
}

const BY_KIND: Readonly<Record<ConnectionErrorKind, ConnectionCause>> = {
  "refused": "refused-connection",
  "unreachable": "unreachable",
  "timeout": "timeout",
  "reset": "reset",
  "tls": "tls",
  "certificate-changed": "certificate-changed",
  "certificate-untrusted": "certificate-untrusted",
  "certificate-expired": "certificate-expired",
  "certificate-name": "certificate-name",
  "not-xapi": "not-xapi",
  "bad-answer": "bad-answer",
  "aborted": "failed",
  "too-large": "failed",
};

/** What a pool's refusal means; any other code is a `pool-error`. */
const BY_CODE: Readonly<Record<string, ConnectionCause>> = {
  SESSION_AUTHENTICATION_FAILED: "denied",
  SESSION_AUTHORIZATION_FAILED: "unauthorised",
  USER_IS_NOT_LOCAL_SUPERUSER: "unauthorised",
  RBAC_PERMISSION_DENIED: "unauthorised",
  AUTH_SERVICE_ERROR: "directory-away",
  SESSION_INVALID: "session-gone",
  HOST_IS_SLAVE: "coordinator-moved",
  HOST_IN_EMERGENCY_MODE: "emergency",
  HOST_STILL_BOOTING: "booting",
  HOST_DISABLED: "booting",
  HOST_HAS_NO_MANAGEMENT_IP: "no-management-ip",
};

/** Whether a pool refuses who is asking; trying again would only lock the account. */
export function isDenied(error: unknown): error is XapiError {
  const cause = causeOf(error);
  return cause === "denied" || cause === "unauthorised";
}

/** The address of the coordinator in a member's answer; null for any other error. */
export function coordinatorIn(error: unknown): string | null {
  if (!(error instanceof XapiError) || error.code !== "HOST_IS_SLAVE") return null;
  return error.params[0] || null;
}

/** What an error means. */
export function causeOf(error: unknown): ConnectionCause {
  if (error instanceof ConnectionError) return BY_KIND[error.kind];
  if (error instanceof OtherPoolError) return "other-pool";
  if (!(error instanceof XapiError)) return "failed";
  return Object.hasOwn(BY_CODE, error.code) ? BY_CODE[error.code] ?? "pool-error" : "pool-error";
}

/**
 * What an error of an attempt or of a live connection means.
 * @param coordinator address of the last known coordinator
 */
export function explain(error: unknown, coordinator: string | null = null): Failure {
  if (error instanceof ReachError) return explainAttempt(error.trials, coordinator);
  // On a live connection another certificate is a renewed one as a rule: the next attempt looks at it.
  if (error instanceof ConnectionError && error.kind.startsWith("certificate-")) {
    return failure("reset", error.message);
  }
  return failureOf(error);
}

/** Causes that tell more than the silence of the first address. */
const TELLING: readonly ConnectionCause[] = ["booting", "no-management-ip", "directory-away"];

function explainAttempt(trials: readonly Trial[], last: string | null): Failure {
  const tried = Object.fromEntries(trials.map(({ candidate, error }) => [candidate.label, error.message]));
  const found = (causes: readonly ConnectionCause[]) =>
    trials.find(({ error }) => causes.includes(causeOf(error)));
  const denied = found(["denied", "unauthorised"]);
  if (denied !== undefined) return { ...failureOf(denied.error), tried };
  const waiting = trials.filter(({ error }) => coordinatorIn(error) !== null);
  const emergency = trials.filter(({ error }) => causeOf(error) === "emergency");
  if (waiting.length > 0 || emergency.length > 0) {
    return { ...explainMembers(waiting, emergency, trials, last), tried };
  }
  const certificate = trials.find(({ error }) => certificateCause(error) !== null);
  const first = trials.find(({ candidate }) => !candidate.member) ?? trials[0];
  const telling = found(TELLING) ?? certificate ?? first;
  if (telling === undefined) return failure("unreachable", "No address of the pool is known");
  return { ...failureOfTrial(telling), tried };
}

/** Members answered: it is their coordinator that cannot be used. */
function explainMembers(
  waiting: readonly Trial[],
  emergency: readonly Trial[],
  trials: readonly Trial[],
  last: string | null,
): Failure {
  const named =
    waiting.map(({ error }) => coordinatorIn(error)).find((address) =>
      trials.some((trial) => trial.candidate.endpoint.hostname === address && !waiting.includes(trial))
    ) ?? coordinatorIn(waiting[0]?.error) ?? last;
  const coordinator = trials.find(({ candidate }) => candidate.endpoint.hostname === named);
  const who = nameOf(coordinator) ?? named ?? "their coordinator";
  if (coordinator !== undefined && waiting.includes(coordinator)) {
    const say = waiting.length > 1 ? "say" : "says";
    const reason = `${
      listOf(waiting)
    } ${say} that another host is the coordinator: the pool has not agreed on one yet`;
    return failure("coordinator-moved", reason);
  }
  const why = coordinator === undefined ? null : failureOfTrial(coordinator);
  const lost = emergency.length === 0 ? null : `${listOf(emergency)} ${be(emergency)} in emergency mode`;
  if (why !== null && !UNHEARD.has(why.cause)) {
    const from = waiting.length === 0
      ? lost
      : `${listOf(waiting)} name${waiting.length > 1 ? "" : "s"} ${who}`;
    return { ...why, reason: `${from} as coordinator: ${why.reason}` };
  }
  const because = why === null ? "" : `: ${lowerFirst(why.reason)}`;
  if (lost !== null) {
    return failure("emergency", `${lost}: the coordinator ${who} does not answer them${because}`);
  }
  const plural = waiting.length > 1;
  return failure(
    "coordinator-away",
    `${listOf(waiting)} wait${plural ? "" : "s"} for ${
      plural ? "their" : "its"
    } coordinator ${who}, which does not answer${because}`,
  );
}

/** Causes by which a coordinator is away, rather than there with something wrong. */
const UNHEARD: ReadonlySet<ConnectionCause> = new Set([
  "unreachable",
  "refused-connection",
  "timeout",
  "reset",
  "emergency",
]);

function certificateCause(error: unknown): ConnectionCause | null {
  const cause = causeOf(error);
  return cause.startsWith("certificate-") ? cause : null;
}

/** A trial's failure. A certificate that is another one is unknown rather than changed where none was known of the host. */
function failureOfTrial({ candidate, error }: Trial): Failure {
  const failed = failureOf(error);
  if (certificateCause(error) === null || !(error instanceof ConnectionError)) return failed;
  const unknown = failed.cause === "certificate-changed" && candidate.expected === null;
  return {
    ...failed,
    cause: unknown ? "certificate-unknown" : failed.cause,
    reason: unknown ? `Nobody has accepted the certificate of ${candidate.label} yet` : failed.reason,
    offered: error.fingerprint === undefined ? null : { fingerprint: error.fingerprint, candidate },
  };
}

function failureOf(error: unknown): Failure {
  const cause = causeOf(error);
  if (cause !== "failed") {
    return failure(cause, error instanceof Error ? error.message : CAUSES[cause].sentence);
  }
  const message = error instanceof Error ? error.message : String(error);
  return { ...failure(cause, `Atoll failed: ${message}`), unforeseen: true };
}

function failure(cause: ConnectionCause, reason: string): Failure {
  return { event: eventOf(cause), cause, reason, offered: null, tried: {}, unforeseen: false };
}

function eventOf(cause: ConnectionCause): Failure["event"] {
  if (cause === "denied" || cause === "unauthorised") return "denied";
  if (cause === "not-xapi") return "foreign";
  return cause.startsWith("certificate-") ? "certificate-mismatch" : "lost";
}

/** `xcp-2 and xcp-3`: names where they are known, else addresses. */
function listOf(trials: readonly Trial[]): string {
  const names = [...new Set(trials.map((trial) => nameOf(trial) ?? ""))];
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function nameOf(trial: Trial | undefined): string | undefined {
  return trial?.candidate.label.replace(/ \([^()]*\)$/, "");
}

function be(trials: readonly Trial[]): string {
  return trials.length > 1 ? "are" : "is";
}

/** `Nobody …` → `nobody …`; names and addresses stay. */
function lowerFirst(sentence: string): string {
  return /^(There|No|Nobody|The) /.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}
