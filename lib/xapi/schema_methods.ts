// Writes the signatures of all messages as TypeScript interfaces, two a class: what can run as a task, and everything.
import { isStartable, type Message, type Model } from "./schema_model.ts";
import { parseType } from "./schema_type.ts";
import { parameterType, resultType } from "./schema_typescript.ts";

/** Names that TypeScript does not take for a parameter. */
const RESERVED = new Set([
  "class",
  "default",
  "interface",
  "new",
  "package",
  "private",
  "protected",
  "public",
]);

/** The text of methods.ts. */
export function methodsSource({ classes }: Model): string {
  const lines: string[] = [];
  const records = new Set<string>();
  for (const [name, { messages }] of Object.entries(classes)) {
    const startable: string[] = [];
    const others: string[] = [];
    for (const [message, schema] of Object.entries(messages)) {
      (isStartable(name, message, schema) ? startable : others).push(
        `  ${message}${signature(name, message, schema)};`,
      );
    }
    const base = startable.length === 0 ? "" : ` extends ${name}Tasks`;
    if (startable.length > 0) lines.push(`export interface ${name}Tasks {`, ...startable, "}", "");
    lines.push(`export interface ${name}Methods${base} {`, ...others, "}", "");
  }
  for (const [, record] of lines.join("\n").matchAll(/\b(\w+Record)\b/g)) records.add(record ?? "");
  const table = (suffix: string) =>
    Object.keys(classes).filter((name) =>
      lines.includes(`export interface ${name}${suffix} {`) ||
      lines.includes(`export interface ${name}${suffix} extends ${name}Tasks {`)
    ).map((name) => `  readonly ${name}: ${name}${suffix};`);
  return [
    "// Generated from the Xen-API data model by `deno task schema`: types only, nothing is left of it at run time. Do not edit.",
    "// deno-lint-ignore-file no-empty-interface",
    "// deno-fmt-ignore-file",
    `import type { ${["Enum", "RefTo", ...[...records].sort()].join(", ")} } from "./schema.ts";`,
    "",
    ...lines,
    "/** What each class can do. */",
    "export interface Methods {",
    ...table("Methods"),
    "}",
    "",
    "/** What can run as a task, class by class. */",
    "export interface Tasks {",
    ...table("Tasks"),
    "}",
    "",
  ].join("\n");
}

function signature(className: string, name: string, { params, result, implicit }: Message): string {
  const given = params.map((param, index) => {
    const self = index === 0 && param.type === `${className} ref`;
    const label = RESERVED.has(param.name) ? `${param.name}_` : param.name;
    return `${label}${param.optional ? "?" : ""}: ${parameterType(parseType(param.type), self)}`;
  });
  const ofField = implicit === true && name.startsWith("get_") && name !== "get_by_uuid";
  return `(${given.join(", ")}): Promise<${resultType(result, ofField)}>`;
}
