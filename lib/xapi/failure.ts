// Turns what sockets and TLS throw into ConnectionErrors with a sentence for people.
import { formatAddress } from "./address.ts";
import { ConnectionError } from "./errors.ts";
import type { Endpoint } from "./types.ts";

const REFUSED = new Set(["ECONNREFUSED"]);
const UNREACHABLE = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_NONAME",
  "EAI_NODATA",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "EINVAL",
]);
const RESET = new Set([
  "ECONNRESET",
  "EPIPE",
  "ECONNABORTED",
  "ERR_STREAM_PREMATURE_CLOSE",
  "UND_ERR_SOCKET",
]);

/** The ConnectionError for anything thrown on the way to `endpoint`; one that is one already stays as it is. */
export function connectionError(error: unknown, endpoint: Endpoint): ConnectionError {
  if (error instanceof ConnectionError) return error;
  const host = formatAddress(endpoint);
  const code = codeOf(error);
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const cause = { cause: error };
  if (REFUSED.has(code)) {
    return new ConnectionError(
      "refused",
      `${endpoint.hostname} refuses connections on port ${endpoint.port}`,
      cause,
    );
  }
  if (code === "ENOTFOUND" || code.startsWith("EAI_") || /failed to lookup|dns/i.test(text)) {
    return new ConnectionError("unreachable", `No host is known under the name ${endpoint.hostname}`, cause);
  }
  if (UNREACHABLE.has(code)) return new ConnectionError("unreachable", `There is no route to ${host}`, cause);
  if (code === "ETIMEDOUT") return timedOut(endpoint, cause);
  // A server that is no TLS or HTTP one: its first bytes are read as a record or a status line and make no sense.
  if (
    code.startsWith("HPE_") ||
    /wrong.version.number|InvalidContentType|InvalidMessage|Parse Error/i.test(text)
  ) {
    const language = endpoint.protocol === "https:" ? "HTTPS" : "HTTP";
    return new ConnectionError(
      "not-xapi",
      `${endpoint.hostname} does not speak ${language} on port ${endpoint.port}`,
      cause,
    );
  }
  if (/UnknownIssuer|SELF_SIGNED|UNABLE_TO_|CaUsedAsEndEntity/i.test(`${code} ${text}`)) {
    return new ConnectionError(
      "certificate-untrusted",
      `No public authority vouches for the certificate of ${host}`,
      cause,
    );
  }
  if (/expired|CERT_NOT_YET_VALID|NotValidYet/i.test(`${code} ${text}`)) {
    return new ConnectionError("certificate-expired", `The certificate of ${host} is not valid now`, cause);
  }
  if (/ALTNAME|NotValidForName/i.test(`${code} ${text}`)) {
    return new ConnectionError(
      "certificate-name",
      `The certificate of ${host} is made out to another name`,
      cause,
    );
  }
  if (RESET.has(code) || /socket hang up|aborted|reset|closed|UnexpectedEof|close_notify/i.test(text)) {
    return new ConnectionError("reset", `${host} broke off the connection`, cause);
  }
  if (/alert|handshake|certificate|ssl|tls|InvalidData/i.test(`${code} ${text}`)) {
    return new ConnectionError("tls", `${host} and this program agree on no secure connection`, cause);
  }
  return new ConnectionError("reset", `The connection to ${host} failed`, cause);
}

export function timedOut(endpoint: Endpoint, options?: ErrorOptions): ConnectionError {
  return new ConnectionError("timeout", `${formatAddress(endpoint)} did not answer in time`, options);
}

export function aborted(endpoint: Endpoint, cause?: unknown): ConnectionError {
  return new ConnectionError("aborted", `The call to ${formatAddress(endpoint)} was given up`, { cause });
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
