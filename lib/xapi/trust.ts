// Whose certificate is good enough: accepted by a person, or vouched for by an authority. Decided before anything is sent.
import { formatAddress } from "./address.ts";
import { lookAtCertificate, type LookOptions, type Presented, sameFingerprint } from "./certificate.ts";
import { ConnectionError, type ConnectionErrorKind } from "./errors.ts";
import type { Certificate, Endpoint } from "./types.ts";

/** What a host's certificate is held to. */
export interface Trust {
  /** Certificates (SHA-256) that were accepted: each passes whatever its name, issuer or age. */
  readonly accepted: readonly string[];
  /** Who vouches for any other: the public authorities, the ones of this PEM text, or nobody. */
  readonly authority: "public" | { readonly pem: string } | null;
}

/** Code of node:tls for a name or address that the certificate does not hold. */
const WRONG_NAME = "ERR_TLS_CERT_ALTNAME_INVALID";

/**
 * Shakes hands with a host and gives its certificate if it is to be trusted; pin it for what follows. Throws
 * ConnectionError, with the fingerprint presented where the certificate is what is wrong: `certificate-changed` where only
 * accepted ones pass, else `certificate-expired`, `certificate-name` or `certificate-untrusted`.
 */
export async function identify(
  endpoint: Endpoint,
  trust: Trust,
  options: LookOptions = {},
): Promise<Certificate> {
  const { accepted, authority } = trust;
  const pem = authority === null || authority === "public" ? null : authority.pem;
  const presented = await lookAtCertificate(endpoint, pem, options);
  const { certificate, refusal } = presented;
  if (accepted.some((fingerprint) => sameFingerprint(fingerprint, certificate.fingerprint))) {
    return certificate;
  }
  if (authority !== null && refusal === null) return certificate;
  const host = formatAddress(endpoint);
  const [kind, why] = authority === null
    ? ["certificate-changed", "is not the one that was accepted"] as const
    : objection(presented, endpoint, pem === null);
  throw new ConnectionError(kind, `The certificate of ${host} ${why}`, {
    fingerprint: certificate.fingerprint,
  });
}

/** Why the authorities do not vouch for a certificate. Age goes first: the codes do not tell it apart. */
function objection(
  { certificate, refusal, names }: Presented,
  { hostname }: Endpoint,
  everybody: boolean,
): [ConnectionErrorKind, string] {
  const day = (iso: string) => iso.slice(0, 10);
  if (refusal === WRONG_NAME) {
    const whom = names.length === 0 ? "nobody" : names.slice(0, 4).join(", ");
    return ["certificate-name", `is made out to ${whom}, not to ${hostname}`];
  }
  const now = Date.now();
  if (Date.parse(certificate.valid_to) < now) {
    return ["certificate-expired", `expired on ${day(certificate.valid_to)}`];
  }
  if (Date.parse(certificate.valid_from) > now) {
    return ["certificate-expired", `is valid from ${day(certificate.valid_from)} on only`];
  }
  const signer = certificate.issuer === certificate.subject ? "by itself" : `by ${certificate.issuer}`;
  const missed = everybody ? "by no public authority" : "not by the pool's own authority";
  return ["certificate-untrusted", `is signed ${signer}, ${missed}`];
}
