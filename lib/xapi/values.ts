// Wire values become plain values, once, at the edge.
import type { Value, XapiRecord } from "./types.ts";

/** Decodes one record of a class (any spelling). The wire value is changed in place where that is enough. */
export function decodeRecord(_className: string, _wire: Value): XapiRecord {
  throw new Error("Not built");
}

/** Decodes a value of a model type ("VM ref set"). */
export function decodeValue(_type: string, _wire: Value): Value {
  throw new Error("Not built");
}
