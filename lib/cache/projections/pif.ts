// PIF (+ PIF_metrics, its Bond and VLAN) → PifView.
import { bool, map, number, oneOf, ref as reference, text, texts } from "../fields.ts";
import type { XapiRecord } from "@/lib/xapi/types.ts";
import type { Projection } from "./types.ts";

const MODES = ["None", "DHCP", "Static"] as const;

export const pif: Projection<"pif"> = {
  classNames: ["PIF"],
  accepts: () => true,
  project(record, _ref, id, context) {
    const metrics = context.read("PIF_metrics", reference(record, "metrics")) ?? {};
    const bond = context.read("Bond", reference(record, "bond_slave_of")) ?? {};
    const own = context.read("Bond", texts(record, "bond_master_of")[0] ?? null) ?? {};
    const vlan = context.read("VLAN", reference(record, "VLAN_master_of")) ?? {};
    const device = text(record, "device"), tag = number(record, "VLAN", -1);
    return {
      id,
      pool: context.pool,
      name: tag < 0 ? device : `${device}.${tag}`,
      host: context.id("host", reference(record, "host")),
      network: context.id("network", reference(record, "network")),
      device,
      MAC: text(record, "MAC"),
      MTU: number(record, "MTU"),
      VLAN: tag,
      physical: bool(record, "physical"),
      management: bool(record, "management"),
      currently_attached: bool(record, "currently_attached"),
      carrier: bool(metrics, "carrier"),
      // What no cable is in says 65535, or less than nothing.
      speed: bool(metrics, "carrier") ? speed(number(metrics, "speed")) : 0,
      duplex: bool(metrics, "duplex"),
      vendor: text(metrics, "vendor_name"),
      model: text(metrics, "device_name"),
      ip_mode: oneOf(record, "ip_configuration_mode", MODES),
      ips: addresses(record),
      netmask: text(record, "netmask"),
      gateway: text(record, "gateway") || text(record, "ipv6_gateway"),
      DNS: text(record, "DNS"),
      bond: context.id("PIF", reference(bond, "master")),
      bond_mode: text(own, "mode") || text(map(own, "properties"), "mode"),
      vlan_of: context.id("PIF", reference(vlan, "tagged_PIF")),
    };
  },
};

function speed(value: number): number {
  return value > 0 && value !== 65535 ? value : 0;
}

/** IPv6 addresses come with the length of their prefix. */
function addresses(record: XapiRecord): readonly string[] {
  const six = texts(record, "IPv6").map((address) => address.split("/")[0] ?? "");
  return [text(record, "IP"), ...six].filter((address) => address !== "");
}
