// The frames around a result or a failure: three dialects, four shapes of failure.
import { ConnectionError, XapiError } from "./errors.ts";
import type { Value } from "./types.ts";

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
