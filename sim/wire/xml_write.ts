// XML-RPC as xapi writes it: ints of records as plain text, booleans 0 and 1, dates tagged, floats with 16 digits.
import type { ModelType } from "@/lib/xapi/schema_type.ts";
import type { Batch, Event } from "../events.ts";
import { fieldsOf } from "../model.ts";
import { isDict, type Json, type Rec } from "../values.ts";
import type { Answer } from "../dispatch.ts";
import type { BodyWriter } from "./body.ts";
import { mapValueType } from "./types.ts";
import { onceWritten } from "./written.ts";

const HEAD =
  '<?xml version="1.0"?><methodResponse><params><param><value><struct><member><name>Status</name><value>';
const TAIL = "</member></struct></value></param></params></methodResponse>";

/** Writes a whole successful answer: record by record where there are many. */
export function writeXml(body: BodyWriter, answer: Answer): void {
  if ("bare" in answer) {
    body.text('<?xml version="1.0"?><methodResponse><params><param>');
    body.text(valueXml(answer.value, answer.type));
    return body.text("</param></params></methodResponse>");
  }
  body.text(`${HEAD}Success</value></member><member><name>Value</name>`);
  if ("batch" in answer) writeBatch(body, answer.batch);
  else writeValue(body, answer.value, answer.type);
  body.text(TAIL);
}

function writeValue(body: BodyWriter, value: Json, type: ModelType | undefined): void {
  if (type?.kind !== "map" || type.value.kind !== "record" || !isDict(value)) {
    return body.text(valueXml(value, type));
  }
  body.text("<value><struct>");
  for (const [ref, record] of Object.entries(value)) {
    if (!isDict(record)) continue;
    body.text(`<member><name>${escape(ref)}</name>`);
    body.bytes(recordBytes(type.value.name, record));
    body.text("</member>");
  }
  body.text("</struct></value>");
}

/** A whole refusal. */
export function failureXml(code: string, params: readonly string[]): string {
  const items = [code, ...params].map((item) => `<value>${escape(item)}</value>`).join("");
  return `${HEAD}Failure</value></member><member><name>ErrorDescription</name><value><array><data>${items}</data></array></value>${TAIL}`;
}

/** The result text of a task: the value as XML-RPC writes it, whatever the caller speaks. */
export function resultText(value: Json, type: ModelType | undefined): string {
  return valueXml(value, type);
}

function writeBatch(body: BodyWriter, { events, validRefCounts, token }: Batch): void {
  const counts = [...validRefCounts].map(([cls, count]) => member(cls, `<value><i4>${count}</i4></value>`));
  body.text("<value><struct><member><name>events</name><value><array><data>");
  for (const event of events) writeEvent(body, event);
  body.text("</data></array></value></member>");
  body.text(member("valid_ref_counts", struct(counts.join(""))) + member("token", `<value>${token}</value>`));
  body.text("</struct></value>");
}

function writeEvent(body: BodyWriter, { id, cls, operation, ref, snapshot }: Event): void {
  body.text(
    "<value><struct>" + member("id", `<value>${id}</value>`) + member("timestamp", "<value>0.0</value>") +
      member("class", `<value>${cls.toLowerCase()}</value>`) +
      member("operation", `<value>${operation}</value>`) + member("ref", `<value>${escape(ref)}</value>`),
  );
  if (snapshot !== undefined) {
    body.text("<member><name>snapshot</name>");
    body.bytes(recordBytes(cls, snapshot));
    body.text("</member>");
  }
  body.text("</struct></value>");
}

const recordBytes = onceWritten(recordXml);

function recordXml(cls: string, record: Rec): string {
  const fields = fieldsOf(cls);
  let members = "";
  for (const [field, value] of Object.entries(record)) {
    members += member(field, valueXml(value, fields.get(field)));
  }
  return struct(members);
}

/** A value with its `<value>` tags. */
export function valueXml(value: Json, type: ModelType | undefined): string {
  if (typeof value === "string") {
    if (type?.kind === "datetime") return `<value><dateTime.iso8601>${value}</dateTime.iso8601></value>`;
    return `<value>${escape(value)}</value>`;
  }
  if (typeof value === "boolean") return `<value><boolean>${value ? 1 : 0}</boolean></value>`;
  if (typeof value === "number") {
    return type?.kind === "float"
      ? `<value><double>${float(value)}</double></value>`
      : `<value>${value}</value>`;
  }
  if (!isDict(value)) {
    const of = type?.kind === "set" || type?.kind === "option" ? type.of : undefined;
    let items = "";
    for (const item of value) items += valueXml(item, of);
    return `<value><array><data>${items}</data></array></value>`;
  }
  if (type?.kind === "record") return recordXml(type.name, value);
  let members = "";
  for (const [key, item] of Object.entries(value)) {
    members += member(key, valueXml(item, mapValueType(type, value, key)));
  }
  return struct(members);
}

function struct(members: string): string {
  return `<value><struct>${members}</struct></value>`;
}

function member(name: string, value: string): string {
  return `<member><name>${escape(name)}</name>${value}</member>`;
}

function float(value: number): string {
  if (Number.isNaN(value)) return "-nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return String(Number(value.toPrecision(16)));
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Escapes text for XML and HTML as xapi does. */
export function escape(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char) : text;
}
