// The first connection to a pool: what an administrator entered is tried, and what is wrong with it is said plainly.
import { AtollError } from "@/lib/errors.ts";
import { ConnectionError, formatAddress, probeCertificate, XapiError } from "@/lib/xapi/mod.ts";
import type { Endpoint } from "@/lib/xapi/types.ts";
import { memberCandidate } from "./candidates.ts";
import { CoordinatorError, isDenied } from "./failure.ts";
import { type Link, reach } from "./reach.ts";
import type { NewPool } from "./types.ts";

const FINGERPRINT = /^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/;

/**
 * Logs in with what was entered. The password goes out only to a certificate that was accepted or that a public authority
 * vouches for (or over http where it is written out). Throws AtollError.
 */
export async function firstLink(endpoint: Endpoint, pool: NewPool, signal: AbortSignal): Promise<Link> {
  const fingerprint = readFingerprint(pool.fingerprint, endpoint);
  const winding: Promise<unknown>[] = [];
  try {
    return await reach([{ endpoint, fingerprint, member: false }], {
      credentials: { username: pool.username, password: pool.password, originator: "Atoll" },
      dialect: null,
      expected: null,
      follow: (address) => {
        if (endpoint.protocol === "http:") {
          return memberCandidate({ ...pool, fingerprint }, address, new Map());
        }
        // Its certificate is another one, which nobody has seen yet.
        throw new AtollError(
          422,
          "not-the-coordinator",
          `${formatAddress(endpoint)} is a member of a pool: enter its coordinator ${address} instead`,
          "address",
        );
      },
      track: (work) => winding.push(work),
      signal,
    });
  } catch (error) {
    if (error instanceof ConnectionError && error.kind.startsWith("certificate-") && fingerprint === null) {
      throw await unknownCertificate(endpoint, error, signal);
    }
    throw toAtollError(error, formatAddress(endpoint));
  } finally {
    await Promise.allSettled(winding);
  }
}

/** An error of a first connection as the answer to the administrator. */
export function toAtollError(error: unknown, address: string): AtollError {
  if (error instanceof AtollError) return error;
  const cause = { cause: error };
  if (isDenied(error)) {
    return new AtollError(422, "credentials-refused", error.message, "password", cause);
  }
  if (error instanceof ConnectionError) {
    if (error.kind === "certificate-changed") {
      const message = `${address} presents another certificate than the one accepted: ${
        error.fingerprint ?? "compare it again"
      }`;
      return new AtollError(422, "certificate-mismatch", message, "fingerprint", cause);
    }
    const code = error.kind === "not-xapi" ? "not-xapi" : `connection-${error.kind}`;
    return new AtollError(422, code, error.message, "address", cause);
  }
  if (error instanceof XapiError || error instanceof CoordinatorError) {
    return new AtollError(502, "pool-refused", `Cannot use ${address}: ${error.message}`, "address", cause);
  }
  const message = error instanceof Error ? error.message : String(error);
  return new AtollError(502, "pool-failed", `Cannot use ${address}: ${message}`, "address", cause);
}

async function unknownCertificate(
  endpoint: Endpoint,
  error: Error,
  signal: AbortSignal,
): Promise<AtollError> {
  const address = formatAddress(endpoint);
  try {
    const { fingerprint } = await probeCertificate(endpoint, { signal, timeout: 10_000 });
    const message =
      `Nobody has accepted the certificate of ${address} yet: compare its SHA-256 ${fingerprint}`;
    return new AtollError(422, "certificate-unknown", message, "fingerprint", { cause: error });
  } catch (second) {
    return toAtollError(second, address);
  }
}

function readFingerprint(text: string | undefined, endpoint: Endpoint): string | null {
  if (endpoint.protocol === "http:" || text === undefined || text.trim() === "") return null;
  const fingerprint = text.trim().toUpperCase();
  if (FINGERPRINT.test(fingerprint)) return fingerprint;
  throw new AtollError(
    422,
    "bad-fingerprint",
    "The fingerprint is no SHA-256: 32 pairs of hexadecimal digits with colons",
    "fingerprint",
  );
}
