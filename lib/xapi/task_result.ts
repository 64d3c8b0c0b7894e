// The result of a task: XML-RPC text, whatever dialect the task was read in.
import { ConnectionError } from "./errors.ts";
import type { Value } from "./types.ts";
import { decodeUnknown } from "./values.ts";
import { XmlValueReader } from "./xml_reader.ts";

/**
 * `<value>OpaqueRef:…</value>` gives the ref, an array gives an array; a void method ("" or an empty value) gives null.
 * A text that is no XML (a task that a client made itself may hold anything) comes back as it is.
 */
export function parseTaskResult(text: string): Value {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (!trimmed.startsWith("<value")) return text;
  const reader = new XmlValueReader("value");
  try {
    reader.write(trimmed);
    const value = reader.end();
    return value === "" ? null : decodeUnknown(value);
  } catch (error) {
    if (error instanceof ConnectionError) return text;
    throw error;
  }
}
