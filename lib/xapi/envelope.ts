// The frames around a result or a failure: three dialects, four shapes of failure.
import { ConnectionError, XapiError } from "./errors.ts";
import type { Dialect, Value } from "./types.ts";

/**
 * The result in a JSON-RPC answer. Failures come as `"error": [CODE, …]` (1.0, and some of the 2.0 ones, such as
 * HOST_STILL_BOOTING) or `"error": {code, message: CODE, data: […]}` (2.0). Throws XapiError, or ConnectionError bad-answer.
 */
export function openJson(answer: Value): Value {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) throw unreadable();
  const { error, result } = answer;
  if (error !== undefined && error !== null) throw failure(error);
  if (result === undefined) throw unreadable();
  return result;
}

/**
 * Whether a JSON-RPC answer may be that to the call of this id; where it is in no form at all, openJson says so. A failure
 * that a xapi gives before it has looked at the request carries 0 (recorded: HOST_STILL_BOOTING, HOST_HAS_NO_MANAGEMENT_IP,
 * INVALID_VALUE), and one that spoke 1.0 only gave 0 with everything (ocaml-rpc of before 2.0). The specification has null.
 */
export function isAnswerTo(id: number, dialect: Dialect, answer: Value): boolean {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer) || answer.id === id) return true;
  const failed = answer.error !== undefined && answer.error !== null;
  return answer.id === 0 ? failed || dialect === "json1" : answer.id === null && failed;
}

/**
 * The result in an XML-RPC answer's one value, `{Status, Value | ErrorDescription}`; system.listMethods alone comes without
 * that frame. Throws like openJson.
 */
export function openXml(answer: Value): Value {
  if (Array.isArray(answer)) return answer;
  if (typeof answer !== "object" || answer === null) throw unreadable();
  if (answer.Status === "Success") return answer.Value ?? "";
  if (answer.Status === "Failure" && answer.ErrorDescription !== undefined) {
    throw failure(answer.ErrorDescription);
  }
  throw unreadable();
}

function failure(error: Value): Error {
  if (Array.isArray(error)) {
    const [code, ...params] = error;
    if (typeof code === "string") return new XapiError(code, params.map(text));
  } else if (typeof error === "object" && error !== null && typeof error.message === "string") {
    return new XapiError(error.message, Array.isArray(error.data) ? error.data.map(text) : []);
  }
  return unreadable();
}

function text(param: Value): string {
  return typeof param === "string" ? param : JSON.stringify(param);
}

function unreadable(): ConnectionError {
  return new ConnectionError("bad-answer", "The answer is not in the form of the Xen-API");
}
