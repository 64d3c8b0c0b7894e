// What a person changes of a pool: name, address, credentials, an accepted certificate; and its configuration then.
import { AtollError } from "@/lib/errors.ts";
import type { LogFields } from "@/lib/log.ts";
import type { ConnectionState } from "@/lib/view/types.ts";
import { ConnectionError, formatAddress, identify, parseAddress } from "@/lib/xapi/mod.ts";
import { acceptInto, trustOf } from "./candidates.ts";
import type { Failure } from "./failure.ts";
import { readFingerprint, toAtollError } from "./join.ts";
import { endpointOf, requireUsername } from "./joins.ts";
import { nameOf, type PoolConfig, type PoolEdit } from "./types.ts";

/** A pool's new configuration, and what the log says of it. */
export interface Changed {
  readonly changed: PoolConfig;
  readonly told: LogFields;
}

/** What is known of the certificate that a pool presents now. */
interface Presented {
  readonly state: ConnectionState;
  readonly offered: Failure["offered"];
  readonly config: PoolConfig;
}

/** The configuration with the certificate that is presented now, if it is still the one shown. Throws AtollError. */
export function acceptedBy({ state, offered, config }: Presented, fingerprint: string): Changed {
  if (state !== "certificate-changed" || offered === null) {
    const message = `Pool "${nameOf(config)}" presents no new certificate`;
    throw new AtollError(409, "no-new-certificate", message);
  }
  if (offered.fingerprint !== fingerprint.trim().toUpperCase()) {
    const message = `Pool "${
      nameOf(config)
    }" now presents another certificate than the one shown: compare it again`;
    throw new AtollError(409, "certificate-changed-again", message, "fingerprint");
  }
  const { candidate } = offered;
  return {
    changed: acceptInto(config, candidate.endpoint.hostname, offered.fingerprint),
    told: { what: "a certificate was accepted", host: candidate.label, fingerprint },
  };
}

/** Characters of a name that Atoll shows. */
export const LONGEST_LABEL = 255;

/**
 * The configuration with what was edited. The password goes out to a new address only if it is entered again: otherwise whoever
 * may change the address could have it sent to himself. Throws AtollError naming the field at fault.
 */
export async function edited(config: PoolConfig, edit: PoolEdit, signal: AbortSignal): Promise<PoolConfig> {
  const label = edit.label === undefined ? config.label : checkLabel(edit.label);
  const username = edit.username ?? config.username;
  requireUsername(username);
  const password = edit.password ?? config.password;
  const changed = { ...config, label, username, password };
  if (edit.address === undefined || sameAddress(edit.address, config.address)) return changed;
  if (edit.password === undefined) {
    const message = "Enter the password again: it is sent to the new address";
    throw new AtollError(422, "password-missing", message, "password");
  }
  return await moved(changed, edit.address.trim(), readFingerprint(edit.fingerprint), signal);
}

/** Throws AtollError 422. */
export function checkLabel(label: string): string {
  const text = label.trim();
  // deno-lint-ignore no-control-regex -- these are what a name must not hold
  if (text.length <= LONGEST_LABEL && !/[\u0000-\u001f\u007f]/.test(text)) return text;
  const message = `The name shown is not usable: at most ${LONGEST_LABEL} characters on one line`;
  throw new AtollError(422, "bad-label", message, "label");
}

/** The configuration at another address, once what answers there is trusted. */
async function moved(
  config: PoolConfig,
  address: string,
  fingerprint: string | null,
  signal: AbortSignal,
): Promise<PoolConfig> {
  const endpoint = endpointOf(address);
  if (endpoint.protocol === "http:") return { ...config, address, fingerprint: null, ca: null, accepted: {} };
  const trust = trustOf({ ...config, fingerprint: fingerprint ?? config.fingerprint });
  try {
    const found = await identify(endpoint, trust, { signal });
    // Where nothing was pinned, public authorities or the pool's own decide, as before.
    const pinned = config.ca === null && (fingerprint ?? config.fingerprint) !== null;
    return { ...config, address, fingerprint: pinned ? found.fingerprint : null };
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    if (error.kind.startsWith("certificate-")) throw toAtollError(error, address, config.ca !== null);
    // Nobody is there now: it is looked at again when somebody is, before anything is sent.
    return { ...config, address, fingerprint: config.ca === null ? fingerprint ?? config.fingerprint : null };
  }
}

function sameAddress(one: string, other: string): boolean {
  return formatAddress(endpointOf(one)) === formatAddress(parseAddress(other)) &&
    endpointOf(one).protocol === parseAddress(other).protocol;
}
