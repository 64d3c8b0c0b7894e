// pool_update (XenServer 7.1 and later), or pool_patch (+ its host_patches) → UpdateView.
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { bool, number, ref as reference, text, texts } from "../fields.ts";
import type { Context, Projection } from "./types.ts";

export const update: Projection<"update"> = {
  classNames: ["pool_update", "pool_patch"],
  // Newer pools have a patch for each update, for older clients.
  accepts: (record) => reference(record, "pool_update") === null,
  project(record, _ref, id, context) {
    return {
      id,
      name: text(record, "name_label"),
      description: text(record, "name_description"),
      pool: context.pool,
      version: text(record, "version"),
      size: number(record, "installation_size") || number(record, "size"),
      hosts: hosts(record, context).flatMap((host) => context.id("host", host) ?? []),
      guidance: texts(record, "after_apply_guidance"),
    };
  },
};

function hosts(record: XapiRecord, context: Context): readonly string[] {
  return [
    ...texts(record, "hosts"),
    ...texts(record, "host_patches").flatMap((ref) => {
      const patch = context.read("host_patch", ref);
      return patch !== undefined && bool(patch, "applied") ? reference(patch, "host") ?? [] : [];
    }),
  ];
}
