// Looks things up in the data model: classes by any spelling, methods by their full name.
import { CLASSES, type FieldSchema, type MessageSchema } from "./schema.ts";

const spelling = new Map<string, string>();
for (const name of Object.keys(CLASSES)) spelling.set(name.toLowerCase(), name);

/** The model's spelling of a class, which events send in lower case; an unknown class keeps the spelling it came with. */
export function classSpelling(name: string): string {
  return spelling.get(name) ?? spelling.get(name.toLowerCase()) ?? name;
}

/** The fields of a class in any spelling. */
export function recordFields(className: string): Readonly<Record<string, FieldSchema>> | undefined {
  return own(CLASSES, classSpelling(className))?.fields;
}

/** The schema of `VM.start`, `Async.VM.start` or `InternalAsync.VM.start`; undefined when the model does not know it. */
export function methodSchema(method: string): MessageSchema | undefined {
  const parts = method.split(".");
  const message = parts.at(-1);
  const className = parts.at(-2);
  if (message === undefined || className === undefined) return undefined;
  const schema = own(CLASSES, classSpelling(className));
  return schema && own(schema.messages, message);
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
