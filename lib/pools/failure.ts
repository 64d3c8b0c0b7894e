// Why a connection failed: what that means for the supervisor, and the sentence a person reads.
import { ConnectionError, XapiError } from "@/lib/xapi/mod.ts";
import type { SupervisorEvent } from "./state.ts";

export interface Failure {
  readonly event: Extract<SupervisorEvent, "lost" | "foreign" | "certificate-mismatch" | "denied">;
  readonly reason: string;
  /** The certificate now presented, where that is the cause. */
  readonly offered: string | null;
  /** Nobody foresaw this error: it belongs into the log with its stack. */
  readonly unforeseen: boolean;
}

/** The host that answered belongs to another pool than the one expected (it was ejected, or its address was given away). */
export class OtherPoolError extends Error {
  override readonly name = "OtherPoolError";

  constructor(address: string, other: string) {
    super(`${address} now belongs to another pool ("${other}")`);
  }
}

/** The pool gave a coordinator that could not be reached. */
export class CoordinatorError extends Error {
  override readonly name = "CoordinatorError";

  constructor(member: string, coordinator: string, cause: Error) {
    super(`${member} is a member, and its coordinator ${coordinator} cannot be used: ${cause.message}`, {
      cause,
    });
  }
}

/** Codes by which a pool refuses who is asking; trying again would only lock the account. */
const DENIED = new Set([
  "SESSION_AUTHENTICATION_FAILED",
  "SESSION_AUTHORIZATION_FAILED",
  "USER_IS_NOT_LOCAL_SUPERUSER",
  "RBAC_PERMISSION_DENIED",
]);

export function isDenied(error: unknown): error is XapiError {
  return error instanceof XapiError && DENIED.has(error.code);
}

/** The address of the coordinator in a member's answer; null for any other error. */
export function coordinatorIn(error: unknown): string | null {
  if (!(error instanceof XapiError) || error.code !== "HOST_IS_SLAVE") return null;
  return error.params[0] ?? null;
}

/** What an error of an attempt or of a live connection means. */
export function explain(error: unknown): Failure {
  if (isDenied(error)) return failure("denied", error.message);
  if (error instanceof CoordinatorError) {
    return { ...explain(error.cause), reason: error.message };
  }
  if (error instanceof ConnectionError) {
    if (error.kind === "certificate-changed") {
      return failure("certificate-mismatch", error.message, error.fingerprint ?? null);
    }
    return failure(error.kind === "not-xapi" ? "foreign" : "lost", error.message);
  }
  if (error instanceof XapiError || error instanceof OtherPoolError) return failure("lost", error.message);
  const message = error instanceof Error ? error.message : String(error);
  return { event: "lost", reason: `Atoll failed: ${message}`, offered: null, unforeseen: true };
}

function failure(event: Failure["event"], reason: string, offered: string | null = null): Failure {
  return { event, reason, offered, unforeseen: false };
}
