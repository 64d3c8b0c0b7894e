// A pool's own certificate authorities: read from what was pasted, tried before they count, and taken into its configuration.
import { AtollError } from "@/lib/errors.ts";
import { AuthorityError, ConnectionError, identify, parseAddress, readAuthorities } from "@/lib/xapi/mod.ts";
import type { PoolConfig } from "./types.ts";

/** The authorities as they are kept; null where none were given. Throws AtollError, without a word of what was given. */
export function readCa(text: string | null | undefined): string | null {
  if (text === undefined || text === null || text.trim() === "") return null;
  try {
    return readAuthorities(text).pem;
  } catch (error) {
    if (error instanceof AuthorityError) throw new AtollError(422, "bad-authority", error.message, "ca");
    throw error;
  }
}

/**
 * The configuration with other authorities (PEM); null: with none, when the certificates known now are what counts, or what
 * `presented` is where none is. Throws AtollError where the host is there and these do not vouch for it; one that is away
 * may be right.
 */
export async function withAuthorities(
  config: PoolConfig,
  ca: string | null,
  presented: string | null,
  signal: AbortSignal,
): Promise<PoolConfig> {
  const pem = readCa(ca);
  if (ca !== null && pem === null) {
    throw new AtollError(422, "bad-authority", "Paste at least one certificate", "ca");
  }
  const endpoint = parseAddress(config.address);
  if (endpoint.protocol === "http:") {
    const message = `Pool "${config.name}" is spoken to over plain HTTP: there are no certificates`;
    throw new AtollError(409, "plain-http", message, "ca");
  }
  if (pem === null) return { ...config, ca: null, fingerprint: config.fingerprint ?? presented };
  try {
    await identify(endpoint, { accepted: [], authority: { pem } }, { signal });
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    if (error.kind.startsWith("certificate-")) {
      throw new AtollError(422, error.kind, error.message, "ca", { cause: error });
    }
  }
  return { ...config, ca: pem, fingerprint: null, accepted: {} };
}
