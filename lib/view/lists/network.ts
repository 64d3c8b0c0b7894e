// The list of networks.
import { msg } from "../text.ts";
import type { ListDefinition } from "./types.ts";

export const NETWORKS: ListDefinition = {
  name: "network",
  path: "/networks",
  title: msg("Networks"),
  fields: ["name", "pool", "description", "tags"],
  columns: [
    { name: "name", label: msg("Network"), field: "name", kind: "text" },
    { name: "pool", label: msg("Pool"), field: "pool", kind: "ref", to: "pool", width: 126 },
    { name: "vlan", label: msg("VLAN"), field: "VLAN", kind: "plain", width: 80 },
    { name: "bridge", label: msg("Bridge"), field: "bridge", kind: "text", width: 100 },
    { name: "mtu", label: msg("MTU"), field: "MTU", kind: "plain", width: 80 },
    { name: "vifs", label: msg("VM interfaces"), field: "vifs", kind: "count", width: 110 },
    { name: "pifs", label: msg("Physical interfaces"), field: "pifs", kind: "count", width: 140 },
    { name: "tags", label: msg("Tags"), field: "tags", kind: "list", width: 100 },
    {
      name: "description",
      label: msg("Description"),
      field: "description",
      kind: "text",
      width: 160,
      hidden: true,
    },
    { name: "bond", label: msg("Bond"), field: "bond", kind: "yesno", width: 80, hidden: true },
    {
      name: "locking",
      label: msg("Locking"),
      field: "default_locking_mode",
      kind: "text",
      width: 100,
      hidden: true,
    },
    { name: "managed", label: msg("Managed"), field: "managed", kind: "yesno", width: 90, hidden: true },
    { name: "id", label: msg("UUID"), field: "id", kind: "text", width: 300, hidden: true },
  ],
  card: ["bridge", "vlan", "pool", "vifs"],
  sort: "name",
  hint: msg("Filter: name, vlan:20, bridge:xenbr0, pool:paris"),
  quick: [
    { label: msg("Physical"), term: "pifs:>0" },
    { label: msg("Internal"), term: "pifs:0" },
    { label: msg("Without VMs"), term: "vifs:0" },
  ],
  names: [],
  none: msg("No network yet"),
  unmatched: msg("No network matches the filter"),
};
