// Where a pool may answer: the addresses to try, in order, each with the certificate it must present.
import { formatAddress, parseAddress } from "@/lib/xapi/mod.ts";
import type { Endpoint, XapiRecord } from "@/lib/xapi/types.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import type { PoolConfig } from "./types.ts";

export interface Candidate {
  readonly endpoint: Endpoint;
  /** SHA-256 it must present; null: plain http, or a certificate of a public authority. */
  readonly fingerprint: string | null;
  /** A guess from the list of members: its failure alone says little about the pool. */
  readonly member: boolean;
}

/** What a pool's own records say of its hosts. */
export interface Members {
  /** Addresses, the coordinator's first. */
  readonly addresses: readonly string[];
  /** Certificates by address, as the pool itself vouches for them. */
  readonly pins: ReadonlyMap<string, string>;
}

type Records = (className: string) => ReadonlyMap<Ref, XapiRecord>;

const FINGERPRINT = /^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/;

/**
 * Reads the members out of the replica. A certificate is believed because it came over a connection whose own
 * certificate was accepted; types `host` only, `host_internal` is for traffic between hosts.
 */
export function readMembers(records: Records): Members {
  const coordinator = [...records("pool").values()][0]?.["master"];
  const addresses: string[] = [];
  const addressOf = new Map<Ref, string>();
  for (const [ref, host] of records("host")) {
    const address = host["address"];
    if (typeof address !== "string" || address === "") continue;
    addressOf.set(ref, address);
    if (ref === coordinator) addresses.unshift(address);
    else addresses.push(address);
  }
  const pins = new Map<string, string>();
  for (const certificate of records("Certificate").values()) {
    const { type, host, fingerprint } = certificate;
    const address = typeof host === "string" ? addressOf.get(host) : undefined;
    if (type === "host" && address !== undefined && typeof fingerprint === "string") {
      if (FINGERPRINT.test(fingerprint)) pins.set(address, fingerprint);
    }
  }
  return { addresses, pins };
}

/** An address the pool told (of a member or coordinator), spoken to like the configured one: same protocol and port. */
export function memberCandidate(
  config: Pick<PoolConfig, "address" | "fingerprint">,
  address: string,
  pins: ReadonlyMap<string, string>,
): Candidate {
  const { protocol, port } = parseAddress(config.address);
  const hostname = parseAddress(address.includes(":") ? `[${address}]` : address).hostname;
  const fingerprint = protocol === "http:" ? null : pins.get(address) ?? config.fingerprint;
  return { endpoint: { protocol, hostname, port }, fingerprint, member: true };
}

/**
 * Every place to try: the one that answered last, the configured one, then the members.
 * @param last the coordinator's endpoint when the pool was last live
 */
export function candidates(
  config: Pick<PoolConfig, "address" | "fingerprint" | "members">,
  pins: ReadonlyMap<string, string>,
  last: Candidate | null,
): Candidate[] {
  const endpoint = parseAddress(config.address);
  const configured: Candidate = {
    endpoint,
    fingerprint: endpoint.protocol === "http:" ? null : config.fingerprint,
    member: false,
  };
  const all = [
    ...(last === null ? [] : [last]),
    configured,
    ...config.members.map((address) => memberCandidate(config, address, pins)),
  ];
  const seen = new Set<string>();
  return all.filter((candidate) => {
    const key = formatAddress(candidate.endpoint);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
