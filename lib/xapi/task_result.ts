// The result of a task: XML-RPC text, whatever dialect the task was read in.
import { ConnectionError } from "./errors.ts";
import { methodSchema } from "./model.ts";
import type { Value } from "./types.ts";
import { decodeUnknown, decodeValue } from "./values.ts";
import { XmlValueReader } from "./xml_reader.ts";

/**
 * `<value>OpaqueRef:…</value>` gives the ref, an array gives an array; a void method ("" or an empty value) gives null.
 * A text that is no XML (a task that a client made itself may hold anything) comes back as it is.
 */
export function parseTaskResult(text: string): Value {
  const wire = read(text);
  return wire === "" ? null : decodeUnknown(wire);
}

/** The result of a task that `method` runs as, decoded by the method's result type. */
export function decodeTaskResult(method: string, text: string): Value {
  const schema = methodSchema(method);
  return schema === undefined ? parseTaskResult(text) : decodeValue(schema.result, read(text));
}

/** The value in the text; the text itself when it holds none. */
function read(text: string): Value {
  const trimmed = text.trim();
  if (!trimmed.startsWith("<value")) return trimmed === "" ? "" : text;
  const reader = new XmlValueReader("value");
  try {
    reader.write(trimmed);
    return reader.end();
  } catch (error) {
    if (error instanceof ConnectionError) return text;
    throw error;
  }
}
