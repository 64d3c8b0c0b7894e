// The first connection to a pool: what an administrator entered is tried, and what is wrong with it is said plainly.
import { AtollError } from "@/lib/errors.ts";
import { ConnectionError, formatAddress, type Trust, XapiError } from "@/lib/xapi/mod.ts";
import type { Endpoint } from "@/lib/xapi/types.ts";
import { readCa } from "./authorities.ts";
import { type Candidate, memberCandidate } from "./candidates.ts";
import { Dials, type Link } from "./dials.ts";
import { explain, isDenied, ReachError } from "./failure.ts";
import type { Leftovers } from "./leftovers.ts";
import { FINGERPRINT } from "./members.ts";
import { reach } from "./reach.ts";
import type { NewPool, PoolConfig } from "./types.ts";

/** A first session, and what follows from how it came about. */
export interface Joined {
  readonly link: Link;
  readonly config: PoolConfig;
  /** Sessions of this pool that could not be ended. */
  readonly leftovers: Leftovers;
}

export interface JoinOptions {
  readonly signal: AbortSignal;
  /** Gets the sessions that could not be ended. */
  readonly leftovers: Leftovers;
  /** Gets the sign-ins, to close them in the end. */
  readonly closing: (dials: Dials) => void;
}

/**
 * Signs in with what was entered. The password goes out only to a certificate that was accepted or that an authority
 * vouches for (or over http where it is written out). Throws AtollError.
 */
export async function firstLink(
  endpoint: Endpoint,
  pool: NewPool,
  { signal, leftovers, closing }: JoinOptions,
): Promise<Joined> {
  const { username, password } = pool;
  const secure = endpoint.protocol === "https:";
  const ca = secure ? readCa(pool.ca) : null;
  const fingerprint = secure && ca === null ? readFingerprint(pool.fingerprint) : null;
  const config = {
    id: "",
    name: "",
    label: pool.label?.trim() ?? "",
    disabled: false,
    readOnly: pool.readOnly ?? false,
    address: pool.address.trim(),
    members: [],
    username,
    password,
    fingerprint,
    accepted: {},
    ca,
    dialect: null,
  };
  const trust: Trust = {
    accepted: fingerprint === null ? [] : [fingerprint],
    authority: ca !== null ? { pem: ca } : fingerprint === null ? "public" : null,
  };
  const label = formatAddress(endpoint);
  const entered: Candidate = {
    endpoint,
    trust: secure ? trust : null,
    expected: fingerprint,
    member: false,
    label,
  };
  const dials = new Dials({ username, password, originator: "Atoll" }, null, {}, leftovers);
  try {
    const link = await reach([entered], {
      dials,
      dialect: null,
      follow: (address) => {
        // Its certificate is another one, which nobody has seen yet.
        if (fingerprint !== null) throw notTheCoordinator(label, address);
        return memberCandidate(config, address);
      },
      signal,
    });
    const { uuid: id, name } = link.pool;
    return { link, config: { ...config, id, name, dialect: link.session.transport.dialect }, leftovers };
  } catch (error) {
    throw toAtollError(error, label, ca !== null);
  } finally {
    closing(dials);
  }
}

function notTheCoordinator(label: string, address: string): AtollError {
  const message = `${label} is a member of a pool: enter its coordinator ${address} instead`;
  return new AtollError(422, "not-the-coordinator", message, "address");
}

/**
 * An error of a first connection as the answer to the administrator.
 * @param ownAuthority whether certificates are held to the pool's own authority
 */
export function toAtollError(error: unknown, address: string, ownAuthority = false): AtollError {
  if (error instanceof AtollError) return error;
  const cause = { cause: error };
  if (error instanceof ReachError) {
    const [only, ...more] = error.trials;
    if (only !== undefined && more.length === 0) return toAtollError(only.error, address, ownAuthority);
    const denied = error.trials.find((trial) => isDenied(trial.error));
    if (denied !== undefined) return toAtollError(denied.error, address, ownAuthority);
    const message = `Cannot use ${address}: ${explain(error).reason}`;
    return new AtollError(502, "pool-refused", message, "address", cause);
  }
  if (isDenied(error)) {
    return new AtollError(422, "credentials-refused", error.message, "password", cause);
  }
  if (error instanceof ConnectionError) return connectionRefusal(error, address, ownAuthority);
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof XapiError ? "pool-refused" : "pool-failed";
  return new AtollError(502, code, `Cannot use ${address}: ${message}`, "address", cause);
}

function connectionRefusal(error: ConnectionError, address: string, ownAuthority: boolean): AtollError {
  const cause = { cause: error };
  const { kind, fingerprint = "compare it again" } = error;
  if (kind === "certificate-changed") {
    const message = `${address} presents another certificate than the one accepted: ${fingerprint}`;
    return new AtollError(422, "certificate-mismatch", message, "fingerprint", cause);
  }
  if (kind.startsWith("certificate-") && ownAuthority) {
    return new AtollError(422, kind, error.message, "ca", cause);
  }
  if (kind.startsWith("certificate-")) {
    const message =
      `Nobody has accepted the certificate of ${address} yet: compare its SHA-256 ${fingerprint}`;
    return new AtollError(422, "certificate-unknown", message, "fingerprint", cause);
  }
  const code = kind === "not-xapi" ? "not-xapi" : `connection-${kind}`;
  return new AtollError(422, code, error.message, "address", cause);
}

/** A fingerprint as entered; null where none was. Throws AtollError 422. */
export function readFingerprint(text: string | undefined): string | null {
  if (text === undefined || text.trim() === "") return null;
  const fingerprint = text.trim().toUpperCase();
  if (FINGERPRINT.test(fingerprint)) return fingerprint;
  throw new AtollError(
    422,
    "bad-fingerprint",
    "The fingerprint is no SHA-256: 32 pairs of hexadecimal digits with colons",
    "fingerprint",
  );
}
