// Writes schema.ts and methods.ts from the data model: names and types only. Run by `deno task schema [model.json]`.
import { methodsSource } from "./schema_methods.ts";
import { parseType } from "./schema_type.ts";
import { isEverywhere, type Model } from "./schema_model.ts";
import { typeScript } from "./schema_typescript.ts";

const quote = (text: string) => JSON.stringify(text);

/** The text of schema.ts. */
export function schemaSource(model: Model): string {
  const lines: string[] = [
    "// Generated from the Xen-API data model by `deno task schema`: names and types only. Do not edit.",
    "// deno-lint-ignore-file no-empty-interface",
    "// deno-fmt-ignore-file",
    "",
    "/** An opaque reference to an object, unique within its pool. */",
    "export type Ref = string;",
    "",
    "/** A reference to an object of one class. Plain text will do for it, a reference to another class will not. */",
    "export type RefTo<Class extends string> = string & { readonly refersTo?: Class | undefined };",
    "",
    "/** Every enum and its values. */",
    "export const ENUMS = {",
    ...Object.entries(model.enums).map(([name, { values }]) =>
      `  ${name}: [${values.map(quote).join(", ")}],`
    ),
    "} as const;",
    "",
    "/** A value of an enum. A newer xapi may send others: treat as open where it is shown. */",
    "export type Enum<Name extends keyof typeof ENUMS> = (typeof ENUMS)[Name][number];",
    "",
    "/** Every error code and the names of its parameters. */",
    "export const ERRORS: Readonly<Record<string, readonly string[]>> = {",
    ...Object.entries(model.errors).map(([code, { params }]) =>
      `  ${quote(code)}: [${params.map(quote).join(", ")}],`
    ),
    "};",
    "",
    "/** Classes that event.from never reports. */",
    `export const CLASSES_WITHOUT_EVENTS: readonly string[] = [${
      model.classes_without_events.map(quote).join(", ")
    }];`,
    "",
    "/** One-to-many relations as [class of the one-side field, field, class of the set, set]: [VBD, VM, VM, VBDs]. */",
    "export const RELATIONS: readonly (readonly [string, string, string, string])[] = [",
    ...model.relations.map((relation) => `  [${relation.map(quote).join(", ")}],`),
    "];",
    "",
    "/** Relations kept as a set on both sides. */",
    "export const MANY_TO_MANY: readonly (readonly [string, string, string, string])[] = [",
    ...model.many_to_many.map((relation) => `  [${relation.map(quote).join(", ")}],`),
    "];",
    "",
    "/** A field as [type, qualifier]: RW may be set at run time, RO never, static only at creation. Pools older than a later one lack it. */",
    'export type FieldSchema = readonly [type: string, qualifier: "RO" | "RW" | "static", later?: "later"];',
    "",
    "/** A message: parameters after the session (a name ending in ? is optional), result, least role, flags. */",
    "export interface MessageSchema {",
    "  readonly params: readonly (readonly [name: string, type: string])[];",
    "  readonly result: string;",
    "  readonly role?: string;",
    "  /** Generated from a field or the class (get_record, set_name_label), not written by hand in xapi. */",
    "  readonly implicit?: true;",
    "  readonly noSession?: true;",
    "}",
    "",
    "export interface ClassSchema {",
    "  readonly fields: Readonly<Record<string, FieldSchema>>;",
    "  readonly messages: Readonly<Record<string, MessageSchema>>;",
    "}",
    "",
    "/** Every class of the model under its own spelling. */",
    "export const CLASSES: Readonly<Record<string, ClassSchema>> = {",
  ];
  for (const [name, { fields, messages }] of Object.entries(model.classes)) {
    lines.push(`  ${name}: {`, "    fields: {");
    for (const [field, schema] of Object.entries(fields)) {
      const later = isEverywhere(schema) ? "" : `, "later"`;
      lines.push(`      ${field}: [${quote(schema.type)}, ${quote(schema.q)}${later}],`);
    }
    lines.push("    },", "    messages: {");
    for (const [message, m] of Object.entries(messages)) {
      const params = m.params.map((p) => `[${quote(p.name + (p.optional ? "?" : ""))}, ${quote(p.type)}]`);
      const flags = (m.role ? `, role: ${quote(m.role)}` : "") + (m.implicit ? ", implicit: true" : "") +
        (m.no_session ? ", noSession: true" : "");
      lines.push(
        `      ${message}: { params: [${params.join(", ")}], result: ${quote(m.result || "void")}${flags} },`,
      );
    }
    lines.push("    },", "  },");
  }
  lines.push("};", "");
  for (const [name, { fields }] of Object.entries(model.classes)) {
    lines.push(`export interface ${name}Record {`);
    for (const [field, schema] of Object.entries(fields)) {
      // Pools older than the field do not send it.
      const maybe = isEverywhere(schema) ? "" : "?";
      lines.push(`  ${field}${maybe}: ${typeScript(parseType(schema.type))};`);
    }
    lines.push("}", "");
  }
  lines.push("/** The record type of each class. */", "export interface Records {");
  for (const name of Object.keys(model.classes)) lines.push(`  ${name}: ${name}Record;`);
  lines.push("}", "", "export type ClassName = keyof Records;", "");
  return lines.join("\n");
}

if (import.meta.main) {
  const source = Deno.args[0] ?? new URL("../../../shared/xapi/model.json", import.meta.url);
  const model: Model = JSON.parse(await Deno.readTextFile(source));
  for (
    const [name, text] of [["schema.ts", schemaSource(model)], ["methods.ts", methodsSource(model)]] as const
  ) {
    await Deno.writeTextFile(new URL(`./${name}`, import.meta.url), text);
    console.log(`Wrote ${name}: ${Object.keys(model.classes).length} classes, ${text.length} bytes`);
  }
}
