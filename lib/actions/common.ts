// Actions that many kinds of objects share: rename, describe, tag, untag. They set a field, so there is no task.
import { z } from "zod";
import { msg } from "@/lib/view/text.ts";
import type { Collection } from "@/lib/view/types.ts";
import type { Client } from "@/lib/xapi/mod.ts";
import { type Action, action, longText, nameText } from "./definition.ts";

export type TaggedCollection =
  | "pool"
  | "host"
  | "vm"
  | "template"
  | "snapshot"
  | "sr"
  | "vdi"
  | "network";

/** Class of the Xen-API behind each of these collections. */
const CLASS = {
  pool: "pool",
  host: "host",
  vm: "VM",
  template: "VM",
  snapshot: "VM",
  sr: "SR",
  vdi: "VDI",
  network: "network",
} as const satisfies { readonly [C in TaggedCollection]: keyof Client };

type Common = "set_name_label" | "set_name_description";

/** Rename, describe, tag and untag for one collection. */
export function common<C extends Collection & TaggedCollection>(collection: C): readonly Action<C>[] {
  const className = CLASS[collection];
  const set = <S extends z.ZodObject>(
    name: string,
    label: string,
    summary: string,
    args: S,
    method: Common,
    value: (args: z.infer<S>) => string,
  ): Action<C> =>
    action<C, S>({
      name,
      label,
      summary,
      args,
      run: ({ pool, ref }, given) => pool[className][method](ref, value(given)),
    });
  const name = z.object({ name: nameText.describe("The new name, 1 to 255 characters") });
  const description = z.object({
    description: longText.describe("The new description, up to 4096 characters; may be empty"),
  });
  const tag = z.object({ tag: nameText.describe("The tag, 1 to 255 characters") });
  const tagging = (
    name: string,
    label: string,
    summary: string,
    method: "add_tags" | "remove_tags",
  ): Action<C> =>
    action<C, typeof tag>({
      name,
      label,
      summary: `${summary}. One that grants are given on is for those who manage rights`,
      args: tag,
      run({ pool, ref, mayTag }, given) {
        mayTag(given.tag);
        return pool[className][method](ref, given.tag);
      },
    });
  return [
    set("rename", msg("Rename"), "Gives it another name", name, "set_name_label", (args) => args.name),
    set(
      "describe",
      msg("Describe"),
      "Gives it another description",
      description,
      "set_name_description",
      (args) => args.description,
    ),
    tagging("tag", "Add tag", "Adds a tag", "add_tags"),
    tagging("untag", "Remove tag", "Removes a tag", "remove_tags"),
  ];
}
