// JSON as bytes, as far as its reader looks at them. UTF-8 has no ASCII inside other characters.

export const QUOTE = 0x22, COMMA = 0x2c, BACKSLASH = 0x5c;
export const ARRAY = 0x5b, ARRAY_END = 0x5d, OBJECT = 0x7b, OBJECT_END = 0x7d;

/** Index of the last comma between `start` and `end` that stands between a closing and an opening brace; -1: there is none. */
export function commaBetweenObjects(bytes: Uint8Array, start: number, end: number): number {
  for (let at = end - 2; at > start; at--) {
    if (bytes[at] === COMMA && bytes[at - 1] === OBJECT_END && bytes[at + 1] === OBJECT) return at;
  }
  return -1;
}

/** White space as JSON knows it. */
export function isBlank(text: string): boolean {
  return /^[ \t\n\r]*$/.test(text);
}

export function broken(): SyntaxError {
  return new SyntaxError("The text is not JSON");
}
