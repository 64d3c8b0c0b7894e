// What a live pool tells of itself, taken into its configuration: name, hosts, and the certificates that follow from them.
import { parseAddress } from "@/lib/xapi/mod.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import type { Dialect, EventBatch, XapiRecord } from "@/lib/xapi/types.ts";
import { readMembers } from "./members.ts";
import type { PoolConfig } from "./types.ts";

/**
 * The configuration as it follows from the pool's records. Certificates of hosts that left go, as does one that a
 * person accepted and the host has replaced since. Where the accepted certificate of the configured address was a
 * host's and that host has another one now, it takes its place; where the host has left, the coordinator's does.
 */
export function learnFrom(
  config: PoolConfig,
  records: (className: string) => ReadonlyMap<Ref, XapiRecord>,
): PoolConfig {
  const members = readMembers(records, config.members);
  const label = [...records("pool").values()][0]?.["name_label"];
  const name = typeof label === "string" && label !== "" ? label : config.name;
  if (members.length === 0) return { ...config, name };
  const fingerprintAt = (list: PoolConfig["members"], address: string) =>
    list.find((member) => member.address === address)?.fingerprint;
  const accepted = Object.entries(config.accepted).filter(([address, fingerprint]) => {
    const now = fingerprintAt(members, address);
    return now !== undefined &&
      (now === fingerprint || fingerprintAt(config.members, address) !== fingerprint);
  });
  return {
    ...config,
    name,
    members,
    accepted: Object.fromEntries(accepted),
    fingerprint: renewed(config, members),
  };
}

/** Classes that learnFrom() reads. */
const READ = new Set(["pool", "host", "Certificate"]);

/** Whether a batch of changes may change what follows from the pool's records. */
export function tellsOfPool({ events }: EventBatch): boolean {
  return events.some((event) => READ.has(event.class));
}

/** From this product version on (XenServer, XCP-ng) hosts may speak JSON; those before never do. */
const JSON_SINCE = 7;

/**
 * The dialect to begin with next time. XML is remembered of hosts that are too old for JSON only: of others it was spoken
 * because an answer in JSON went wrong. A version that cannot be read counts as old: JSON would only be tried in vain.
 */
export function rememberedDialect(
  spoken: Dialect,
  records: (className: string) => ReadonlyMap<Ref, XapiRecord>,
): Dialect | null {
  const young = [...records("host").values()].some((host) => productMajor(host) >= JSON_SINCE);
  return spoken === "xml" && young ? null : spoken;
}

/** 8 of "8.3.0"; NaN where a host does not say. */
function productMajor({ software_version: software }: XapiRecord): number {
  if (typeof software !== "object" || software === null || Array.isArray(software)) return NaN;
  return parseInt(String(software["product_version"]), 10);
}

/** The certificate of the configured address, as far as the pool tells. */
function renewed(config: PoolConfig, members: PoolConfig["members"]): string | null {
  const { fingerprint, members: before, ca, address } = config;
  if (fingerprint === null || ca !== null) return fingerprint;
  if (members.some((member) => member.fingerprint === fingerprint)) return fingerprint;
  const owner = before.find((member) => member.fingerprint === fingerprint);
  const { hostname } = parseAddress(address);
  // One that never was a host's is a proxy's in front of it, or of a pool that tells of no certificates.
  if (owner === undefined) return fingerprint;
  const same = members.find((member) => member.address === owner.address || member.address === hostname);
  return same?.fingerprint ?? members[0]?.fingerprint ?? fingerprint;
}
