// Records as they were written before. A record is never changed in place, so its text is made once for each way of writing;
// as bytes it takes the least room.
import type { Rec } from "../values.ts";

/** Writes records of a class as `write` does, each once. */
export function onceWritten(
  write: (cls: string, record: Rec) => string,
): (cls: string, record: Rec) => Uint8Array {
  const written = new WeakMap<Rec, Uint8Array>();
  return (cls, record) => {
    let bytes = written.get(record);
    if (bytes === undefined) {
      bytes = new TextEncoder().encode(write(cls, record));
      written.set(record, bytes);
    }
    return bytes;
  };
}
