// Networks: made with a bridge of their own, removed when nothing is attached, given a purpose.
import { wantedRecord } from "../creation.ts";
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import { networkRecord } from "../generate/pool_records.ts";
import type { Registry } from "../methods.ts";
import { find } from "../objects.ts";
import { flag, type Json, list, type Ref, text } from "../values.ts";

/** Purposes that exclude each other. */
const NBD = ["nbd", "insecure_nbd"];

/** Adds the messages of class network. */
export function registerNetworks(registry: Registry): void {
  registry.register("network.create", ({ db }, [given]) => create(db, given));
  registry.register("network.destroy", ({ db }, [network = ""]) => destroy(db, String(network)));
  registry.register("network.add_purpose", ({ db }, [network = "", value = ""]) => {
    const before = list(find(db, "network", network), "purpose");
    const purpose = String(value);
    if (before.includes(purpose)) return;
    const other = before.find((known) => NBD.includes(known) && NBD.includes(purpose));
    if (other !== undefined) throw new ApiError("NETWORK_INCOMPATIBLE_PURPOSES", purpose, other);
    db.set("network", String(network), "purpose", [purpose, ...before]);
  });
  registry.register("network.remove_purpose", ({ db }, [network = "", value = ""]) => {
    const before = list(find(db, "network", network), "purpose");
    db.set("network", String(network), "purpose", before.filter((known) => known !== value));
  });
}

function create(db: Database, given: Json | undefined): Ref {
  const fields = wantedRecord("network", given, ["other_config"]);
  const bridges = new Set([...db.table("network").values()].map((network) => text(network, "bridge")));
  const wanted = text(fields, "bridge");
  // Linux gives interfaces 15 characters.
  if (wanted.length > 15 || (wanted !== "" && bridges.has(wanted))) {
    throw new ApiError("INVALID_VALUE", "bridge", wanted);
  }
  return db.create("network", networkRecord({ ...fields, bridge: wanted || nextBridge(db, bridges) }));
}

/** How many names for bridges were tried since xapi's start: those of networks that are gone do not come again (recordings). */
const tried = new WeakMap<Database, number>();

function nextBridge(db: Database, taken: ReadonlySet<string>): string {
  let number = tried.get(db) ?? 0;
  while (taken.has(`xapi${number}`)) number++;
  tried.set(db, number + 1);
  return `xapi${number}`;
}

/** VIFs of halted VMs do not keep a network, and are left without one (facts.md). */
function destroy(db: Database, network: Ref): void {
  const record = find(db, "network", network);
  const attached = list(record, "VIFs").filter((vif) => flag(db.get("VIF", vif), "currently_attached"));
  if (attached.length > 0) throw new ApiError("NETWORK_CONTAINS_VIF", ...attached);
  const pifs = list(record, "PIFs");
  if (pifs.length > 0) throw new ApiError("NETWORK_CONTAINS_PIF", ...pifs);
  db.destroy("network", network);
}
