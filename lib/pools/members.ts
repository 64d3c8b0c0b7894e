// What a pool's own records say of its hosts: addresses, names, certificates.
import { ConnectionError, fingerprintOf, type Session, XapiError } from "@/lib/xapi/mod.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import type { Member } from "./types.ts";

type Records = (className: string) => ReadonlyMap<Ref, XapiRecord>;

/** SHA-256, upper-case hex with colons. */
export const FINGERPRINT = /^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/;
/** Hosts remembered of a pool: xapi takes no more into one, and a strange one could name any number. */
const MOST = 64;
/** Characters of an address; a longer one is no name of a host. */
const LONGEST = 253;
/** ms for one host's certificate; the coordinator asks the host itself, which may be dead. */
const CERTIFICATE_TIMEOUT = 15_000;

/**
 * Reads the hosts out of the replica, the coordinator first. A certificate is believed because it came over a connection
 * that was trusted already. One of type `host_internal` is for traffic between hosts; XenServer 8.2 knows no types. Where
 * the pool tells of no certificate (before 8.2), the one known of before stays.
 */
export function readMembers(records: Records, before: readonly Member[] = []): Member[] {
  const coordinator = [...records("pool").values()][0]?.["master"];
  const pins = new Map<unknown, string>();
  for (const certificate of records("Certificate").values()) {
    const { type = "host", host, fingerprint, fingerprint_sha256 = fingerprint } = certificate;
    if (type !== "host" || typeof fingerprint_sha256 !== "string") continue;
    if (FINGERPRINT.test(fingerprint_sha256)) pins.set(host, fingerprint_sha256);
  }
  const known = new Map(before.map(({ address, fingerprint }) => [address, fingerprint]));
  const members: Member[] = [];
  for (const [ref, { address, name_label }] of records("host")) {
    if (typeof address !== "string" || address === "" || address.length > LONGEST) continue;
    const name = typeof name_label === "string" ? name_label : "";
    const member = { address, name, fingerprint: pins.get(ref) ?? known.get(address) ?? null };
    if (ref === coordinator) members.unshift(member);
    else if (members.length < MOST) members.push(member);
  }
  return members.slice(0, MOST);
}

/**
 * Asks the pool for the certificates of hosts that have no Certificate record (before XenServer 8.2), one after the other;
 * calls back for each that is learned. A host that does not tell is passed by.
 */
export async function askCertificates(
  session: Session,
  records: Records,
  learned: (address: string, fingerprint: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const recorded = new Set([...records("Certificate").values()].map(({ host }) => host));
  for (const [ref, { address }] of [...records("host")]) {
    if (recorded.has(ref) || typeof address !== "string" || address === "") continue;
    const fingerprint = await askOne(session, ref, signal);
    if (signal.aborted) return;
    if (fingerprint !== null) learned(address, fingerprint);
  }
}

/** null where this xapi does not know the message, or the host is away: then a person is asked when it is needed. */
async function askOne(session: Session, host: Ref, signal: AbortSignal): Promise<string | null> {
  try {
    const pem = await session.call("host.get_server_certificate", [host], {
      signal,
      timeout: CERTIFICATE_TIMEOUT,
    });
    return typeof pem === "string" ? fingerprintOf(pem) : null;
  } catch (error) {
    if (error instanceof XapiError || error instanceof ConnectionError) return null;
    throw error;
  }
}
