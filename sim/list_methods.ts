// system.listMethods: every message of the model, class by class.
import { CLASSES } from "@/lib/xapi/schema.ts";
import type { Version } from "./version/version.ts";

let all: readonly string[] | undefined;

/** Every message that can be called, without the Async forms, as xapi of a version lists them. */
export function listMethods(version: Version): readonly string[] {
  return known().filter((name) => version.hasMessage(name) && !version.removed(name));
}

function known(): readonly string[] {
  all ??= Object.entries(CLASSES).flatMap(([cls, { fields, messages }]) => {
    const names = Object.keys(messages);
    if (names.includes("get_all")) names.push("get_all_where", "get_all_records_where");
    const place = (name: string) => {
      const field = Object.keys(fields).indexOf(name.replace(/^get_/, ""));
      return field >= 0 && name.startsWith("get_") ? field : 1000;
    };
    return [...new Set(names)].sort((a, b) => place(a) - place(b)).map((name) => `${cls}.${name}`);
  });
  return all;
}
