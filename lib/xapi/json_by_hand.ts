// JSON read without the engine's help for objects: for the few texts in which that cannot be trusted.
//
// V8 (12.8 to 15.0 at least, https://github.com/nodejs/node/issues/63785) misreads names of members that are written with an
// escape once it has met a name that holds a backslash: after `{"\\":0}` it reads `{"\"":0}` as `{"\\":0}`.
import { setOwn } from "./set_own.ts";
import type { Value } from "./types.ts";

const COLON = 58, BACKSLASH = 92;
const MAX_DEPTH = 500;
const BLANK = /[ \t\n\r]*/y;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Whether a name of a member is written with an escape. Costs next to nothing where there is no backslash. */
export function hasEscapedName(text: string): boolean {
  for (let slash = text.indexOf("\\"); slash !== -1;) {
    // Backslashes stand in strings only: this is where that one ends.
    const end = endOfString(text, slash + 2);
    let after = end;
    while (isBlank(text.charCodeAt(after))) after++;
    if (text.charCodeAt(after) === COLON) return true;
    slash = text.indexOf("\\", end);
  }
  return false;
}

/** Equals JSON.parse as it should be. Throws SyntaxError, also for what is nested deeper than any answer. */
export function parseByHand(text: string): Value {
  const reader = new Reader(text);
  const value = reader.value(0);
  if (!reader.over) throw broken();
  return value;
}

/** Index after the closing quote of the string of which `from` is inside, and not behind half an escape. */
export function endOfString(text: string, from: number): number {
  let quote = text.indexOf('"', from);
  while (quote !== -1) {
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return quote + 1;
    quote = text.indexOf('"', quote + 1);
  }
  return text.length;
}

class Reader {
  #at = 0;

  constructor(private readonly text: string) {
    this.#blank();
  }

  get over(): boolean {
    return this.#at === this.text.length;
  }

  /** The value that begins here, and the blanks behind it. */
  value(depth: number): Value {
    if (depth > MAX_DEPTH) throw broken();
    switch (this.text[this.#at]) {
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"':
        return this.#string();
      default:
        return this.#plain();
    }
  }

  #object(depth: number): Value {
    const object: { [name: string]: Value } = {};
    this.#take("{");
    if (this.#takes("}")) return object;
    do {
      const name = this.#string();
      this.#take(":");
      setOwn(object, name, this.value(depth + 1));
    } while (this.#takes(","));
    this.#take("}");
    return object;
  }

  #array(depth: number): Value {
    const array: Value[] = [];
    this.#take("[");
    if (this.#takes("]")) return array;
    do array.push(this.value(depth + 1)); while (this.#takes(","));
    this.#take("]");
    return array;
  }

  #string(): string {
    if (this.text[this.#at] !== '"') throw broken();
    const end = endOfString(this.text, this.#at + 1);
    // A text by itself the engine reads well.
    const value: unknown = JSON.parse(this.text.slice(this.#at, end));
    if (typeof value !== "string") throw broken();
    this.#at = end;
    this.#blank();
    return value;
  }

  #plain(): Value {
    PLAIN.lastIndex = this.#at;
    const [found] = PLAIN.exec(this.text) ?? [];
    if (found === undefined) throw broken();
    this.#at += found.length;
    this.#blank();
    return JSON.parse(found);
  }

  #take(char: string): void {
    if (!this.#takes(char)) throw broken();
  }

  #takes(char: string): boolean {
    if (this.text[this.#at] !== char) return false;
    this.#at++;
    this.#blank();
    return true;
  }

  #blank(): void {
    BLANK.lastIndex = this.#at;
    this.#at += BLANK.exec(this.text)?.[0].length ?? 0;
  }
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function broken(): SyntaxError {
  return new SyntaxError("The text is not JSON");
}
