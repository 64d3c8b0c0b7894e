// The behaviour of networks: networks, the hosts' interfaces, VLANs, bonds.
import type { Registry } from "../methods.ts";
import { registerBonds } from "./bonds.ts";
import { registerPifs } from "./interfaces.ts";
import { registerNetworks } from "./networks.ts";
import { registerVlans } from "./vlans.ts";

/** Teaches a simulator what networks do. */
export function registerNetwork(registry: Registry): void {
  registerNetworks(registry);
  registerPifs(registry);
  registerVlans(registry);
  registerBonds(registry);
}
