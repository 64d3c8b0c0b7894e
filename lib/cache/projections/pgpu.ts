// PGPU (+ its PCI function, its GPU_group, its VGPU_types) → PgpuView.
import { ref as reference, text, texts } from "../fields.ts";
import type { Projection } from "./types.ts";

export const pgpu: Projection<"pgpu"> = {
  classNames: ["PGPU"],
  accepts: () => true,
  project(record, _ref, id, context) {
    const device = context.read("PCI", reference(record, "PCI")) ?? {};
    const group = context.read("GPU_group", reference(record, "GPU_group")) ?? {};
    const types = texts(record, "supported_VGPU_types").flatMap((ref) => {
      const type = context.read("VGPU_type", ref);
      return type === undefined ? [] : text(type, "model_name") || text(type, "identifier");
    });
    return {
      id,
      pool: context.pool,
      name: [text(device, "vendor_name"), text(device, "device_name")].filter(Boolean).join(" "),
      host: context.id("host", reference(record, "host")),
      group: text(group, "name_label"),
      types,
      vgpus: texts(record, "resident_VGPUs").length,
    };
  },
};
