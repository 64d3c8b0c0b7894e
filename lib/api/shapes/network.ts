// The shapes of networks and interfaces, for the API's description. The compiler keeps them equal to the view objects.
import { z } from "@hono/zod-openapi";
import type { NetworkView, PifView, VifView } from "@/lib/view/types.ts";
import { count, id, idOf, inPool, named, operable, tags, text, texts, yes } from "./common.ts";

export const vif: z.ZodType<VifView> = z.object({
  id,
  ...inPool,
  ...operable,
  vm: idOf("the VM"),
  network: idOf("the network"),
  device: text("Position"),
  MAC: text("MAC address"),
  MTU: z.number().int().describe("MTU in bytes"),
  currently_attached: yes("It is plugged"),
  ips: texts("Addresses the guest's tools report"),
}).openapi("Vif");

export const network: z.ZodType<NetworkView> = z.object({
  ...named,
  ...inPool,
  ...operable,
  bridge: text("Bridge on the hosts"),
  MTU: z.number().int().describe("MTU in bytes"),
  VLAN: z.number().int().describe("VLAN tag; -1 when untagged or internal"),
  vifs: count("Number of VMs' interfaces on it"),
  pifs: count("Number of hosts' interfaces on it"),
  bond: yes("A host's interface on it is a bond"),
  managed: yes("The pool makes its bridge"),
  default_locking_mode: text("unlocked or disabled"),
  ...tags,
}).openapi("Network");

export const pif: z.ZodType<PifView> = z.object({
  id,
  ...inPool,
  name: text("The device, with the tag of a VLAN"),
  host: idOf("the host"),
  network: idOf("the network"),
  device: text("The device"),
  MAC: text("MAC address"),
  MTU: z.number().int().describe("MTU in bytes"),
  VLAN: z.number().int().describe("VLAN tag; -1 when untagged"),
  physical: yes("A port of the machine"),
  management: yes("The host is managed by it"),
  currently_attached: yes("It is up"),
  carrier: yes("A cable leads somewhere"),
  speed: z.number().describe("Mbit/s; 0 when unknown"),
  duplex: yes("Both ways at once"),
  vendor: text("Vendor of the card"),
  model: text("What the card is called"),
  ip_mode: z.enum(["None", "DHCP", "Static"]),
  ips: texts("Addresses, IPv4 first"),
  netmask: text("Netmask"),
  gateway: text("Gateway"),
  DNS: text("Name servers"),
  bond: idOf("the PIF of the bond it is a part of"),
  bond_mode: text("How the bond shares the load; empty where it is none"),
  vlan_of: idOf("the PIF it is tagged on"),
}).openapi("Pif");
