// Where a pool may answer: the addresses to try, in order, each with what its certificate is held to.
import { AddressError, formatAddress, parseAddress, type Trust } from "@/lib/xapi/mod.ts";
import type { Endpoint } from "@/lib/xapi/types.ts";
import type { PoolConfig } from "./types.ts";

export interface Candidate {
  readonly endpoint: Endpoint;
  /** What its certificate is held to; null over plain http. */
  readonly trust: Trust | null;
  /** The certificate known of this very host; null where it has none, or authorities decide. */
  readonly expected: string | null;
  /** A guess from the list of members: its failure alone says little about the pool. */
  readonly member: boolean;
  /** For people: `xcp-1 (10.0.0.1)`, or the address alone. */
  readonly label: string;
}

/** What of a pool's configuration decides where it is looked for. */
export type Whereabouts = Pick<PoolConfig, "address" | "fingerprint" | "accepted" | "ca" | "members">;

/**
 * What the hosts of a pool are held to: a certificate of the pool passes at any of its addresses, for they are given to
 * other hosts at times. With authorities of its own only these count, beside what a person accepted.
 */
export function trustOf({ fingerprint, accepted, ca, members }: Omit<Whereabouts, "address">): Trust {
  const byPerson = [...(fingerprint === null ? [] : [fingerprint]), ...Object.values(accepted)];
  if (ca !== null) return { accepted: byPerson, authority: { pem: ca } };
  const byPool = members.flatMap((member) => member.fingerprint ?? []);
  return { accepted: [...byPerson, ...byPool], authority: fingerprint === null ? "public" : null };
}

/** An address the pool told (of a member or coordinator), spoken to like the configured one; null where it is none. */
export function memberCandidate(config: Whereabouts, address: string): Candidate | null {
  const { protocol, port } = parseAddress(config.address);
  try {
    const { hostname } = parseAddress(address.includes(":") ? `[${address}]` : address);
    return candidate(config, { protocol, hostname, port }, true);
  } catch (error) {
    if (error instanceof AddressError) return null;
    throw error;
  }
}

/**
 * Every place to try: the one that answered last, the configured one, then the members.
 * @param last the coordinator's endpoint when the pool was last live
 */
export function candidates(config: Whereabouts, last: Endpoint | null): Candidate[] {
  const all = [
    ...(last === null ? [] : [candidate(config, last, true)]),
    candidate(config, parseAddress(config.address), false),
    ...config.members.flatMap(({ address }) => memberCandidate(config, address) ?? []),
  ];
  const seen = new Set<string>();
  return all.filter(({ endpoint }) => {
    const key = formatAddress(endpoint);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The configuration after a person has accepted a host's certificate: it takes the place of the one known of that host. */
export function acceptInto<C extends Whereabouts>(config: C, hostname: string, fingerprint: string): C {
  const configured = parseAddress(config.address).hostname === hostname;
  const known = ({ address }: { address: string }) => address === hostname;
  return {
    ...config,
    ...(configured ? { fingerprint } : {}),
    accepted: configured ? config.accepted : { ...config.accepted, [hostname]: fingerprint },
    members: config.members.map((member) => known(member) ? { ...member, fingerprint: null } : member),
  };
}

function candidate(config: Whereabouts, endpoint: Endpoint, guess: boolean): Candidate {
  const configured = sameEndpoint(endpoint, parseAddress(config.address));
  const secure = endpoint.protocol === "https:";
  return {
    endpoint,
    trust: secure ? trustOf(config) : null,
    expected: secure ? expected(config, endpoint.hostname, configured) : null,
    member: guess && !configured,
    label: labelOf(config, endpoint),
  };
}

function expected(config: Whereabouts, hostname: string, configured: boolean): string | null {
  // A host may be called "constructor".
  const accepted = Object.hasOwn(config.accepted, hostname) ? config.accepted[hostname] : undefined;
  const byPerson = accepted ?? (configured ? config.fingerprint : null);
  if (byPerson !== null || config.ca !== null) return byPerson;
  return config.members.find(({ address }) => address === hostname)?.fingerprint ?? null;
}

/** An address for people, with the host's name where it is known. */
function labelOf({ members }: Whereabouts, endpoint: Endpoint): string {
  const name = members.find(({ address }) => address === endpoint.hostname)?.name ?? "";
  return name === "" ? formatAddress(endpoint) : `${name} (${formatAddress(endpoint)})`;
}

function sameEndpoint(a: Endpoint, b: Endpoint): boolean {
  return formatAddress(a) === formatAddress(b);
}
