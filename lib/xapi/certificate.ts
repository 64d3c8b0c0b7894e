// The certificate a host presents.
import type { Certificate, Endpoint } from "./types.ts";

/** Shakes hands, sends nothing, and gives the certificate presented, whatever it is worth. Throws ConnectionError. */
export function probeCertificate(
  _endpoint: Endpoint,
  _options: { signal?: AbortSignal | undefined; timeout?: number | undefined } = {},
): Promise<Certificate> {
  throw new Error("Not built");
}
