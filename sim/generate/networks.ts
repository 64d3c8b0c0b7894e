// The networks of a generated pool and each host's interfaces: a bond of two for everything, a trunk of VLANs on it.
import { NULL_REF, type Ref } from "../values.ts";
import type { PoolBuilder } from "./builder.ts";
import type { NetworkRole } from "./names.ts";
import { networkRecord, pifMetricsRecord, pifRecord } from "./pool_records.ts";

/** A network a VM can be on, and the addresses used there: `${prefix}.${third}.x`. */
export interface Net {
  readonly ref: Ref;
  readonly role: NetworkRole;
  /** First two numbers of its addresses. */
  readonly prefix: string;
  readonly third: number;
  /** VLAN id; -1 without. */
  readonly vlan: number;
}

export interface Networks {
  readonly byRole: Readonly<Record<NetworkRole, Net>>;
  /** Gives a host its interfaces; the first host's number is 1. */
  attach(host: Ref, number: number): void;
}

const VLANS: readonly (readonly [NetworkRole, string, string, number])[] = [
  ["dmz", "DMZ", "Public services, behind the firewall", 110],
  ["servers", "Servers", "Application and database tier", 20],
  ["users", "Users", "Desktops and file services", 30],
];

/** Adds the pool's networks. `octet` is the second number of the site's 10.x addresses. */
export function buildNetworks(pool: PoolBuilder, octet: number): Networks {
  const prefix = `10.${octet}`;
  const net = (role: NetworkRole, ref: Ref, third: number, vlan = -1): Net => ({
    ref,
    role,
    prefix,
    third,
    vlan,
  });
  const management = pool.add(
    "network",
    networkRecord({
      name_label: "Management",
      name_description: "Hosts, monitoring, backups",
      bridge: "xapi0",
      other_config: { automatic: "false" },
      tags: ["infra"],
    }),
  );
  const storage = pool.add(
    "network",
    networkRecord({
      name_label: "Storage",
      name_description: "iSCSI and NFS, jumbo frames",
      bridge: "xenbr2",
      MTU: 9000,
      other_config: { automatic: "false" },
      tags: ["infra"],
    }),
  );
  const physical = [0, 1].map((number) =>
    pool.add(
      "network",
      networkRecord({
        name_label: `Pool-wide network associated with eth${number}`,
        bridge: `xenbr${number}`,
        other_config: { automatic: "true" },
      }),
    )
  );
  pool.add(
    "network",
    networkRecord({
      name_label: "Host internal management network",
      name_description:
        "Network on which guests will be assigned a private link-local IP address which can be used to talk XenAPI",
      bridge: "xenapi",
      other_config: {
        is_guest_installer_network: "true",
        is_host_internal_management_network: "true",
        ip_begin: "169.254.0.1",
        ip_end: "169.254.255.254",
        netmask: "255.255.0.0",
      },
    }),
  );
  const isolated = pool.add(
    "network",
    networkRecord({
      name_label: "Isolated",
      name_description: "Private to the pool, no uplink",
      bridge: "xapi5",
      other_config: { automatic: "false" },
    }),
  );
  const vlans = VLANS.map(([role, name_label, name_description, vlan], index) => {
    const ref = pool.add(
      "network",
      networkRecord({
        name_label: `${name_label} (VLAN ${vlan})`,
        name_description,
        bridge: `xapi${index + 1}`,
        other_config: { automatic: "false" },
      }),
    );
    return net(role, ref, vlan, vlan);
  });
  const vlanOf = (role: NetworkRole): Net => {
    const found = vlans.find((candidate) => candidate.role === role);
    if (found === undefined) throw new Error(`No network for ${role}`);
    return found;
  };

  const attach = (host: Ref, number: number): void => {
    const nic = (device: string, network: Ref, fields: Record<string, string | boolean | number>): Ref => {
      const metrics = pool.add(
        "PIF_metrics",
        pifMetricsRecord({
          vendor_id: "15b3",
          vendor_name: "Mellanox Technologies",
          device_id: "1015",
          device_name: "MT27710 Family [ConnectX-4 Lx]",
          speed: 25000,
          pci_bus_path: `0000:3b:00.${device.slice(-1)}`,
          last_updated: pool.ago(pool.dice.int(1, 300)),
        }),
      );
      return pool.add("PIF", pifRecord({ device, network, host, MAC: pool.dice.mac(), metrics, ...fields }));
    };
    const slaves = physical.map((network, index) => nic(`eth${index}`, network, {}));
    nic("eth2", storage, {
      ip_configuration_mode: "Static",
      IP: `${prefix}.250.${10 + number}`,
      netmask: "255.255.255.0",
      MTU: 9000,
      disallow_unplug: true,
    });
    const bonded = nic("bond0", management, {
      physical: false,
      management: true,
      ip_configuration_mode: "Static",
      IP: hostAddress(octet, number),
      netmask: "255.255.255.0",
      gateway: `${prefix}.0.1`,
      DNS: `${prefix}.0.2,${prefix}.0.3`,
    });
    const bond = pool.add("Bond", {
      master: bonded,
      primary_slave: slaves[0] ?? NULL_REF,
      properties: { hashing_algorithm: "tcpudp_ports" },
      mode: "lacp",
      links_up: 2,
      auto_update_mac: true,
    });
    for (const slave of slaves) pool.edit("PIF", slave, { bond_slave_of: bond });
    for (const { ref, vlan } of vlans) {
      const untagged = nic("bond0", ref, { physical: false, VLAN: vlan });
      const link = pool.add("VLAN", { tagged_PIF: bonded, untagged_PIF: untagged, tag: vlan });
      pool.edit("PIF", untagged, { VLAN_master_of: link });
    }
  };

  return {
    byRole: {
      management: net("management", management, 1),
      storage: net("storage", storage, 250),
      isolated: net("isolated", isolated, 200),
      dmz: vlanOf("dmz"),
      servers: vlanOf("servers"),
      users: vlanOf("users"),
    },
    attach,
  };
}

/** The management address of host `number` (from 1) of a site. */
export function hostAddress(octet: number, number: number): string {
  return `10.${octet}.0.${10 + number}`;
}
