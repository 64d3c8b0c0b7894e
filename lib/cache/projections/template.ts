// VM that is a template → TemplateView. In xapi a snapshot is a template too; here it is not.
import { bool, map, number, ref, text, texts } from "../fields.ts";
import type { Projection } from "./types.ts";
import { disks, os } from "./shared.ts";

export const template: Projection<"template"> = {
  classNames: ["VM"],
  accepts: (record) => bool(record, "is_a_template") && !bool(record, "is_a_snapshot"),
  project(record, _ref, id, context) {
    return {
      id,
      name: text(record, "name_label"),
      description: text(record, "name_description"),
      pool: context.pool,
      is_default_template: bool(record, "is_default_template"),
      memory_static_max: number(record, "memory_static_max"),
      VCPUs_max: number(record, "VCPUs_max"),
      // Disks it has, and those it will provision: <provision><disk device="0" size="…"/></provision>.
      disks: disks(record, context).disks +
        (map(record, "other_config")["disks"]?.split("<disk ").length ?? 1) - 1,
      nics: texts(record, "VIFs").length,
      os: os(context.read("VM_guest_metrics", ref(record, "guest_metrics"))),
      tags: texts(record, "tags"),
    };
  },
};
