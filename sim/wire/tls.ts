// A self-signed certificate, made with Web Crypto alone: an X.509 v3 certificate is one small DER structure.

/** A certificate and its private key as PEM text. */
export interface Pem {
  readonly cert: string;
  readonly key: string;
}

/** Object identifiers in DER (their content bytes). */
const ECDSA_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const COMMON_NAME = [0x55, 0x04, 0x03];
const SUBJECT_ALT_NAME = [0x55, 0x1d, 0x11];

/**
 * Makes a new key (P-256) and a certificate for it, valid for ten years, like the one a host makes at its installation.
 * `name` is its common name; it also covers localhost and 127.0.0.1.
 */
export async function selfSigned(name = "xapi:atoll-sim"): Promise<Pem> {
  const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ]);
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", keys.publicKey));
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  const algorithm = sequence(der(0x06, ECDSA_SHA256));
  const subject = sequence(der(0x31, sequence(der(0x06, COMMON_NAME), der(0x0c, utf8(name)))));
  const start = Date.now() - 3600_000;
  const altNames = sequence(der(0x82, utf8("localhost")), der(0x87, [127, 0, 0, 1]));
  const content = sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, positive(crypto.getRandomValues(new Uint8Array(16)))),
    algorithm,
    subject,
    sequence(time(start), time(start + 10 * 365 * 86_400_000)),
    subject,
    spki,
    der(0xa3, sequence(sequence(der(0x06, SUBJECT_ALT_NAME), der(0x04, altNames)))),
  );
  const signed = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys.privateKey, content);
  const [r, s] = [new Uint8Array(signed.slice(0, 32)), new Uint8Array(signed.slice(32))];
  const signature = sequence(der(0x02, positive(r)), der(0x02, positive(s)));
  const certificate = sequence(content, algorithm, der(0x03, [0, ...signature]));
  return { cert: pem("CERTIFICATE", certificate), key: pem("PRIVATE KEY", pkcs8) };
}

function der(tag: number, content: Uint8Array | readonly number[]): Uint8Array<ArrayBuffer> {
  const { length } = content;
  const size = length < 0x80
    ? [length]
    : length < 0x100
    ? [0x81, length]
    : [0x82, length >> 8, length & 0xff];
  return Uint8Array.from([tag, ...size, ...content]);
}

function sequence(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return der(0x30, parts.flatMap((part) => [...part]));
}

/** A number's bytes without leading zeros, but with one where the first bit would make it negative. */
function positive(bytes: Uint8Array): number[] {
  const first = bytes.findIndex((byte) => byte !== 0);
  const short = [...bytes.subarray(first)];
  return (short[0] ?? 0) >= 0x80 ? [0, ...short] : short;
}

/** A GeneralizedTime. */
function time(ms: number): Uint8Array {
  return der(0x18, utf8(new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, "")));
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function pem(label: string, bytes: Uint8Array<ArrayBuffer>): string {
  const lines = bytes.toBase64().match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
