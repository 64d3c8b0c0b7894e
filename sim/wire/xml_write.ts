// XML-RPC as xapi writes it: ints of records as plain text, booleans 0 and 1, dates tagged, floats with 16 digits.
import type { ModelType } from "@/lib/xapi/schema_type.ts";
import type { Event } from "../events.ts";
import { fieldsOf } from "../model.ts";
import { isDict, type Json, type Rec } from "../values.ts";
import type { Answer } from "../dispatch.ts";
import { mapValueType } from "./types.ts";

const HEAD =
  '<?xml version="1.0"?><methodResponse><params><param><value><struct><member><name>Status</name><value>';
const TAIL = "</value></member></struct></value></param></params></methodResponse>";

/** A whole successful answer. */
export function successXml(answer: Answer): string {
  if ("bare" in answer) {
    return `<?xml version="1.0"?><methodResponse><params><param>${
      answerXml(answer)
    }</param></params></methodResponse>`;
  }
  return `${HEAD}Success</value></member><member><name>Value</name>${answerXml(answer).slice(0, -8)}${TAIL}`;
}

/** A whole refusal. */
export function failureXml(code: string, params: readonly string[]): string {
  const items = [code, ...params].map((item) => `<value>${escape(item)}</value>`).join("");
  return `${HEAD}Failure</value></member><member><name>ErrorDescription</name><value><array><data>${items}</data></array>${TAIL}`;
}

/** The result text of a task: the value as XML-RPC writes it, whatever the caller speaks. */
export function resultText(value: Json, type: ModelType | undefined): string {
  return valueXml(value, type);
}

function answerXml(answer: Answer): string {
  if (!("batch" in answer)) return valueXml(answer.value, answer.type);
  const { events, validRefCounts, token } = answer.batch;
  const counts = [...validRefCounts].map(([cls, count]) => member(cls, `<value><i4>${count}</i4></value>`));
  return struct(
    member("events", `<value><array><data>${events.map(eventXml).join("")}</data></array></value>`) +
      member("valid_ref_counts", struct(counts.join(""))) +
      member("token", `<value>${token}</value>`),
  );
}

function eventXml(event: Event): string {
  return struct(
    member("id", `<value>${event.id}</value>`) + member("timestamp", "<value>0.0</value>") +
      member("class", `<value>${event.cls.toLowerCase()}</value>`) +
      member("operation", `<value>${event.operation}</value>`) +
      member("ref", `<value>${escape(event.ref)}</value>`) +
      (event.snapshot === undefined ? "" : member("snapshot", recordXml(event.cls, event.snapshot))),
  );
}

const written = new WeakMap<Rec, string>();

function recordXml(cls: string, record: Rec): string {
  let xml = written.get(record);
  if (xml === undefined) {
    const fields = fieldsOf(cls);
    let members = "";
    for (const [field, value] of Object.entries(record)) {
      members += member(field, valueXml(value, fields.get(field)));
    }
    xml = struct(members);
    written.set(record, xml);
  }
  return xml;
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
