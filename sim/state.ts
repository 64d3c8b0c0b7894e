// A state file, `{Class: {ref: record}}`: records as XML-RPC or as JSON-RPC gave them, brought into the database's form.
import type { ModelType } from "@/lib/xapi/schema_type.ts";
import type { Database } from "./db.ts";
import { reasonOf } from "./errors.ts";
import { fieldsOf } from "./model.ts";
import { defaultOf, type Json, NULL_REF, type Rec } from "./values.ts";

/** A state file cannot be used; the message says why. */
export class StateError extends Error {
  override readonly name = "StateError";
}

/** Reads a state file, also gzipped, into the database. Throws StateError. */
export async function loadState(db: Database, path: string): Promise<void> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await Deno.readFile(path);
  } catch (error) {
    throw new StateError(`Cannot read the state file ${path}: ${reasonOf(error)}`);
  }
  const text = bytes[0] === 0x1f && bytes[1] === 0x8b
    ? await gunzip(bytes, path)
    : new TextDecoder().decode(bytes);
  let state: unknown;
  try {
    state = JSON.parse(text.replace(/([:[,]\s*)(-?nan|NaN|-?Infinity)(?=\s*[,}\]])/g, '$1"$2"'));
  } catch (error) {
    throw new StateError(`Cannot read the state file ${path}: it is not JSON (${reasonOf(error)})`);
  }
  applyState(db, state, `the state file ${path}`);
}

/** Fills the database from a parsed state. Throws StateError when it has another shape. */
export function applyState(db: Database, state: unknown, name = "state"): void {
  if (!isObject(state)) throw new StateError(`Cannot use ${name}: it is no object of classes`);
  for (const [cls, table] of Object.entries(state)) {
    if (!isObject(table)) throw new StateError(`Cannot use ${name}: ${cls} is not an object of records`);
    db.load(
      cls,
      Object.entries(table).map(([ref, record]) => {
        if (!isObject(record)) throw new StateError(`Cannot use ${name}: ${cls} ${ref} is not a record`);
        return [ref, normalise(cls, record)] as const;
      }),
    );
  }
  db.rebuildRelations();
}

/** Brings the fields of a record into the database's form; those that are null are left out, for the database to fill. */
export function normalise(cls: string, record: Readonly<Record<string, unknown>>): Rec {
  const types = fieldsOf(cls);
  const clean: Record<string, Json> = {};
  for (const [field, value] of Object.entries(record)) {
    if (value === null) continue;
    const type = types.get(field);
    clean[field] = type === undefined ? untyped(value) : typed(value, type);
  }
  return clean;
}

function typed(value: unknown, type: ModelType): Json {
  switch (type.kind) {
    case "int":
    case "float":
      return typeof value === "string" ? number(value) : typeof value === "number" ? value : 0;
    case "bool":
      return value === true || value === "true" || value === "1" || value === 1;
    case "datetime":
      return typeof value === "string" ? compact(value) : defaultOf(type);
    case "ref":
      return typeof value === "string" ? value : NULL_REF;
    case "set":
    case "option":
      return Array.isArray(value) ? value.map((item) => typed(item, type.of)) : [];
    case "map":
      return isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typed(item, type.value)]))
        : {};
    case "record":
      return isObject(value) ? untyped(value) : {};
    default:
      return typeof value === "object" ? untyped(value) : String(value);
  }
}

function untyped(value: unknown): Json {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(untyped);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, untyped(item)]))
    : "";
}

function number(text: string): Json {
  if (/nan/i.test(text)) return NaN;
  if (/inf/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  const value = Number(text);
  return Number.isNaN(value) ? 0 : value;
}

/** Dates in the spelling of current xapi. */
function compact(text: string): string {
  return text.replace(/^(\d{4})-(\d\d)-(\d\d)T/, "$1$2$3T");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function gunzip(bytes: Uint8Array<ArrayBuffer>, path: string): Promise<string> {
  try {
    return await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  } catch (error) {
    throw new StateError(`Cannot unpack the state file ${path}: ${reasonOf(error)}`);
  }
}
