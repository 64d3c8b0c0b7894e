import { assertFields, bare, projected } from "./testing.ts";

const classes = {
  host: { H: { uuid: "h" } },
  PCI: {
    Q: {
      uuid: "q",
      host: "H",
      pci_id: "0000:3b:00.0",
      class_name: "VGA compatible controller",
      vendor_name: "NVIDIA",
      device_name: "A16",
      driver_name: "nvidia",
    },
  },
  GPU_group: { R: { name_label: "Group of A16" } },
  VGPU_type: { T: { model_name: "A16-2Q" }, W: { identifier: "passthrough" } },
  PGPU: {
    G: {
      uuid: "g",
      host: "H",
      PCI: "Q",
      GPU_group: "R",
      supported_VGPU_types: ["T", "W", "gone"],
      resident_VGPUs: ["X", "Y"],
    },
  },
};

Deno.test("a GPU is called like its PCI device, and tells what it can be divided into", () => {
  assertFields(projected("pgpu", "g", classes), {
    name: "NVIDIA A16",
    host: "h",
    group: "Group of A16",
    types: ["A16-2Q", "passthrough"],
    vgpus: 2,
  });
  assertFields(bare("pgpu", "PGPU"), { name: "", host: null, group: "", types: [], vgpus: 0 });
});

Deno.test("a PCI device has its place and its driver", () => {
  assertFields(projected("pci", "q", classes), {
    host: "h",
    address: "0000:3b:00.0",
    vendor: "NVIDIA",
    device: "A16",
    driver: "nvidia",
  });
  assertFields(bare("pci", "PCI"), { host: null, address: "", driver: "" });
});
