// Actions that many kinds of objects share: rename, describe, tag, untag. They set a field, so there is no task.
import { z } from "zod";
import { msg } from "@/lib/view/text.ts";
import type { Collection, Views } from "@/lib/view/types.ts";
import type { Client } from "@/lib/xapi/mod.ts";
import { type Action, action, longText, nameText } from "./definition.ts";
import { asked } from "./fields.ts";

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
    first: (view: Views[C]) => { readonly [name in keyof z.infer<S>]?: unknown },
  ): Action<C> =>
    action<C, S>({
      name,
      label,
      summary,
      group: "settings",
      args,
      first,
      run: ({ pool, ref }, given) => pool[className][method](ref, value(given)),
    });
  const name = z.object({
    name: asked(nameText.describe("The new name, 1 to 255 characters"), msg("New name")),
  });
  const description = z.object({
    description: asked(
      longText.describe("The new description, up to 4096 characters; may be empty"),
      msg("Description"),
      "lines",
    ),
  });
  const tag = z.object({
    tag: asked(nameText.describe("The tag, 1 to 255 characters"), msg("Tag")),
  });
  const tagging = (
    name: string,
    label: string,
    summary: string,
    method: "add_tags" | "remove_tags",
  ): Action<C> =>
    action<C, typeof tag>({
      name,
      label,
      group: "settings",
      summary: `${summary}. One that grants are given on is for those who manage rights`,
      args: tag,
      run({ pool, ref, mayTag }, given) {
        mayTag(given.tag);
        return pool[className][method](ref, given.tag);
      },
    });
  return [
    set(
      "rename",
      msg("Rename"),
      "Gives it another name",
      name,
      "set_name_label",
      (args) => args.name,
      (view) => (
        { name: "name" in view ? view.name : "" }
      ),
    ),
    set(
      "describe",
      msg("Describe"),
      "Gives it another description",
      description,
      "set_name_description",
      (args) => args.description,
      (view) => ({ description: "description" in view ? view.description : "" }),
    ),
    tagging("tag", msg("Add tag"), "Adds a tag", "add_tags"),
    tagging("untag", msg("Remove tag"), "Removes a tag", "remove_tags"),
  ];
}
