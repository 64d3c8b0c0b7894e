// The type notation of the data model ("VM ref set", "(string -> enum vm_operations) map") as a tree.

/** A parsed model type. `name` of a ref, record or enum is the model's own spelling. */
export type ModelType =
  | { readonly kind: "string" | "int" | "float" | "bool" | "datetime" | "void" | "batch" }
  | { readonly kind: "enum" | "ref" | "record"; readonly name: string }
  | { readonly kind: "set" | "option"; readonly of: ModelType }
  | { readonly kind: "map"; readonly key: ModelType; readonly value: ModelType };

const parsed = new Map<string, ModelType>();

/** Parses a model type; results are shared, so two equal texts give the same object. Throws on a text outside the notation. */
export function parseType(text: string): ModelType {
  let type = parsed.get(text);
  if (type === undefined) {
    type = parse(text);
    parsed.set(text, type);
  }
  return type;
}

function parse(text: string): ModelType {
  if (text.endsWith(" set")) return { kind: "set", of: parseType(text.slice(0, -4)) };
  if (text.endsWith(" option")) return { kind: "option", of: parseType(text.slice(0, -7)) };
  if (text.startsWith("(") && text.endsWith(") map")) {
    const inside = text.slice(1, -5);
    const arrow = inside.indexOf(" -> ");
    if (arrow > 0) {
      return {
        kind: "map",
        key: parseType(inside.slice(0, arrow)),
        value: parseType(inside.slice(arrow + 4)),
      };
    }
  }
  if (text.endsWith(" ref")) return { kind: "ref", name: text.slice(0, -4) };
  if (text.endsWith(" record")) return { kind: "record", name: text.slice(0, -7) };
  if (text.startsWith("enum ")) return { kind: "enum", name: text.slice(5) };
  if (text === "an event batch") return { kind: "batch" };
  switch (text) {
    case "string":
    case "int":
    case "float":
    case "bool":
    case "datetime":
    case "void":
      return { kind: text };
  }
  throw new Error(`Cannot read the model type "${text}"`);
}
