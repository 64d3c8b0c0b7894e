import { assertFields, bare, projected } from "./testing.ts";

Deno.test("a host with its metrics, its resident VMs and its place in the pool", () => {
  const host = projected("host", "h", {
    pool: { P: { master: "H" } },
    host: {
      H: {
        uuid: "h",
        name_label: "alpha",
        metrics: "M",
        enabled: true,
        address: "10.0.0.1",
        cpu_info: { cpu_count: "16", modelname: "Intel(R)  Xeon(R)   Lab" },
        other_config: { boot_time: "1795408625." },
      },
    },
    host_metrics: { M: { live: true, memory_total: 100, memory_free: 60 } },
    VM: {
      A: { uuid: "a", power_state: "Running", resident_on: "H", VCPUs_at_startup: 2 },
      D: { uuid: "d", power_state: "Running", resident_on: "H", is_control_domain: true },
    },
  });
  assertFields(host, {
    pool: "p",
    name: "alpha",
    enabled: true,
    live: true,
    coordinator: true,
    memory_total: 100,
    memory_free: 60,
    cpus: 16,
    cpu_model: "Intel(R) Xeon(R) Lab",
    vms: 1,
    vcpus: 2,
    boot_time: "2026-11-23T04:37:05Z",
  });
});

Deno.test("a host of which little is known", () => {
  assertFields(bare("host", "host"), {
    name: "",
    live: false,
    coordinator: false,
    cpus: 0,
    boot_time: null,
    vms: 0,
  });
  assertFields(bare("host", "host", { other_config: { boot_time: "soon" } }), { boot_time: null });
});
