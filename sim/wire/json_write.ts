// JSON as xapi writes it: whole floats as `1.0`, NaN bare, ints beyond 2^53 with all their digits.
import type { ModelType } from "@/lib/xapi/schema_type.ts";
import type { Answer } from "../dispatch.ts";
import type { Event } from "../events.ts";
import { fieldsOf } from "../model.ts";
import { isDict, type Json, type Rec } from "../values.ts";
import { mapValueType } from "./types.ts";

/** The text of a successful answer's value. */
export function answerJson(answer: Answer): string {
  if (!("batch" in answer)) return valueJson(answer.value, answer.type);
  const { events, validRefCounts, token } = answer.batch;
  const counts = [...validRefCounts].map(([cls, count]) => `${quote(cls)}:${count}`).join(",");
  return `{"events":[${events.map(eventJson).join(",")}],"valid_ref_counts":{${counts}},"token":"${token}"}`;
}

function eventJson(event: Event): string {
  const snapshot = event.snapshot === undefined ? "" : `,"snapshot":${recordJson(event.cls, event.snapshot)}`;
  return `{"id":"${event.id}","timestamp":"0.0","class":${quote(event.cls.toLowerCase())},` +
    `"operation":"${event.operation}","ref":${quote(event.ref)}${snapshot}}`;
}

// A record is never changed in place, so its text is made once.
const written = new WeakMap<Rec, string>();

function recordJson(cls: string, record: Rec): string {
  let json = written.get(record);
  if (json === undefined) {
    const fields = fieldsOf(cls);
    json = "{";
    for (const field in record) {
      const value = record[field];
      if (value === undefined) continue;
      if (json.length > 1) json += ",";
      json += `"${field}":${valueJson(value, fields.get(field))}`;
    }
    json += "}";
    written.set(record, json);
  }
  return json;
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
