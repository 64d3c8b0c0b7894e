// Whether a decoded value is what its type in the model promises: an answer comes from outside, and a type alone proves nothing.
import { ConnectionError } from "./errors.ts";
import { methodSchema, recordFields } from "./model.ts";
import { Pacer } from "./pacer.ts";
import { type ModelType, parseType } from "./schema_type.ts";
import type { Value } from "./types.ts";

/**
 * Where a value is not of its type (`.VBDs[0]: no ref`); null when it is. What a newer xapi may bring is no misfit: unknown
 * fields, unknown words of an enum; nor are the fields that an older one lacks.
 */
export function misfit(type: ModelType, value: Value | undefined): string | null {
  switch (type.kind) {
    case "string":
    case "enum":
    case "datetime":
      return typeof value === "string" ? null : `no ${type.kind}`;
    case "int":
    case "float":
      return typeof value === "number" ? null : `no ${type.kind}`;
    case "bool":
      return typeof value === "boolean" ? null : "no bool";
    case "void":
      return value === null ? null : "no void";
    case "ref":
      return value === null || (typeof value === "string" && value !== "") ? null : "no ref";
    case "batch":
      return null;
    case "option":
      return value === null ? null : misfit(type.of, value);
    case "set":
      return Array.isArray(value) ? misfitOfSet(type.of, value) : "no set";
    case "map":
      return isObject(value) ? misfitOfMap(type.value, value) : "no map";
    case "record":
      return isObject(value) ? misfitOfRecord(type.name, value) : "no record";
  }
}

/** Throws ConnectionError bad-answer when a method's decoded result is not of its type. Gives way to other work in between. */
export async function checkResult(method: string, value: Value): Promise<void> {
  const schema = methodSchema(method);
  if (schema === undefined) return;
  const type = parseType(schema.result);
  let wrong: string | null;
  if (type.kind === "map" && isObject(value)) {
    const pacer = new Pacer();
    wrong = null;
    for (const key of Object.keys(value)) {
      wrong = within(`[${key}]`, misfit(type.value, value[key]));
      if (wrong !== null) break;
      if (pacer.due) await pacer.rest();
    }
  } else {
    // Only a field can name no object: whoever asked for one to be made or found gets it, or an error.
    const nothing = type.kind === "ref" && value === null &&
      !(schema.implicit && /\.get_(?!by_uuid)/.test(method));
    wrong = nothing ? "no ref" : misfit(type, value);
  }
  if (wrong !== null) {
    throw new ConnectionError(
      "bad-answer",
      `The answer to ${method} is not what the Xen-API promises (${wrong})`,
    );
  }
}

function misfitOfSet(of: ModelType, items: readonly Value[]): string | null {
  for (let i = 0; i < items.length; i++) {
    const wrong = misfit(of, items[i]);
    if (wrong !== null) return within(`[${i}]`, wrong);
  }
  return null;
}

function misfitOfMap(of: ModelType, map: { [key: string]: Value }): string | null {
  for (const key in map) {
    const wrong = misfit(of, map[key]);
    if (wrong !== null) return within(`[${key}]`, wrong);
  }
  return null;
}

function misfitOfRecord(className: string, record: { [field: string]: Value }): string | null {
  const fields = recordFields(className);
  for (const name in fields) {
    const field = fields[name];
    const value = record[name];
    if (field === undefined) continue;
    if (value === undefined) {
      if (field[2] === undefined) return `.${name}: missing`;
      continue;
    }
    const wrong = misfit(parseType(field[0]), value);
    if (wrong !== null) return within(`.${name}`, wrong);
  }
  return null;
}

/** The same misfit seen from outside. */
function within(place: string, wrong: string | null): string | null {
  return wrong === null ? null : `${place}${/^[.[]/.test(wrong) ? "" : ": "}${wrong}`;
}

function isObject(value: Value | undefined): value is { [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
