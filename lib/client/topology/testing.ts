// Facts for the tests of the topology: a small world, told as the stream would tell it.
import type { Patch } from "@/lib/view/types.ts";
import { Facts, SUBSCRIPTIONS } from "./facts.ts";

/** One pool of hosts with as many running VMs each, and two halted ones; each VM has a disk and an interface. */
export function factsOf(hosts: number, vms: number): Facts {
  const facts = new Facts();
  const runs: Patch[] = [["pool", "p", { name: "lab", state: "live" }]];
  const storage: Patch[] = [["sr", "s", {
    name: "iscsi",
    pool: "p",
    host: null,
    physical_size: 10,
    physical_utilisation: 9,
  }]];
  const network: Patch[] = [["network", "n", { name: "lan", pool: "p" }]];
  const add = (id: string, host: string | null, tags: string[]) => {
    const power_state = host === null ? "Halted" : "Running";
    runs.push(["vm", id, { name: id, pool: "p", host, power_state, memory_dynamic_max: 2, tags }]);
    storage.push(["vbd", `b${id}`, { vm: id, vdi: `d${id}` }], ["vdi", `d${id}`, { sr: "s" }]);
    network.push(["vif", `i${id}`, { vm: id, network: "n" }]);
  };
  for (let h = 1; h <= hosts; h++) {
    runs.push(["host", `h${h}`, { name: `h${h}`, pool: "p", live: h > 1, memory_total: 8, memory_free: 2 }]);
    for (let v = 1; v <= vms; v++) add(`h${h}v${v}`, `h${h}`, v % 2 ? ["web"] : []);
  }
  add("off1", null, []);
  add("off2", null, []);
  for (const [name, patches] of [["runs", runs], ["storage", storage], ["network", network]] as const) {
    facts.take(SUBSCRIPTIONS[name], { kind: "snapshot", patches });
  }
  return facts;
}
