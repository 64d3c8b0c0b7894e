// Reads XML-RPC answers as a stream, so that megabytes of records never hold up the process.
import { ConnectionError } from "./errors.ts";
import { Pacer } from "./pacer.ts";
import { setOwn } from "./set_own.ts";
import type { ItemSink, Value } from "./types.ts";
import { broken, type Constant, type XmlHandler, XmlTokenizer } from "./xml_text.ts";

const SLICE = 64 * 1024;
const MAX_DEPTH = 100;
/** Values around the list that is given away item by item: the answer and its result. */
const SINK_DEPTH = 2;
/** V8 keeps shorter parts of a string as copies, longer ones as views of the whole. */
const MIN_SLICED = 13;
const MAX_SHARED = 100;
/** Members remembered: fields are fewer, but keys of maps are members as well. */
const MAX_MEMBERS = 4096;

/** One open `<value>`: it is a container, or has a typed child, or is plain text. */
interface Open {
  container: Value[] | { [name: string]: Value } | null;
  typed: Value | undefined;
  key: string;
}

/**
 * The value in an XML-RPC answer given as bytes. Everything without a type is text, as xapi sends its ints. Gives way to
 * other work about every 10 ms. Throws ConnectionError bad-answer.
 */
export async function readXmlAnswer(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  sink?: ItemSink,
): Promise<Value> {
  const reader = new XmlValueReader("methodResponse", sink);
  const decoder = new TextDecoder();
  const pacer = new Pacer();
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += SLICE) {
      const slice = chunk.subarray(from, from + SLICE);
      const text = decoder.decode(slice, { stream: true });
      // No XML holds one: what does was spoilt on its way, also where its tags are whole.
      if (text.includes("\0")) throw broken();
      reader.write(text);
      if (pacer.due) await pacer.rest();
    }
  }
  reader.write(decoder.decode());
  return reader.end();
}

/** Builds plain values from XML-RPC text fed piece by piece. */
export class XmlValueReader implements XmlHandler {
  readonly #tokenizer = new XmlTokenizer(this);
  readonly #open: Open[] = [];
  /** The longer text that each member had last: null references, dates and names of types repeat. */
  readonly #latest = new Map<string, string>();
  #root: Value | undefined;
  /** The list whose items go to the sink. */
  #sunk: Open | undefined;
  #fault = false;
  #first = true;

  /**
   * @param rootElement the name the outermost element must have
   * @param sink gets all items of the list it names
   */
  constructor(private readonly rootElement: string, private readonly sink?: ItemSink) {}

  write(text: string): void {
    this.#tokenizer.write(text);
  }

  /** The value read. Throws ConnectionError bad-answer when the text ended too early. */
  end(): Value {
    this.#tokenizer.end();
    if (this.#root === undefined || this.#open.length > 0) throw broken();
    if (this.#fault) {
      // xapi itself never sends a fault; something in between did.
      throw new ConnectionError(
        "bad-answer",
        "The answer is an XML-RPC fault, not in the form of the Xen-API",
      );
    }
    return this.#root;
  }

  open(name: string): void {
    if (this.#first) {
      if (name !== this.rootElement) throw broken();
      this.#first = false;
    }
    switch (name) {
      case "value":
        if (this.#open.length > MAX_DEPTH) throw broken();
        this.#open.push({ container: null, typed: undefined, key: "" });
        break;
      case "array": {
        const list = this.#top();
        list.container = [];
        // Below the answer and its result: a record may have a list of that name as well.
        const around = this.#open[SINK_DEPTH - 1];
        if (this.#open.length === SINK_DEPTH + 1 && around?.key === this.sink?.list) this.#sunk = list;
        break;
      }
      case "struct":
        this.#top().container = {};
        break;
      case "fault":
        this.#fault = true;
        break;
    }
  }

  close(name: string, text: string): void {
    switch (name) {
      case "value":
        this.#closeValue(text);
        break;
      case "name":
        this.#top().key = text;
        break;
      case "string":
      case "base64":
      case "dateTime.iso8601":
        this.#top().typed = this.#shared(text, name);
        break;
      case "boolean":
        this.#top().typed = text.trim() === "1" || text.trim() === "true";
        break;
      case "i4":
      case "i8":
      case "int":
      case "double":
        this.#top().typed = number(text.trim());
        break;
      case "nil":
        this.#top().typed = null;
        break;
    }
  }

  member(name: string, text: string): boolean {
    const container = this.#open.at(-1)?.container ?? null;
    if (container === null || Array.isArray(container)) return false;
    setOwn(container, name, this.#shared(text, name));
    return true;
  }

  constant(name: string, value: Constant): boolean {
    const container = this.#open.at(-1)?.container ?? null;
    if (container === null || Array.isArray(container)) return false;
    setOwn(container, name, value === "list" ? [] : value === "struct" ? {} : value);
    return true;
  }

  value(text: string): boolean {
    const list = this.#open.at(-1);
    if (list === undefined || list === this.#sunk || !Array.isArray(list.container)) return false;
    list.container.push(this.#shared(text, ""));
    return true;
  }

  #closeValue(text: string): void {
    const closed = this.#open.pop();
    if (closed === undefined) throw broken();
    // V8 keeps an object that was given more than a dozen members one by one as a hash table, twice as large as its copy.
    if (closed.container !== null && !Array.isArray(closed.container)) {
      closed.container = { ...closed.container };
    }
    const value = closed.container ?? (closed.typed !== undefined ? closed.typed : this.#shared(text, ""));
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      if (this.#root !== undefined) throw broken();
      this.#root = value;
    } else if (parent === this.#sunk) {
      this.sink?.take(value);
    } else if (Array.isArray(parent.container)) {
      parent.container.push(value);
    } else if (parent.container !== null) {
      setOwn(parent.container, parent.key, value);
    } else {
      throw broken();
    }
  }

  /** The text without the piece of the answer that it is a part of, which it would keep alive. */
  #shared(text: string, member: string): string {
    if (text.length < MIN_SLICED) return text;
    const latest = this.#latest.get(member);
    if (latest === text) return latest;
    const own = copy(text);
    if (text.length <= MAX_SHARED && (latest !== undefined || this.#latest.size < MAX_MEMBERS)) {
      this.#latest.set(member, own);
    }
    return own;
  }

  #top(): Open {
    const top = this.#open.at(-1);
    if (top === undefined) throw broken();
    return top;
  }
}

/** xapi writes `<double>-nan</double>` and `inf`; an int beyond a double's precision stays text. */
function number(text: string): Value {
  if (/^[-+]?nan$/i.test(text)) return NaN;
  const infinity = /^([-+]?)inf(inity)?$/i.exec(text);
  if (infinity) return infinity[1] === "-" ? -Infinity : Infinity;
  const value = Number(text);
  if (text === "" || Number.isNaN(value)) throw broken();
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !/[.e]/i.test(text) ? text : value;
}

/** The same text in memory of its own. */
function copy(text: string): string {
  return ("_" + text).slice(1);
}
