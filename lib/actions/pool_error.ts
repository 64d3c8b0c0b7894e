// A pool's failure as the error for people: which status, and what could not be done.
import { AtollError } from "@/lib/errors.ts";
import { ConnectionError, XapiError } from "@/lib/xapi/mod.ts";

const STATUS: Readonly<Record<string, 403 | 404 | 409 | 422 | 502 | 503>> = {
  RBAC_PERMISSION_DENIED: 403,
  PERMISSION_DENIED: 403,
  HANDLE_INVALID: 404,
  UUID_INVALID: 404,
  OBJECT_NOLONGER_EXISTS: 404,
  INVALID_VALUE: 422,
  VALUE_NOT_SUPPORTED: 422,
  FIELD_TYPE_ERROR: 422,
  INTERNAL_ERROR: 502,
  MESSAGE_METHOD_UNKNOWN: 502,
  MESSAGE_PARAMETER_COUNT_MISMATCH: 502,
  MESSAGE_REMOVED: 502,
  MESSAGE_DEPRECATED: 502,
  NOT_IMPLEMENTED: 502,
  XMLRPC_UNMARSHAL_FAILURE: 502,
  SESSION_INVALID: 503,
  SESSION_AUTHENTICATION_FAILED: 503,
  HOST_IS_SLAVE: 503,
  HOST_STILL_BOOTING: 503,
  HOST_IN_EMERGENCY_MODE: 503,
};

/**
 * What to throw instead of a pool's failure. Most codes say that something is in the way (409). Any other error comes back
 * as it is: it is no pool's doing.
 * @param what start of the sentence: `Cannot start "web"`
 */
export function poolError(error: unknown, what: string): unknown {
  if (error instanceof XapiError) {
    const status = STATUS[error.code] ?? 409;
    const code = error.code.toLowerCase().replaceAll("_", "-");
    return new AtollError(status, code, `${what}: ${lowerFirst(error.message)}`, undefined, { cause: error });
  }
  if (error instanceof ConnectionError) {
    const message = `${what}: ${lowerFirst(error.message)}`;
    const status = error.kind === "bad-answer" ? 502 : 503;
    return new AtollError(status, `pool-${error.kind}`, message, undefined, { cause: error });
  }
  return error;
}

/** "The VM …" → "the VM …", but "VM …" and "NFS …" stay. */
export function lowerFirst(sentence: string): string {
  return /^\p{Lu}(\p{Ll}|\s)/u.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}
