// JSON as xapi writes it: whole floats as `1.0`, NaN bare, ints beyond 2^53 with all their digits.
import type { ModelType } from "@/lib/xapi/schema_type.ts";
import type { Answer } from "../dispatch.ts";
import type { Batch } from "../events.ts";
import { fieldsOf } from "../model.ts";
import { isDict, type Json, type Rec } from "../values.ts";
import type { BodyWriter } from "./body.ts";
import { mapValueType } from "./types.ts";
import { onceWritten } from "./written.ts";

/** Writes a successful answer's value: record by record where there are many. */
export function writeJson(body: BodyWriter, answer: Answer): void {
  if ("batch" in answer) return writeBatch(body, answer.batch);
  const { value, type } = answer;
  if (type?.kind !== "map" || type.value.kind !== "record" || !isDict(value)) {
    return body.text(valueJson(value, type));
  }
  let before = "{";
  for (const [ref, record] of Object.entries(value)) {
    body.text(`${before}${quote(ref)}:`);
    if (isDict(record)) body.bytes(recordBytes(type.value.name, record));
    before = ",";
  }
  body.text(before === "{" ? "{}" : "}");
}

function writeBatch(body: BodyWriter, { events, validRefCounts, token }: Batch): void {
  body.text('{"events":[');
  let before = "";
  for (const { id, cls, operation, ref, snapshot } of events) {
    body.text(
      `${before}{"id":"${id}","timestamp":"0.0","class":${quote(cls.toLowerCase())},` +
        `"operation":"${operation}","ref":${quote(ref)}`,
    );
    if (snapshot !== undefined) {
      body.text(',"snapshot":');
      body.bytes(recordBytes(cls, snapshot));
    }
    body.text("}");
    before = ",";
  }
  const counts = [...validRefCounts].map(([cls, count]) => `${quote(cls)}:${count}`).join(",");
  body.text(`],"valid_ref_counts":{${counts}},"token":"${token}"}`);
}

const recordBytes = onceWritten(recordJson);

function recordJson(cls: string, record: Rec): string {
  const fields = fieldsOf(cls);
  let json = "{";
  for (const field in record) {
    const value = record[field];
    if (value === undefined) continue;
    if (json.length > 1) json += ",";
    json += `"${field}":${valueJson(value, fields.get(field))}`;
  }
  return `${json}}`;
}

/** A value of a type; without one, as it looks. */
export function valueJson(value: Json, type: ModelType | undefined): string {
  if (typeof value === "string") return type?.kind === "int" ? value : quote(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "number") return type?.kind === "float" ? float(value) : String(value);
  if (!isDict(value)) {
    const of = type?.kind === "set" || type?.kind === "option" ? type.of : undefined;
    let items = "";
    for (const item of value) items += (items === "" ? "" : ",") + valueJson(item, of);
    return `[${items}]`;
  }
  if (type?.kind === "record") return recordJson(type.name, value);
  let members = "";
  for (const [key, item] of Object.entries(value)) {
    members += `${members === "" ? "" : ","}${quote(key)}:${valueJson(item, mapValueType(type, value, key))}`;
  }
  return `{${members}}`;
}

/** A string as JSON; xapi also escapes DEL. */
export function quote(text: string): string {
  const json = JSON.stringify(text);
  return json.includes("\u007f") ? json.replaceAll("\u007f", "\\u007f") : json;
}

function float(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value);
}
