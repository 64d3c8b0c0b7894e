import { assertFields, bare, projected } from "./testing.ts";

Deno.test("a running VM with its guest's report, its disks and its host", () => {
  const vm = projected("vm", "v", {
    host: { H: { uuid: "h" } },
    VM: {
      V: {
        uuid: "v",
        name_label: "db",
        power_state: "Running",
        resident_on: "H",
        affinity: "gone",
        guest_metrics: "G",
        metrics: "M",
        VBDs: ["B1", "B2", "B3"],
        VIFs: ["I"],
        snapshots: ["S"],
        HVM_boot_params: { firmware: "uefi" },
        blocked_operations: { destroy: "LOCKED" },
      },
    },
    VM_guest_metrics: {
      G: {
        os_version: { name: "Microsoft Windows Server 2019|C:\\Windows|x" },
        PV_drivers_version: { major: "8", minor: "3", micro: "60", build: "1" },
        networks: {
          "1/ip": "10.0.0.9",
          "0/ipv6/0": "fe80::1",
          "0/ip": "10.0.0.5 10.0.0.6",
          "0/ipv4/0": "10.0.0.5",
        },
      },
    },
    VM_metrics: { M: { start_time: "2026-11-23T06:16:15Z" } },
    VBD: { B1: { type: "Disk", VDI: "D1" }, B2: { type: "CD", VDI: "D1" }, B3: { type: "Disk", VDI: "D2" } },
    VDI: { D1: { uuid: "d1", virtual_size: 10 }, D2: { uuid: "d2", virtual_size: 5 } },
  });
  assertFields(vm, {
    host: "h",
    affinity: null,
    os: "Microsoft Windows Server 2019",
    tools: "8.3.60",
    ips: ["10.0.0.5", "10.0.0.6", "10.0.0.9"],
    start_time: "2026-11-23T06:16:15Z",
    disks: 2,
    disk_size: 15,
    nics: 1,
    snapshots: 1,
    firmware: "uefi",
    blocked_operations: { destroy: "LOCKED" },
  });
});

Deno.test("a halted VM runs nowhere and since never", () => {
  const vm = projected("vm", "v", {
    host: { H: { uuid: "h" } },
    VM: {
      V: { uuid: "v", power_state: "Halted", resident_on: "H", metrics: "M", HVM_boot_policy: "BIOS order" },
    },
    VM_metrics: { M: { start_time: "2026-11-23T06:16:15Z" } },
  });
  assertFields(vm, { host: null, start_time: null, firmware: "bios", os: "", tools: "", ips: [] });
});

Deno.test("a VM says what is done to it, and how far that is", () => {
  const vm = { V: { uuid: "v", current_operations: { T: "clean_shutdown", U: "snapshot" } } };
  const told = { T: { uuid: "t", progress: 2 / 3 } };
  assertFields(projected("vm", "v", { VM: vm, task: told }), {
    operation: "clean_shutdown",
    progress: 0.667,
    current_operations: { t: "clean_shutdown", U: "snapshot" },
  });
  // Tasks come over a loop of their own, perhaps later.
  assertFields(projected("vm", "v", { VM: vm }), { operation: "clean_shutdown", progress: 0 });
  assertFields(projected("vm", "v", { VM: { V: { uuid: "v" } }, task: told }), {
    operation: "",
    progress: 0,
  });
});

Deno.test("fields of a wrong type do no harm", () => {
  const odd = {
    power_state: 7,
    VBDs: "x",
    tags: { a: 1 },
    current_operations: [1],
    guest_metrics: {},
    memory_static_max: null,
  };
  assertFields(bare("vm", "VM", odd), {
    power_state: "Halted",
    disks: 0,
    tags: [],
    current_operations: {},
    memory_static_max: 0,
  });
});

Deno.test("a VM tells how it boots and when it starts", () => {
  const vm = projected("vm", "v", {
    VM: {
      V: {
        uuid: "v",
        metrics: "M",
        HVM_boot_policy: "BIOS order",
        HVM_boot_params: { order: "dc", firmware: "uefi" },
        platform: { secureboot: "true" },
        domain_type: "hvm",
        other_config: { auto_poweron: "true" },
        order: "3",
        start_delay: 10,
        VTPMs: ["T"],
        VGPUs: ["G", "H"],
      },
    },
    VM_metrics: { M: { install_time: "20260102T03:04:05Z" } },
  });
  assertFields(vm, {
    boot_order: "dc",
    secure_boot: true,
    virtualization: "HVM",
    auto_poweron: true,
    start_order: 3,
    start_delay: 10,
    vtpms: 1,
    vgpus: 2,
    install_time: "2026-01-02T03:04:05Z",
  });
  assertFields(bare("vm", "VM"), {
    virtualization: "PV",
    boot_order: "",
    auto_poweron: false,
    install_time: null,
  });
  for (const [domain_type, virtualization] of [["pvh", "PVH"], ["pv_in_pvh", "PV"], ["unspecified", "HVM"]]) {
    assertFields(bare("vm", "VM", { domain_type: domain_type ?? "", HVM_boot_policy: "BIOS order" }), {
      virtualization,
    });
  }
});
