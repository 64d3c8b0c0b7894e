// Reads a JSON answer piece by piece, so that megabytes of records never hold up the process.
//
// Runs of whole members go through JSON.parse. A container is built by hand only when it does not fit in a run: the few
// around the records of a large answer, none in a small one. Where a run of such a container ends is guessed at first, and
// JSON.parse proves the guess; only where it is wrong are the bytes searched one by one for members and their ends.
import {
  ARRAY,
  ARRAY_END,
  BACKSLASH,
  broken,
  COMMA,
  commaBetweenObjects,
  isBlank,
  OBJECT,
  OBJECT_END,
  QUOTE,
} from "./json_bytes.ts";
import { parseJson } from "./json_text.ts";
import { Pacer } from "./pacer.ts";
import { setOwn } from "./set_own.ts";
import type { ItemSink, Value } from "./types.ts";

/**
 * JSON.parse takes about a millisecond for a run. What it makes of one of 100 KB and more V8 takes for long-lived, as it is:
 * nothing of a first read is copied by collections of what is short-lived.
 */
const RUN_BYTES = 256 * 1024;
/** Most answers have less. */
const FIRST_BYTES = 16 * 1024;
const SLICE_BYTES = 64 * 1024;
/** Bytes searched at a time as long as nothing is built. */
const PREFIX_BYTES = 4096;
/** Runs a guess takes at most. */
const MAX_STRIDE = 8;
/** No answer is nested this deep; one that is would be built by hand, level by level. */
const MAX_DEPTH = 100;
/** Containers around the list that is given away item by item. */
const SINK_DEPTH = 2;

/**
 * The value in a JSON text given as UTF-8 bytes. Gives way to other work about every 10 ms. Throws SyntaxError.
 * @param sink gets items of the list it names, as far as that list does not fit in a run
 */
export async function readJsonAnswer(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  sink?: ItemSink,
): Promise<Value> {
  const reader = new JsonReader(RUN_BYTES, sink);
  const pacer = new Pacer();
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += SLICE_BYTES) {
      reader.write(chunk.subarray(from, from + SLICE_BYTES));
      if (pacer.due) await pacer.rest();
    }
  }
  return reader.end();
}

/** What may stand at the beginning of a run: anything, at least one member, or the comma after a container built by hand. */
type Expected = "any" | "member" | "comma";
type Container = Value[] | { [name: string]: Value };

/** Equals parseJson of the whole text (bare NaN and Infinity included), however the bytes are split. */
export class JsonReader {
  #bytes: Uint8Array<ArrayBuffer>;
  /** First byte not parsed yet, first not searched yet, end of the bytes so far. */
  #start = 0;
  #at = 0;
  #end = 0;
  #inString = false;
  #depth = 0;
  /** For each open container: where it opens, and where its latest member begins. */
  readonly #opens: number[] = [0];
  readonly #members: number[] = [0];
  /** The outermost open containers, as far as they are built by hand. */
  readonly #built: Container[] = [];
  #expected: Expected = "any";
  /** How many bytes the next guess takes. */
  #stride: number;
  #root: Value | undefined;
  /** The list whose items go to the sink. */
  #sunk: Container | undefined;
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });

  /** @param runBytes how many bytes are parsed at once, about */
  constructor(private readonly runBytes = RUN_BYTES, private readonly sink?: ItemSink) {
    this.#bytes = new Uint8Array(Math.min(FIRST_BYTES, runBytes * 4));
    this.#stride = runBytes;
  }

  write(chunk: Uint8Array): void {
    this.#append(chunk);
    while (this.#end - this.#start > this.runBytes) {
      if (this.#mayLeap()) {
        // What is larger than a run is not searched before it is found to be larger than some.
        if (this.#end - this.#start <= this.#stride) return;
        if (this.#leap()) this.#stride = this.runBytes;
        else if (this.#stride < MAX_STRIDE * this.runBytes) this.#stride *= 2;
        else this.#searchOn();
      } else if (this.#at < this.#end) {
        this.#searchOn();
      } else {
        return;
      }
    }
  }

  #searchOn(): void {
    // Until the containers around the records are found: byte by byte is the slow way, the more so in a young process.
    this.#search(this.#built.length === 0 ? Math.min(this.#end, this.#at + PREFIX_BYTES) : this.#end);
    this.#parseRuns();
  }

  /** The value read. Throws SyntaxError when the text is not exactly one JSON value. */
  end(): Value {
    this.#search(this.#end);
    const rest = this.#text(this.#start, this.#end);
    if (this.#root === undefined) return parseJson(rest);
    if (this.#built.length > 0 || !isBlank(rest)) throw broken();
    return this.#root;
  }

  /** Whether a member of a list begins where the search stands, and nothing of it was searched yet. */
  #mayLeap(): boolean {
    return this.#at === this.#start && this.#expected !== "comma" && Array.isArray(this.#built.at(-1));
  }

  /**
   * Parses a run up to a comma between objects, taken for one between members. If it is not (it stands in a string, or
   * deeper, or behind the end of the list), what is before it is no list of values, as its brackets or quotes do not match.
   */
  #leap(): boolean {
    const list = this.#built.at(-1);
    const comma = commaBetweenObjects(this.#bytes, this.#start, this.#start + this.#stride);
    if (!Array.isArray(list) || comma < 0) return false;
    let items: Value;
    try {
      items = this.#parseList(this.#start, comma);
    } catch (error) {
      if (error instanceof SyntaxError) return false;
      throw error;
    }
    if (!Array.isArray(items)) return false;
    this.#add(list, items);
    this.#startMember(comma + 1);
    return true;
  }

  #add(list: Value[], items: readonly Value[]): void {
    if (list === this.#sunk) { for (const item of items) this.sink?.take(item); }
    else for (const item of items) list.push(item);
  }

  /** The members of a list that stand between a bracket or comma and a comma, which make room for brackets while they are read. */
  #parseList(from: number, to: number): Value {
    const bytes = this.#bytes, before = bytes[from - 1] ?? COMMA;
    bytes[from - 1] = ARRAY;
    bytes[to] = ARRAY_END;
    try {
      return parseJson(this.#text(from - 1, to + 1));
    } finally {
      bytes[from - 1] = before;
      bytes[to] = COMMA;
    }
  }

  /** Makes the search go on at the beginning of a member of the innermost container built by hand. */
  #startMember(at: number): void {
    this.#startSearch(at);
    this.#expected = "member";
  }

  #startSearch(at: number): void {
    this.#start = this.#at = at;
    this.#inString = false;
    this.#depth = this.#built.length;
    this.#members[this.#depth] = at;
  }

  #append(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#bytes.length) {
      // The byte before makes room for a bracket.
      const gone = Math.max(0, this.#start - 1);
      const size = this.#end - gone;
      const bytes = size + chunk.length > this.#bytes.length
        ? new Uint8Array(2 * (size + chunk.length))
        : this.#bytes;
      bytes.set(this.#bytes.subarray(gone, this.#end));
      this.#bytes = bytes;
      for (let depth = 0; depth <= this.#depth; depth++) {
        this.#opens[depth] = (this.#opens[depth] ?? 0) - gone;
        this.#members[depth] = (this.#members[depth] ?? 0) - gone;
      }
      this.#at -= gone;
      this.#end = size;
      this.#start -= gone;
    }
    this.#bytes.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /** Notes where members and containers begin, and closes those built by hand. UTF-8 has no ASCII inside other characters. */
  #search(end: number): void {
    const bytes = this.#bytes, opens = this.#opens, members = this.#members;
    let at = this.#at, depth = this.#depth, inString = this.#inString;
    for (; at < end; at++) {
      const byte = bytes[at];
      if (inString) {
        if (byte === BACKSLASH) at++;
        else if (byte === QUOTE) inString = false;
        continue;
      }
      switch (byte) {
        case QUOTE:
          inString = true;
          break;
        case COMMA:
          members[depth] = at + 1;
          break;
        case ARRAY:
        case OBJECT:
          if (++depth > MAX_DEPTH) throw broken();
          opens[depth] = at;
          members[depth] = at + 1;
          break;
        case ARRAY_END:
        case OBJECT_END:
          if (depth === 0) throw broken();
          if (depth === this.#built.length) this.#close(at, byte);
          depth--;
          break;
      }
    }
    this.#at = at;
    this.#depth = depth;
    this.#inString = inString;
  }

  /** Parses what is complete, and builds as many of the open containers as that takes. */
  #parseRuns(): void {
    let parsed = false;
    for (;;) {
      const depth = this.#built.length;
      const member = this.#members[depth] ?? 0;
      if (depth > 0 && member > this.#start) {
        // A comma has something before it, be it a container built by hand.
        if (this.#expected === "any") this.#expected = "member";
        this.#parseRun(member - 1);
        this.#start = member;
        this.#expected = "member";
        parsed = true;
      }
      if (this.#depth === depth || this.#end - this.#start <= this.runBytes) {
        // What was searched of the next member is searched again if need be: mostly a guess goes beyond it.
        if (parsed) this.#startMember(this.#start);
        return;
      }
      parsed = false;
      this.#build(this.#opens[depth + 1] ?? 0);
      if (Array.isArray(this.#built.at(-1))) {
        this.#startSearch(this.#start);
        return;
      }
    }
  }

  #parseRun(to: number): void {
    const container = this.#built.at(-1);
    if (container === undefined) throw broken();
    let run = this.#text(this.#start, to);
    let expected = this.#expected;
    if (expected === "comma" && !isBlank(run)) {
      const comma = /^[ \t\n\r]*,/.exec(run);
      if (comma === null) throw broken();
      run = run.slice(comma[0].length);
      expected = "member";
    }
    if (isBlank(run)) {
      if (expected === "member") throw broken();
      return;
    }
    if (Array.isArray(container)) {
      const items = parseJson(`[${run}]`);
      if (!Array.isArray(items)) throw broken();
      this.#add(container, items);
    } else {
      const members = parseJson(`{${run}}`);
      if (typeof members !== "object" || members === null || Array.isArray(members)) throw broken();
      for (const name in members) setOwn(container, name, members[name] ?? null);
    }
  }

  /** Builds the container that opens there, as the latest member of the innermost one built so far. */
  #build(opens: number): void {
    const container: Container = this.#bytes[opens] === ARRAY ? [] : {};
    const parent = this.#built.at(-1);
    const before = this.#text(this.#start, opens);
    if (this.#expected === "comma") throw broken();
    if (parent === undefined) {
      if (!isBlank(before) || this.#root !== undefined) throw broken();
      this.#root = container;
    } else if (Array.isArray(parent)) {
      if (!isBlank(before)) throw broken();
      // An item is given away when it is complete.
      if (parent !== this.#sunk) parent.push(container);
    } else {
      const names = Object.keys(parseJson(`{${before}null}`) ?? {});
      if (names.length !== 1 || names[0] === undefined) throw broken();
      setOwn(parent, names[0], container);
      // Below the answer and its result: a record may have a list of that name as well.
      if (this.#built.length === SINK_DEPTH && names[0] === this.sink?.list) this.#sunk = container;
    }
    this.#built.push(container);
    this.#start = opens + 1;
    this.#expected = "any";
  }

  #close(at: number, byte: number): void {
    this.#parseRun(at);
    const closed = this.#built.pop();
    if (closed === undefined || Array.isArray(closed) !== (byte === ARRAY_END)) throw broken();
    if (this.#sunk !== undefined && this.#built.at(-1) === this.#sunk) this.sink?.take(closed);
    this.#start = at + 1;
    this.#expected = "comma";
  }

  #text(from: number, to: number): string {
    return this.#decoder.decode(this.#bytes.subarray(from, to));
  }
}
