import { assertFields, bare, projected } from "./testing.ts";

Deno.test("an interface has its cable, its bond and what it is tagged on", () => {
  const classes = {
    host: { H: { uuid: "h" } },
    network: { N: { uuid: "n" } },
    PIF: {
      E: {
        uuid: "e",
        device: "eth0",
        VLAN: -1,
        host: "H",
        network: "N",
        metrics: "M",
        IP: "10.0.0.1",
        IPv6: ["fd00::1/64"],
        ip_configuration_mode: "DHCP",
        physical: true,
        bond_slave_of: "O",
      },
      B: { uuid: "b", device: "bond0", VLAN: -1, bond_master_of: ["O"] },
      T: { uuid: "t", device: "bond0", VLAN: 42, VLAN_master_of: "L" },
    },
    PIF_metrics: {
      M: { carrier: true, speed: 10000, duplex: true, vendor_name: "Intel", device_name: "X710" },
    },
    Bond: { O: { master: "B", slaves: ["E"], mode: "lacp" } },
    VLAN: { L: { tagged_PIF: "B", untagged_PIF: "T", tag: 42 } },
  };
  assertFields(projected("pif", "e", classes), {
    name: "eth0",
    host: "h",
    network: "n",
    carrier: true,
    speed: 10000,
    vendor: "Intel",
    model: "X710",
    ip_mode: "DHCP",
    ips: ["10.0.0.1", "fd00::1"],
    bond: "b",
    bond_mode: "",
    vlan_of: null,
  });
  assertFields(projected("pif", "b", classes), { bond: null, bond_mode: "lacp" });
  assertFields(projected("pif", "t", classes), { name: "bond0.42", VLAN: 42, vlan_of: "b" });
  assertFields(bare("pif", "PIF"), { name: "", VLAN: -1, host: null, speed: 0, ips: [], ip_mode: "None" });
});

Deno.test("without a cable there is no speed, whatever the driver says", () => {
  for (const [carrier, speed] of [[false, 1000], [true, 65535], [true, -1]] as const) {
    const pif = projected("pif", "x", {
      PIF: { X: { uuid: "x", metrics: "M" } },
      PIF_metrics: { M: { carrier, speed } },
    });
    assertFields(pif, { speed: 0 });
  }
});
