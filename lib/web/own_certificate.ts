// The certificate that Atoll makes for itself where nobody gives it one: made at the first start, kept with the data.
import { randomBytes, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { join } from "node:path";
import { keepPrivate, writeWhole } from "@/lib/store/files.ts";
import { pairProblem, type Tls } from "./tls.ts";

const CERTIFICATE_FILE = "tls.crt";
const KEY_FILE = "tls.key";
const DAY_MS = 86_400_000;
/** Apple's systems refuse certificates of servers that are valid longer. */
const VALID_DAYS = 825;
/** One that ends sooner is made anew at the next start. */
const LEFT_DAYS = 30;
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
/** Extended key usage: TLS server (RFC 5280, 4.2.1.12). */
const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

/**
 * The certificate of a data directory, made anew when there is none, when it cannot be used or is about to end, or when it is
 * not made out to the host that is listened on. A changed address of an interface is no reason: people have accepted this one.
 */
export async function ownCertificate(data: string, listensOn: string): Promise<Tls> {
  const names = namesOf(listensOn);
  const kept = await read(data);
  if (kept !== null && usable(kept, names[0] ?? "")) return kept;
  const made = await make(names);
  // The key first: with a certificate that does not fit it, the next start makes both anew.
  await writeWhole(join(data, KEY_FILE), made.key);
  await writeWhole(join(data, CERTIFICATE_FILE), made.cert);
  return made;
}

/** SHA-256 of the first certificate of a PEM, hex with colons: to be compared with what a browser shows. */
export function fingerprintOf(pem: string): string {
  return new X509Certificate(pem).fingerprint256;
}

async function read(data: string): Promise<Tls | null> {
  try {
    await keepPrivate(join(data, KEY_FILE));
    const [cert, key] = await Promise.all([
      Deno.readTextFile(join(data, CERTIFICATE_FILE)),
      Deno.readTextFile(join(data, KEY_FILE)),
    ]);
    return { cert, key };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function usable(tls: Tls, name: string): boolean {
  if (pairProblem(tls) !== null) return false;
  const certificate = new X509Certificate(tls.cert);
  if (Date.parse(certificate.validTo) < Date.now() + LEFT_DAYS * DAY_MS) return false;
  return (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined;
}

/** Whom a certificate is made out to: the host listened on first, else this machine's name; then all else it is reached by. */
export function namesOf(listensOn: string): string[] {
  const bare = listensOn.replace(/^\[|\]$/g, "");
  const everywhere = bare === "0.0.0.0" || bare === "::";
  const interfaces = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const reached = interfaces.map(({ address }) => address).filter((address) => !/^fe80:/i.test(address));
  const machine = hostname().toLowerCase();
  const names = everywhere ? [machine, ...reached] : [bare];
  return [...new Set([...names, "localhost", "127.0.0.1", "::1"])];
}

async function make(names: readonly string[]): Promise<Tls> {
  // Loaded only where a certificate is made. The library wants the first one to be there.
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const now = Date.now();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // Positive and never the same: browsers refuse two certificates of one issuer and number.
    serialNumber: "01" + randomBytes(15).toString("hex"),
    name: "CN=Atoll",
    // Clocks of machines differ.
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + (VALID_DAYS - 1) * DAY_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([SERVER_AUTH]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? "dns" as const : "ip" as const, value })),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const key = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    cert: certificate.toString("pem") + "\n",
    key: x509.PemConverter.encode(key, "PRIVATE KEY") + "\n",
  };
}
