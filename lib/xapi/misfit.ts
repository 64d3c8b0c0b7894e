// Whether a decoded value is what its type in the model promises: an answer comes from outside, and a type alone proves nothing.
import { ConnectionError } from "./errors.ts";
import { methodSchema, recordFields } from "./model.ts";
import { Pacer } from "./pacer.ts";
import { type ModelType, parseType } from "./schema_type.ts";
import type { Value } from "./types.ts";

/**
 * Where a value is not of its type (`VBDs[0]: no ref`); null when it is. What a newer xapi may bring is no misfit: unknown
 * fields, unknown words of an enum; nor are the fields that an older one lacks.
 */
export function misfit(type: ModelType, value: Value | undefined, at = ""): string | null {
  const wrong = `${at === "" ? "" : `${at}: `}no ${type.kind}`;
  switch (type.kind) {
    case "string":
    case "enum":
    case "datetime":
      return typeof value === "string" ? null : wrong;
    case "int":
    case "float":
      return typeof value === "number" ? null : wrong;
    case "bool":
      return typeof value === "boolean" ? null : wrong;
    case "void":
      return value === null ? null : wrong;
    case "ref":
      return value === null || (typeof value === "string" && value !== "") ? null : wrong;
    case "batch":
      return null;
    case "option":
      return value === null ? null : misfit(type.of, value, at);
    case "set":
      if (!Array.isArray(value)) return wrong;
      return first(value, (item, index) => misfit(type.of, item, `${at}[${index}]`));
    case "map":
      if (!isObject(value)) return wrong;
      return first(Object.entries(value), ([key, item]) => misfit(type.value, item, `${at}[${key}]`));
    case "record":
      return isObject(value) ? misfitOfRecord(type.name, value, at) : wrong;
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
      wrong = misfit(type.value, value[key], `[${key}]`);
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

function misfitOfRecord(className: string, value: { [key: string]: Value }, at: string): string | null {
  const fields = recordFields(className);
  for (const name in fields) {
    const field = fields[name];
    if (field === undefined) continue;
    if (!Object.hasOwn(value, name)) {
      if (field[2] === undefined) return `${at}.${name}: missing`;
      continue;
    }
    const wrong = misfit(parseType(field[0]), value[name], `${at}.${name}`);
    if (wrong !== null) return wrong;
  }
  return null;
}

function first<T>(items: readonly T[], look: (item: T, index: number) => string | null): string | null {
  for (const [index, item] of items.entries()) {
    const found = look(item, index);
    if (found !== null) return found;
  }
  return null;
}

function isObject(value: Value | undefined): value is { [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
