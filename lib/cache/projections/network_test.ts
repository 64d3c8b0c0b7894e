import { assertFields, bare, projected } from "./testing.ts";

Deno.test("a network counts its interfaces and has its ports' VLAN", () => {
  const network = projected("network", "n", {
    network: { N: { uuid: "n", PIFs: ["F1", "F2", "gone"], bridge: "xapi1" } },
    PIF: { F1: { VLAN: 42 }, F2: { VLAN: 42 } },
    VIF: { I: { uuid: "i", network: "N" } },
  });
  assertFields(network, { VLAN: 42, pifs: 2, vifs: 1, bridge: "xapi1" });
  assertFields(bare("network", "network"), { VLAN: -1, pifs: 0, vifs: 0 });
});

Deno.test("a network whose port is a bond is one, and may be unmanaged", () => {
  const network = projected("network", "n", {
    network: { N: { uuid: "n", PIFs: ["F"], managed: false } },
    PIF: { F: { VLAN: -1, bond_master_of: ["O"] } },
  });
  assertFields(network, { bond: true, managed: false });
  assertFields(bare("network", "network"), { bond: false, managed: true });
});
