// The type of one value of a map: from the map's type, or, for an event of event.next, from its class.
import { type ModelType, parseType } from "@/lib/xapi/schema_type.ts";
import { CLASS_NAMES } from "../model.ts";
import type { Json } from "../values.ts";

const byLowerCase = new Map(CLASS_NAMES.map((cls) => [cls.toLowerCase(), cls]));

/** The type of `map[key]`; undefined when only the value itself can tell. */
export function mapValueType(
  type: ModelType | undefined,
  map: { readonly [key: string]: Json },
  key: string,
): ModelType | undefined {
  if (type?.kind === "map") return type.value;
  const cls = map["class"];
  if (key === "snapshot" && typeof cls === "string") {
    return parseType(`${byLowerCase.get(cls) ?? cls} record`);
  }
  return undefined;
}
