// The data model's types as TypeScript: what a decoded value is, and what may be given as a parameter.
import { type ModelType, parseType } from "./schema_type.ts";

/** The type of a decoded value: references and dates are text, no reference is null, maps are records. */
export function typeScript(type: ModelType): string {
  switch (type.kind) {
    case "string":
    case "datetime":
      return "string";
    case "int":
    case "float":
      return "number";
    case "bool":
      return "boolean";
    case "void":
      return "null";
    case "batch":
      return "unknown";
    case "enum":
      return `Enum<"${type.name}">`;
    case "ref":
      return `RefTo<"${type.name}"> | null`;
    case "record":
      return type.name.startsWith("<") ? "unknown" : `${type.name}Record`;
    case "set":
      return type.of.kind === "ref" ? `${refTo(type.of.name)}[]` : `${parens(typeScript(type.of))}[]`;
    case "option":
      return `${typeScript(type.of)} | null`;
    case "map":
      return `Record<string, ${typeScript(type.value)}>`;
  }
}

/**
 * The type of a parameter: as decoded, but nothing of it is changed, and a record needs no field that the pool can fill in.
 * A reference may be null (OpaqueRef:NULL) unless it names what the method works on.
 */
export function parameterType(type: ModelType, self: boolean): string {
  switch (type.kind) {
    case "ref":
      return self ? refTo(type.name) : typeScript(type);
    case "record":
      return `Partial<${typeScript(type)}>`;
    case "set":
      return `readonly ${typeScript(type)}`;
    case "map":
      return `Readonly<${typeScript(type)}>`;
    default:
      return typeScript(type);
  }
}

/** The type of a result. Only a field can name no object: what a method makes or finds is there. */
export function resultType(text: string, ofField: boolean): string {
  const type = parseType(text || "void");
  return type.kind === "ref" && !ofField ? refTo(type.name) : typeScript(type);
}

const refTo = (className: string) => `RefTo<"${className}">`;

function parens(text: string): string {
  return text.includes("|") ? `(${text})` : text;
}
