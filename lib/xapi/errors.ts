// The two ways a call can fail: the pool answered with an error code, or no usable answer came at all.
import { errorText } from "./error_text.ts";

/** The pool's own refusal. `code` and `params` are exactly what xapi sent; `message` is a sentence for people. */
export class XapiError extends Error {
  override readonly name = "XapiError";

  constructor(readonly code: string, readonly params: readonly string[]) {
    super(errorText(code, params));
  }
}

/**
 * Why no usable answer came.
 * - `refused` nobody listens there · `unreachable` no route, no such name · `timeout` · `reset` the connection broke
 * - `tls` the handshake failed
 * - `certificate-changed` another certificate than the accepted one · `certificate-untrusted` no authority vouches for it
 *   · `certificate-expired` it is not valid now · `certificate-name` it is made out to another name or address
 * - `not-xapi` something answers, but it does not speak Xen-API · `bad-answer` it does, but this answer cannot be read
 * - `aborted` the caller gave up · `too-large` the request is over xapi's limit and was not sent
 */
export type ConnectionErrorKind =
  | "refused"
  | "unreachable"
  | "timeout"
  | "reset"
  | "tls"
  | "certificate-changed"
  | "certificate-untrusted"
  | "certificate-expired"
  | "certificate-name"
  | "not-xapi"
  | "bad-answer"
  | "aborted"
  | "too-large";

/** No usable answer came from a host. `message` is a sentence for people, without secrets or bodies. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  /** The certificate presented (SHA-256, hex with colons), where the kind says something of it. */
  readonly fingerprint?: string;

  constructor(
    readonly kind: ConnectionErrorKind,
    message: string,
    options: ErrorOptions & { fingerprint?: string } = {},
  ) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    if (options.fingerprint !== undefined) this.fingerprint = options.fingerprint;
  }
}

/** An address that cannot be meant: `message` says why. */
export class AddressError extends Error {
  override readonly name = "AddressError";
}
