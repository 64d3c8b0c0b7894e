// Bonds: several interfaces of a host used as one; and tunnels, which need a switch this pool has not.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import { pifRecord } from "../generate/pool_records.ts";
import type { Registry } from "../methods.ts";
import { find, some } from "../objects.ts";
import { list, NULL_REF, type Rec, type Ref, text } from "../values.ts";
import { assertUnconnected } from "./vlans.ts";

/** Properties of bonds (of LACP ones only) and what they may be. */
const PROPERTIES: Readonly<Record<string, RegExp>> = {
  hashing_algorithm: /^(src_mac|tcpudp_ports)$/,
  "lacp-time": /^(fast|slow)$/,
  "lacp-aggregation-key": /^\d+$/,
  "lacp-fallback-ab": /^(true|false)$/,
};

/** Adds the messages of class Bond, and tunnel.create. */
export function registerBonds(registry: Registry): void {
  registry.register(
    "Bond.create",
    ({ db }, [network = "", members, mac = "", mode = "", properties = {}]) => {
      const pifs = Array.isArray(members) ? members.map(String) : [];
      return create(db, String(network), pifs, { MAC: mac, mode, properties });
    },
  );
  registry.register("Bond.destroy", ({ db }, [bond = ""]) => destroy(db, String(bond)));
  registry.register("Bond.set_mode", ({ db }, [bond = "", mode = ""]) => {
    const record = find(db, "Bond", bond);
    assertBonded(db, text(record, "master"));
    db.set("Bond", String(bond), "mode", mode);
  });
  registry.register("Bond.set_property", ({ db }, [bond = "", name = "", value = ""]) => {
    const record = find(db, "Bond", bond);
    if (text(record, "mode") !== "lacp" || PROPERTIES[String(name)]?.test(String(value)) !== true) {
      throw new ApiError("INVALID_VALUE", "properties", `${name} = ${value}`);
    }
    const before = record["properties"];
    db.set("Bond", String(bond), "properties", {
      ...(typeof before === "object" && !Array.isArray(before) ? before : {}),
      [String(name)]: value,
    });
  });
  registry.register("tunnel.create", ({ db }, [pif = "", network = ""]) => {
    const record = find(db, "PIF", pif);
    find(db, "network", network);
    if (some(text(record, "bond_slave_of")) !== undefined) {
      throw new ApiError("CANNOT_ADD_TUNNEL_TO_BOND_SLAVE", String(pif));
    }
    throw new ApiError("OPENVSWITCH_NOT_ACTIVE");
  });
}

function create(db: Database, network: Ref, members: readonly Ref[], given: Rec): Ref {
  find(db, "network", network);
  const [first] = members;
  if (first === undefined) throw new ApiError("PIF_BOND_NEEDS_MORE_MEMBERS");
  const lead = find(db, "PIF", first);
  const host = text(lead, "host");
  assertUnconnected(db, network, host);
  for (const member of members) {
    const record = find(db, "PIF", member);
    if (text(record, "host") !== host) throw new ApiError("PIF_BOND_CROSS_HOST");
    if (some(text(record, "bond_slave_of")) !== undefined) throw new ApiError("PIF_ALREADY_BONDED", member);
  }
  const addresses = [
    "ip_configuration_mode",
    "IP",
    "netmask",
    "gateway",
    "DNS",
    "management",
    "primary_address_type",
  ];
  const pif = db.create(
    "PIF",
    pifRecord({
      ...Object.fromEntries(addresses.map((field) => [field, lead[field] ?? ""])),
      device: nextDevice(db, host),
      network,
      host,
      MAC: text(given, "MAC") || text(lead, "MAC"),
      MTU: -1,
      physical: false,
      currently_attached: false,
      metrics: text(lead, "metrics"),
      igmp_snooping_status: "unknown",
    }),
  );
  const bond = db.create("Bond", {
    master: pif,
    primary_slave: first,
    mode: given["mode"] ?? "",
    properties: given["properties"] ?? {},
    auto_update_mac: text(given, "MAC") === "",
  });
  for (const member of members) db.update("PIF", member, { bond_slave_of: bond, currently_attached: false });
  // What could not be plugged stays (recordings).
  assertBonded(db, pif);
  return bond;
}

/** Throws what a host fails to bond its interfaces with, if it does. */
function assertBonded(db: Database, pif: Ref): void {
  const record = find(db, "PIF", pif);
  const bridge = text(db.get("network", text(record, "network")), "bridge");
  db.hypervisor.assert("bond", { pif, device: text(record, "device"), bridge });
}

/** The first member gets the bond's address back. */
function destroy(db: Database, bond: Ref): void {
  const record = find(db, "Bond", bond);
  const master = text(record, "master");
  const known = db.get("PIF", master);
  for (const member of list(record, "slaves")) db.set("PIF", member, "bond_slave_of", NULL_REF);
  const lead = text(record, "primary_slave");
  if (known !== undefined && db.get("PIF", lead) !== undefined) {
    for (const field of ["ip_configuration_mode", "IP", "netmask", "gateway", "DNS"]) {
      db.set("PIF", lead, field, known[field] ?? "");
    }
  }
  db.destroy("Bond", bond);
  db.destroy("PIF", master);
}

function nextDevice(db: Database, host: Ref): string {
  const taken = list(db.get("host", host), "PIFs").map((pif) => text(db.get("PIF", pif), "device"));
  let number = 0;
  while (taken.includes(`bond${number}`)) number++;
  return `bond${number}`;
}
