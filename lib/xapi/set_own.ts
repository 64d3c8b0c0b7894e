// The one way to set a field whose name comes from the wire.
import type { Value } from "./types.ts";

/** Sets a field under any name: `__proto__` is a possible key of other_config. */
export function setOwn(target: { [name: string]: Value }, name: string, value: Value): void {
  if (name === "__proto__") {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[name] = value;
  }
}
