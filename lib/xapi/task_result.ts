// The result of a task: XML-RPC text, whatever dialect the task was read in.
import { ConnectionError } from "./errors.ts";
import { methodSchema } from "./model.ts";
import type { Value } from "./types.ts";
import { decodeUnknown, decodeValue } from "./values.ts";
import { XmlValueReader } from "./xml_reader.ts";

/**
 * The result of a task that `method` runs as, decoded by the method's result type: `<value>OpaqueRef:…</value>` gives the
 * ref, an array gives an array, a void method ("" or an empty value) gives null. A text that is no XML comes back as it is.
 */
export function decodeTaskResult(method: string, text: string): Value {
  const schema = methodSchema(method);
  const wire = read(text);
  return schema === undefined ? decodeUnknown(wire) : decodeValue(schema.result, wire);
}

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
