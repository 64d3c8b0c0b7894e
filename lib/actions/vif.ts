// The actions of network interfaces of VMs.
import { z } from "zod";
import { msg } from "@/lib/view/text.ts";
import type { VifView } from "@/lib/view/types.ts";
import { type Action, action, NO_ARGS } from "./definition.ts";
import { operationRefusal } from "./eligibility.ts";
import { asked, one, oneOf, wholeNumber } from "./fields.ts";
import { macText, newVif } from "./vm_devices.ts";

const NOUN = "network interface";

/** What takes another interface in its place is refused while this one is plugged. */
const unpluggedOnly = (vif: VifView) => vif.currently_attached ? "It is plugged: unplug it first" : null;

const plug = action<"vif", typeof NO_ARGS>({
  name: "plug",
  label: msg("Plug"),
  summary: "Connects the running VM to the network",
  group: "devices",
  args: NO_ARGS,
  refused: (vif) => vif.currently_attached ? "It is already plugged" : operationRefusal(vif, "plug", NOUN),
  run: ({ pool, ref }) => pool.Async.VIF.plug(ref),
});

const unplug = action<"vif", typeof NO_ARGS>({
  name: "unplug",
  label: msg("Unplug"),
  summary: "Disconnects the running VM from the network",
  group: "devices",
  dangerous: true,
  consequences: [msg("Its connections by this interface end.")],
  args: NO_ARGS,
  refused: (vif) => vif.currently_attached ? operationRefusal(vif, "unplug", NOUN) : "It is not plugged",
  run: ({ pool, ref }) => pool.Async.VIF.unplug(ref),
});

const moveArgs = z.object({
  network: one(
    "network",
    msg("Network"),
    "Id of the network",
    (network, vif) => !("network" in vif && vif.network === network.id),
  ),
});

const move = action<"vif", typeof moveArgs>({
  name: "move",
  label: msg("Move to another network"),
  summary: "Connects the interface to another network, while the VM runs as well",
  group: "devices",
  args: moveArgs,
  run: ({ pool, ref, refOf }, { network }) => pool.Async.VIF.move(ref, refOf("network", network, "network")),
});

const macArgs = z.object({
  mac: asked(macText.unwrap().describe("The new MAC address"), msg("MAC address")),
});

const setMac = action<"vif", typeof macArgs>({
  name: "set_mac",
  label: msg("Change MAC address"),
  summary: "Puts an interface with another MAC address in the place of this one",
  group: "devices",
  args: macArgs,
  first: (vif) => ({ mac: vif.MAC }),
  refused: unpluggedOnly,
  async run({ pool, ref }, { mac }) {
    // xapi changes no address: the interface is made anew, and the old one again where that fails.
    const { VM: vm, network, device, MTU: mtu, MAC: before } = await pool.VIF.get_record(ref);
    await pool.VIF.destroy(ref);
    try {
      await newVif(pool, { vm, network, device, mac, mtu });
    } catch (error) {
      await newVif(pool, { vm, network, device, mac: before, mtu });
      throw error;
    }
    return null;
  },
});

const rateArgs = z.object({
  kbps: asked(
    wholeNumber(0, 10_000_000).describe(
      "The most it sends, in kilobytes a second; 0: as much as there is room",
    ),
    msg("Kilobytes a second, 0 for no limit"),
    "number",
  ),
});

const setRate = action<"vif", typeof rateArgs>({
  name: "set_rate",
  label: msg("Limit the rate"),
  summary: "Limits what the interface sends, from the next time it is plugged",
  group: "devices",
  args: rateArgs,
  async run({ pool, ref }, { kbps }) {
    await pool.VIF.set_qos_algorithm_params(ref, kbps === 0 ? {} : { kbps: String(kbps) });
    await pool.VIF.set_qos_algorithm_type(ref, kbps === 0 ? "" : "ratelimit");
    return null;
  },
});

const addresses = (value: unknown) =>
  typeof value === "string" ? value.split(/[\s,]+/).filter((one) => one !== "") : value;

const lockArgs = z.object({
  mode: oneOf(
    msg("Lock mode"),
    "network_default: as its network says; locked: only its MAC address and those allowed; unlocked: anything; disabled: nothing",
    ["network_default", "locked", "unlocked", "disabled"],
  ),
  addresses: asked(
    z.preprocess(addresses, z.array(z.union([z.ipv4(), z.ipv6()], "holds what is no IP address"))).default([])
      .describe("IP addresses that it may use while it is locked"),
    msg("Addresses that it may use while locked"),
  ),
});

const setLock = action<"vif", typeof lockArgs>({
  name: "set_locking_mode",
  label: msg("Change lock mode"),
  summary: "Says which addresses the VM may use on the interface",
  group: "devices",
  args: lockArgs,
  async run({ pool, ref }, { mode, addresses }) {
    await pool.VIF.set_ipv4_allowed(ref, addresses.filter((one) => !one.includes(":")));
    await pool.VIF.set_ipv6_allowed(ref, addresses.filter((one) => one.includes(":")));
    return await pool.Async.VIF.set_locking_mode(ref, mode);
  },
});

const remove = action<"vif", typeof NO_ARGS>({
  name: "remove",
  label: msg("Remove"),
  summary: "Takes the interface away from the VM",
  group: "devices",
  dangerous: true,
  consequences: [msg("It is gone with its MAC address.")],
  args: NO_ARGS,
  refused: unpluggedOnly,
  run: ({ pool, ref }) => pool.Async.VIF.destroy(ref),
});

export const VIF_ACTIONS: readonly Action<"vif">[] = [plug, unplug, move, setMac, setRate, setLock, remove];
