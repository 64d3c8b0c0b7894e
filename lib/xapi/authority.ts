// A pool's own certificate authorities, as somebody pastes them: what is not meant is refused with its reason, never echoed.
import { X509Certificate } from "node:crypto";
import { describe } from "./certificate.ts";
import type { Certificate } from "./types.ts";

/** A PEM text that cannot be the authorities of a pool. `message` says why and never quotes the text: it may hold a key. */
export class AuthorityError extends Error {
  override readonly name = "AuthorityError";

  constructor(
    readonly code:
      | "empty"
      | "too-large"
      | "private-key"
      | "no-certificate"
      | "unreadable"
      | "expired"
      | "no-authority",
    message: string,
  ) {
    super(message);
  }
}

export interface Authorities {
  /** The certificates alone, as they may be kept. */
  readonly pem: string;
  readonly certificates: readonly Certificate[];
}

/** Certificates and characters at most: a root and its intermediates, several times over. */
const MOST = 12;
const LONGEST = 24 * 1024;
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;

/**
 * Reads the authorities a pool's hosts are signed by: certificates in PEM, with or without text around them. One signed by
 * itself is taken too, whether it says that it is an authority or not: a host's own. Throws AuthorityError.
 * @param now in ms; null: their age does not matter
 */
export function readAuthorities(text: string, now: number | null = Date.now()): Authorities {
  if (text.trim() === "") throw new AuthorityError("empty", "Paste at least one certificate");
  if (/PRIVATE KEY/.test(text)) {
    throw new AuthorityError(
      "private-key",
      "This holds a private key, which nobody else may have: paste the authority's certificate alone. Atoll kept nothing of it",
    );
  }
  if (text.length > LONGEST) {
    throw new AuthorityError(
      "too-large",
      `The text is longer than ${LONGEST / 1024} KiB: paste the authority alone`,
    );
  }
  const blocks = [...text.matchAll(BLOCK)];
  const wanted = blocks.filter(([, label]) => label === "CERTIFICATE" || label === "TRUSTED CERTIFICATE");
  if (wanted.length === 0) {
    const found = blocks[0]?.[1];
    throw new AuthorityError(
      "no-certificate",
      found === undefined
        ? 'This is no certificate: it has to begin with "-----BEGIN CERTIFICATE-----"'
        : `This is no certificate but a ${found.toLowerCase()}`,
    );
  }
  if (wanted.length > MOST) {
    throw new AuthorityError(
      "too-large",
      `There are more than ${MOST} certificates: paste the pool's own only`,
    );
  }
  const read = wanted.map(([, , body = ""], index) => readOne(body, index, now));
  return {
    pem: read.map(({ pem }) => pem).join(""),
    certificates: read.map(({ certificate }) => certificate),
  };
}

function readOne(body: string, index: number, now: number | null): { pem: string; certificate: Certificate } {
  const which = `Certificate ${index + 1}`;
  const base64 = body.replace(/\s/g, "");
  const pem = `-----BEGIN CERTIFICATE-----\n${
    (base64.match(/.{1,64}/g) ?? []).join("\n")
  }\n-----END CERTIFICATE-----\n`;
  const x509 = parse(pem, base64);
  const certificate = x509 && describe(x509.toLegacyObject());
  if (x509 === undefined || certificate === undefined) {
    throw new AuthorityError("unreadable", `${which} cannot be read: it is damaged, or was not copied whole`);
  }
  const who = `${which} (${certificate.subject || "without a name"})`;
  if (now !== null && Date.parse(certificate.valid_to) < now) {
    throw new AuthorityError("expired", `${who} expired on ${certificate.valid_to.slice(0, 10)}`);
  }
  if (now !== null && Date.parse(certificate.valid_from) > now) {
    throw new AuthorityError(
      "expired",
      `${who} is valid from ${certificate.valid_from.slice(0, 10)} on only`,
    );
  }
  if (!x509.ca && certificate.subject !== certificate.issuer) {
    throw new AuthorityError(
      "no-authority",
      `${who} is no authority's: paste the one it is signed by, ${certificate.issuer || "which has no name"}`,
    );
  }
  return { pem, certificate };
}

/** undefined where it is none; the parser's own error could quote the text. */
function parse(pem: string, base64: string): X509Certificate | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
