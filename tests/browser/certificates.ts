// Certificates for simulators: checked in, so that a test knows their fingerprints.
import { fileURLToPath } from "node:url";

export interface Certificate {
  /** Arguments that make a simulator serve HTTPS with it. */
  readonly args: readonly string[];
  /** SHA-256, hex with colons. */
  readonly fingerprint: string;
}

export async function certificate(name: "one" | "two"): Promise<Certificate> {
  const file = (kind: string) =>
    fileURLToPath(new URL(`../../lib/xapi/testdata/${name}.${kind}.pem`, import.meta.url));
  const base64 = (await Deno.readTextFile(file("cert"))).replace(/-----[^-]+-----|\s/g, "");
  const der = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", der));
  return {
    args: ["--tls-cert", file("cert"), "--tls-key", file("key")],
    fingerprint: [...hash].map((byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(":"),
  };
}
