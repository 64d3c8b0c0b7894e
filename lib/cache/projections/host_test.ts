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

Deno.test("a host tells its hardware, its licence and what waits for a restart", () => {
  const host = bare("host", "host", {
    cpu_info: { vendor: "GenuineIntel", socket_count: "2", speed: "2660.074" },
    bios_strings: {
      "system-manufacturer": "Dell Inc.",
      "system-product-name": "R640",
      "system-serial-number": "7X",
    },
    software_version: { build_number: "58384c" },
    edition: "platinum",
    license_params: { expiry: "20300101T00:00:00Z" },
    other_config: { iscsi_iqn: "iqn.old", multipathing: "true" },
    logging: { syslog_destination: "10.0.0.5" },
    power_on_mode: "IPMI",
    pending_guidances: ["restart_toolstack"],
  });
  assertFields(host, {
    cpu_vendor: "GenuineIntel",
    cpu_sockets: 2,
    cpu_speed: 2660,
    product: "Dell Inc. R640",
    serial: "7X",
    build: "58384c",
    edition: "platinum",
    license_expiry: "2030-01-01T00:00:00Z",
    updates_pending: true,
    iqn: "iqn.old",
    multipathing: true,
    log_destination: "10.0.0.5",
    power_on_mode: "IPMI",
    clock_skew: null,
  });
  assertFields(bare("host", "host", { iscsi_iqn: "iqn.new", other_config: { iscsi_iqn: "iqn.old" } }), {
    iqn: "iqn.new",
    updates_pending: false,
    license_expiry: null,
    product: "",
  });
});
