// The result of a task: XML-RPC text, whatever dialect the task was read in.
import type { Value } from "./types.ts";

/** `<value>OpaqueRef:…</value>` gives the ref, an array gives an array, "" (a void method) gives null; other text comes back as it is. */
export function parseTaskResult(_text: string): Value {
  throw new Error("Not built");
}
