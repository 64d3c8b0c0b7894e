import { assertFields, bare, projected } from "./testing.ts";

Deno.test("an interface has the addresses that the guest reports for its device", () => {
  const vif = projected("vif", "i", {
    VM: { V: { uuid: "v", guest_metrics: "G" } },
    VM_guest_metrics: { G: { networks: { "0/ip": "10.0.0.5", "1/ip": "10.0.0.6", "10/ip": "10.0.0.7" } } },
    network: { N: { uuid: "n" } },
    VIF: { I: { uuid: "i", VM: "V", network: "N", device: "1", MTU: "1500" } },
  });
  assertFields(vif, { vm: "v", network: "n", ips: ["10.0.0.6"], MTU: 1500 });
  assertFields(bare("vif", "VIF"), { vm: null, network: null, ips: [] });
});
