// VLANs: a tagged network on an interface, on one host or on all of a pool.
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import { pifRecord } from "../generate/pool_records.ts";
import type { Registry } from "../methods.ts";
import { find, some } from "../objects.ts";
import { flag, list, NULL_REF, number, type Rec, type Ref, text } from "../values.ts";

/** Adds the messages that make and remove VLANs. */
export function registerVlans(registry: Registry): void {
  registry.register("VLAN.create", ({ db }, [pif = "", tag = 0, network = ""]) => {
    return create(db, String(pif), Number(tag), String(network));
  });
  registry.register("VLAN.destroy", ({ db }, [vlan = ""]) => {
    find(db, "VLAN", vlan);
    removeVlan(db, String(vlan));
  });
  registry.register("PIF.create_VLAN", ({ db }, [device = "", network = "", host = "", tag = 0]) => {
    find(db, "host", host);
    const vlan = create(db, pifOf(db, String(host), String(device)), Number(tag), String(network));
    return text(db.get("VLAN", vlan), "untagged_PIF");
  });
  registry.register("pool.create_VLAN", ({ db }, [device = "", network = "", tag = 0]) => {
    const pifs = [...db.table("host").keys()].map((host) => pifOf(db, host, String(device)));
    return createAll(db, pifs, Number(tag), String(network));
  });
  registry.register("pool.create_VLAN_from_PIF", ({ db }, [pif = "", network = "", tag = 0]) => {
    const record = find(db, "PIF", pif);
    const pifs = list(db.get("network", text(record, "network")), "PIFs")
      .filter((other) => text(db.get("PIF", other), "device") === text(record, "device"));
    return createAll(db, pifs, Number(tag), String(network));
  });
}

/** Makes the VLAN on every host, and gives its interfaces; takes back what it made when one host refuses. */
function createAll(db: Database, pifs: readonly Ref[], tag: number, network: Ref): Ref[] {
  const made: Ref[] = [];
  try {
    for (const pif of pifs) made.push(create(db, pif, tag, network));
  } catch (error) {
    for (const vlan of made) removeVlan(db, vlan);
    throw error;
  }
  return made.map((vlan) => text(db.get("VLAN", vlan), "untagged_PIF"));
}

function create(db: Database, pif: Ref, tag: number, network: Ref): Ref {
  const tagged = find(db, "PIF", pif);
  const host = text(tagged, "host");
  assertUnconnected(db, network, host);
  if (tag < 0 || tag > 4094) throw new ApiError("VLAN_TAG_INVALID", String(tag));
  if (some(text(tagged, "bond_slave_of")) !== undefined) {
    throw new ApiError("CANNOT_ADD_VLAN_TO_BOND_SLAVE", pif);
  }
  for (const known of list(tagged, "VLAN_slave_of")) {
    if (number(db.get("VLAN", known), "tag") === tag) throw new ApiError("PIF_VLAN_EXISTS", pif);
  }
  const vlan = db.newRef();
  const untagged = db.create(
    "PIF",
    pifRecord({
      ...shared(tagged),
      network,
      host,
      VLAN: tag,
      physical: false,
      VLAN_master_of: vlan,
      metrics: text(tagged, "metrics"),
      currently_attached: false,
    }),
  );
  db.create("VLAN", { tagged_PIF: pif, untagged_PIF: untagged, tag }, vlan);
  if (flag(tagged, "currently_attached")) {
    // What could not be plugged stays (recordings).
    db.hypervisor.assert("vlan", { pif: untagged, device: text(tagged, "device"), tag });
    db.set("PIF", untagged, "currently_attached", true);
  }
  return vlan;
}

/** Removes a VLAN and its interface. */
export function removeVlan(db: Database, vlan: Ref): void {
  const untagged = text(db.get("VLAN", vlan), "untagged_PIF");
  db.destroy("VLAN", vlan);
  if (untagged !== NULL_REF) db.destroy("PIF", untagged);
}

/** Throws NETWORK_ALREADY_CONNECTED when a host has an interface in a network already. */
export function assertUnconnected(db: Database, network: Ref, host: Ref): void {
  const known = list(find(db, "network", network), "PIFs").find((pif) =>
    text(db.get("PIF", pif), "host") === host
  );
  if (known !== undefined) throw new ApiError("NETWORK_ALREADY_CONNECTED", host, known);
}

function pifOf(db: Database, host: Ref, device: string): Ref {
  const pif = list(db.get("host", host), "PIFs").find((each) => {
    const record = db.get("PIF", each);
    return text(record, "device") === device && number(record, "VLAN") < 0;
  });
  if (pif === undefined) throw new ApiError("INVALID_VALUE", "device", device);
  return pif;
}

/** What a VLAN's or a bond's interface takes over from the one below it. */
function shared(pif: Rec): Rec {
  return { device: text(pif, "device"), MAC: text(pif, "MAC"), MTU: number(pif, "MTU") };
}
