// A host's network interfaces: PIFs plugged and unplugged, given addresses, scanned for, forgotten.
import { CIDR6, IPV4 } from "../addresses.ts";
import type { Database } from "../db.ts";
import { ApiError } from "../errors.ts";
import type { Context, Registry } from "../methods.ts";
import { find, some } from "../objects.ts";
import { dict, flag, type Json, list, type Rec, type Ref, text } from "../values.ts";
import { removeVlan } from "./vlans.ts";

const PLUG_MS = 1500;

/** Adds the messages of class PIF that are not about VLANs. */
export function registerPifs(registry: Registry): void {
  registry.register("PIF.plug", async ({ db, task }, [pif = ""]) => {
    if (flag(find(db, "PIF", pif), "currently_attached")) return;
    await task.wait(PLUG_MS);
    find(db, "PIF", pif);
    db.set("PIF", String(pif), "currently_attached", true);
  });
  registry.register("PIF.unplug", (context, [pif = ""]) => unplug(context, String(pif)));
  registry.register("PIF.destroy", ({ db }, [pif = ""]) => {
    const record = find(db, "PIF", pif);
    const vlan = some(text(record, "VLAN_master_of"));
    // Recordings: bonds are refused with the same words as physical interfaces.
    if (vlan === undefined) throw new ApiError("PIF_IS_PHYSICAL");
    removeVlan(db, vlan);
  });
  registry.register("PIF.forget", ({ db }, [pif = ""]) => forget(db, String(pif)));
  registry.register("PIF.scan", ({ db }, [host = ""]) => void find(db, "host", host));
  registry.register("PIF.introduce", ({ db }, [host = "", mac = "", device = ""]) => {
    find(db, "host", host);
    throw new ApiError(
      "COULD_NOT_FIND_NETWORK_INTERFACE_WITH_SPECIFIED_DEVICE_NAME_AND_MAC_ADDRESS",
      String(device),
      String(mac),
    );
  });
  registry.register("PIF.reconfigure_ip", ({ db }, [pif = "", ...args]) => setAddress(db, String(pif), args));
  registry.register(
    "PIF.reconfigure_ipv6",
    ({ db }, [pif = "", ...args]) => setAddress6(db, String(pif), args),
  );
  registry.register("PIF.set_property", ({ db }, [pif = "", name = "", value = ""]) => {
    const properties = dict(find(db, "PIF", pif), "properties");
    if (name !== "gro" || !["on", "off"].includes(String(value))) {
      throw new ApiError("INVALID_VALUE", "properties", `${name} = ${value}`);
    }
    db.set("PIF", String(pif), "properties", { ...properties, gro: value });
  });
  for (const field of ["disallow_unplug", "primary_address_type"]) {
    registry.register(`PIF.set_${field}`, ({ db }, [pif = "", value = ""]) => {
      find(db, "PIF", pif);
      db.set("PIF", String(pif), field, value);
    });
  }
}

async function unplug({ db, task }: Context, pif: Ref): Promise<void> {
  const record = find(db, "PIF", pif);
  assertNotManagement(pif, record);
  if (flag(record, "disallow_unplug")) throw new ApiError("PIF_DOES_NOT_ALLOW_UNPLUG", pif);
  if (!flag(record, "currently_attached")) return;
  await task.wait(PLUG_MS);
  find(db, "PIF", pif);
  db.set("PIF", pif, "currently_attached", false);
}

function forget(db: Database, pif: Ref): void {
  const record = find(db, "PIF", pif);
  assertNotManagement(pif, record);
  for (const vlan of list(record, "VLAN_slave_of")) removeVlan(db, vlan);
  db.destroy("PIF_metrics", text(record, "metrics"));
  db.destroy("PIF", pif);
}

/** `mode, IP, netmask, gateway, DNS`. The DNS servers are not looked at (recordings). */
function setAddress(
  db: Database,
  pif: Ref,
  [mode = "", ip = "", mask = "", gateway = "", dns = ""]: readonly Json[],
): void {
  const record = find(db, "PIF", pif);
  if (mode === "None") assertNotManagement(pif, record);
  if (mode === "Static") {
    if (!IPV4.test(String(ip))) throw new ApiError("INVALID_IP_ADDRESS_SPECIFIED", "IP");
    if (!IPV4.test(String(mask))) throw new ApiError("INVALID_IP_ADDRESS_SPECIFIED", "netmask");
    if (gateway !== "" && !IPV4.test(String(gateway))) {
      throw new ApiError("INVALID_IP_ADDRESS_SPECIFIED", "gateway");
    }
    if (!isMask(String(mask))) {
      // Recordings: only the host itself notices, and is then without the interface.
      db.set("PIF", pif, "currently_attached", false);
      throw new ApiError("PIF_CONFIGURATION_ERROR", pif, "");
    }
  }
  const given = mode === "Static" ? { IP: ip, netmask: mask, gateway, DNS: dns } : {};
  const none = { IP: "", netmask: "", gateway: "", DNS: "" };
  db.update("PIF", pif, { ip_configuration_mode: mode, ...(mode === "DHCP" ? {} : none), ...given });
}

/** `mode, IPv6 (with its prefix length), gateway, DNS`. */
function setAddress6(db: Database, pif: Ref, [mode = "", ip = "", gateway = ""]: readonly Json[]): void {
  const record = find(db, "PIF", pif);
  if (mode === "None" && text(record, "primary_address_type") === "IPv6") assertNotManagement(pif, record);
  const fixed = mode === "Static";
  if (fixed && !CIDR6.test(String(ip))) throw new ApiError("INVALID_CIDR_ADDRESS_SPECIFIED", "IPv6");
  db.update("PIF", pif, {
    ipv6_configuration_mode: mode,
    IPv6: fixed ? [ip] : [],
    ipv6_gateway: fixed ? gateway : "",
  });
}

/** Whether the bits of a mask are ones and then zeros. */
function isMask(mask: string): boolean {
  return /^1*0*$/.test(mask.split(".").map((byte) => Number(byte).toString(2).padStart(8, "0")).join(""));
}

function assertNotManagement(pif: Ref, record: Rec): void {
  if (flag(record, "management")) throw new ApiError("PIF_IS_MANAGEMENT_INTERFACE", pif);
}
