// Tar as an XVA has it: heads of 512 bytes, files padded to that, two empty heads at the end.

/** Bytes of a head, and what files are padded to. */
export const UNIT = 512;

/** What a head says of the file after it. */
export interface TarHead {
  readonly name: string;
  readonly size: number;
}

/** A head that is none: what is wrong with it. */
export class TarError extends Error {
  override readonly name = "TarError";
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A file's head. */
export function tarHead(name: string, size: number): Uint8Array {
  const head = new Uint8Array(UNIT);
  const put = (at: number, text: string) => head.set(encoder.encode(text), at);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
  put(0, name);
  put(100, octal(0o644, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(size, 11));
  put(136, octal(0, 11));
  put(148, " ".repeat(8));
  put(156, "0");
  const sum = head.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return head;
}

/** Reads a head; undefined for an empty one, which ends an archive. Throws TarError. */
export function readTarHead(head: Uint8Array): TarHead | undefined {
  if (head.every((byte) => byte === 0)) return undefined;
  const field = (at: number, length: number) =>
    decoder.decode(head.subarray(at, at + length)).replace(/\0.*$/s, "").trim();
  const told = Number.parseInt(field(148, 8), 8);
  const sum = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (told !== sum) throw new TarError("Tar.Header.Checksum_mismatch");
  const size = Number.parseInt(field(124, 12), 8);
  if (!(size >= 0)) throw new TarError('Failure("int_of_string")');
  return { name: field(0, 100), size };
}

/** How many bytes follow a file of this size up to the next head. */
export function padding(size: number): number {
  return (UNIT - size % UNIT) % UNIT;
}
