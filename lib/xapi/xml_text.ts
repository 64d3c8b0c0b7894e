// XML as far as XML-RPC needs it, cut into tags and the texts between them. A full parser takes four times as long, and an
// answer of 1,000 VMs has two million tags.
import { ConnectionError } from "./errors.ts";

/** No tag comes near; a longer one is no XML-RPC. */
const MAX_MARKUP = 1 << 20;
const LESS = 60, SLASH = 47, EXCLAMATION = 33, QUESTION = 63;
const A = 97, B = 98, D = 100, M = 109, S = 115, V = 118;

/** What is found, in the order of the text. Names are as written, attributes are left out. */
export interface XmlHandler {
  open(name: string): void;
  /** @param text what stands between this tag and the one before it, decoded */
  close(name: string, text: string): void;
  /** A member whose value is plain text, instead of its tags one by one. False: its tags are wanted. */
  member(name: string, text: string): boolean;
  /** Likewise a member whose value is a truth, or a list or struct of nothing. */
  constant(name: string, value: Constant): boolean;
  /** Likewise a plain value that is no member's. */
  value(text: string): boolean;
}

export type Constant = boolean | "list" | "struct";

const MEMBER = "<member><name>", BETWEEN = "</name><value>", MEMBER_END = "</value></member>";
const VALUE = "<value>", VALUE_END = "</value>";

/** Values that are written in one way, as xapi does, by their first letter. */
const CONSTANTS: { readonly [letter: number]: readonly (readonly [text: string, value: Constant])[] } = {
  [B]: [["<boolean>0</boolean>" + MEMBER_END, false], ["<boolean>1</boolean>" + MEMBER_END, true]],
  [S]: [["<struct></struct>" + MEMBER_END, "struct"]],
  [A]: [["<array><data></data></array>" + MEMBER_END, "list"]],
};
/** Tags that follow one another, outermost first. */
const STRUCT: Sequence = sequence("struct"), LIST: Sequence = sequence("array", "data");
const STRUCT_END = ending("value", "struct"), LIST_END = ending("value", "array", "data");
const STRUCT_MEMBER_END = ending("member", "value", "struct");
const LIST_MEMBER_END = ending("member", "value", "array", "data");

interface Sequence {
  readonly text: string;
  readonly names: readonly string[];
}

function sequence(...names: string[]): Sequence {
  return { text: names.map((name) => `<${name}>`).join(""), names };
}

function ending(...names: string[]): Sequence {
  return { text: names.toReversed().map((name) => `</${name}>`).join(""), names };
}

/** A member's name as a pool writes it, and the one that came after it last: pools send each record of a class alike. */
interface Name {
  readonly name: string;
  readonly opening: string;
  next: Name | undefined;
}

/** Names remembered: fields are fewer, but keys of maps are names as well. */
const MAX_NAMES = 4096;

/** Checks that tags are closed in order, each by its own name. Throws ConnectionError bad-answer. */
export class XmlTokenizer {
  readonly #names: string[] = [];
  readonly #known = new Map<string, Name>();
  /** The member that came last. */
  #latest: Name | undefined;
  /** Where the next reference of this piece is, as far as was looked; -1 before. */
  #reference = -1;
  /** Begun and not complete: markup, or a text whose last reference may be. */
  #rest = "";
  /** The text since the last tag; what is decoded already, as CDATA comes in between. */
  #decoded = "";
  #raw = "";

  constructor(private readonly handler: XmlHandler) {}

  write(piece: string): void {
    const text = this.#rest === "" ? piece : this.#rest + piece;
    this.#rest = "";
    this.#reference = -1;
    let at = 0;
    while (at < text.length) {
      const less = text.charCodeAt(at) === LESS ? at : text.indexOf("<", at);
      if (less < 0) {
        this.#raw += text.slice(at);
        return;
      }
      const after = this.#stride(text, less);
      if (after > 0) {
        this.#raw = this.#decoded = "";
        at = after;
        continue;
      }
      const end = this.#markup(text, less, less === at ? "" : text.slice(at, less));
      if (end < 0) {
        if (text.length - less > MAX_MARKUP) throw broken();
        // Its text was taken.
        this.#rest = text.slice(less);
        return;
      }
      at = end;
    }
  }

  /** Throws when the text ended too early. */
  end(): void {
    if (this.#names.length > 0 || this.#rest !== "") throw broken();
  }

  /**
   * Deals with several tags at once, where they are those that nearly all of an answer is made of. Gives the index after
   * them; 0 when there are none that are complete, or they are wanted one by one.
   */
  #stride(text: string, at: number): number {
    switch (text.charCodeAt(at + 1)) {
      case M:
        return this.#member(text, at);
      case V: {
        if (!text.startsWith(VALUE, at)) return 0;
        const from = at + VALUE.length;
        if (text.charCodeAt(from) === LESS && text.charCodeAt(from + 1) !== SLASH) {
          return this.#container(text, from, null);
        }
        const end = text.indexOf("<", from);
        if (end < 0 || !text.startsWith(VALUE_END, end)) return 0;
        return this.handler.value(this.#part(text, from, end)) ? end + VALUE_END.length : 0;
      }
      case SLASH:
        switch (text.charCodeAt(at + 2)) {
          case S:
            return this.#end(text, at, STRUCT_MEMBER_END) || this.#end(text, at, STRUCT_END);
          case D:
            return this.#end(text, at, LIST_MEMBER_END) || this.#end(text, at, LIST_END);
        }
    }
    return 0;
  }

  #member(text: string, at: number): number {
    const name = this.#name(text, at);
    if (name === undefined) return 0;
    const from = at + name.opening.length;
    if (text.charCodeAt(from) !== LESS || text.charCodeAt(from + 1) === SLASH) {
      const end = text.indexOf("<", from);
      if (end < 0 || !text.startsWith(MEMBER_END, end)) return 0;
      return this.handler.member(name.name, this.#part(text, from, end)) ? end + MEMBER_END.length : 0;
    }
    for (const [constant, value] of CONSTANTS[text.charCodeAt(from + 1)] ?? []) {
      if (!text.startsWith(constant, from)) continue;
      return this.handler.constant(name.name, value) ? from + constant.length : 0;
    }
    return this.#container(text, from, name.name);
  }

  /** A part of the text, decoded. Nearly none has a reference, so it is known where the next one is. */
  #part(text: string, from: number, to: number): string {
    if (this.#reference < from) {
      const next = text.indexOf("&", from);
      this.#reference = next < 0 ? Infinity : next;
    }
    const part = text.slice(from, to);
    return this.#reference < to ? decode(part) : part;
  }

  /** The name of the member that begins there, up to its value. */
  #name(text: string, at: number): Name | undefined {
    const expected = this.#latest?.next;
    if (expected !== undefined && text.startsWith(expected.opening, at)) return this.#latest = expected;
    if (!text.startsWith(MEMBER, at)) return undefined;
    const from = at + MEMBER.length, end = text.indexOf("<", from);
    if (end < 0 || !text.startsWith(BETWEEN, end)) return undefined;
    const written = text.slice(from, end);
    let found = this.#known.get(written);
    if (found === undefined) {
      found = { name: decode(written), opening: MEMBER + written + BETWEEN, next: undefined };
      if (this.#known.size < MAX_NAMES) this.#known.set(written, found);
    }
    if (this.#latest !== undefined) this.#latest.next = found;
    return this.#latest = found;
  }

  /** Opens a list or struct, as a member's value where there is a name. */
  #container(text: string, at: number, name: string | null): number {
    const inner = text.startsWith(STRUCT.text, at) ? STRUCT : text.startsWith(LIST.text, at) ? LIST : null;
    if (inner === null) return 0;
    if (name !== null) {
      this.#names.push("member");
      this.handler.open("member");
      this.handler.open("name");
      this.handler.close("name", name);
    }
    this.#names.push("value", ...inner.names);
    this.handler.open("value");
    for (const tag of inner.names) this.handler.open(tag);
    return at + inner.text.length;
  }

  /** Closes what a list or struct ends with. */
  #end(text: string, at: number, { text: tags, names }: Sequence): number {
    if (!text.startsWith(tags, at)) return 0;
    const open = this.#names, first = open.length - names.length;
    for (let i = 0; i < names.length; i++) if (open[first + i] !== names[i]) throw broken();
    open.length = first;
    for (let i = names.length - 1; i >= 0; i--) this.handler.close(names[i] ?? "", "");
    return at + tags.length;
  }

  /** Deals with the markup at `at` and the text before it. Gives the index after it; negative when it is not complete. */
  #markup(text: string, at: number, before: string): number {
    if (before !== "") this.#raw += before;
    const second = text.charCodeAt(at + 1);
    // Until its second and third character are there nothing tells a CDATA section from a tag.
    if (second === EXCLAMATION) return this.#declaration(text, at);
    const end = text.indexOf(">", at);
    if (end < 0) return -1;
    if (second === QUESTION) return end + 1;
    if (second === SLASH) {
      this.#close(text.slice(at + 2, end).trimEnd());
      return end + 1;
    }
    const empty = text.charCodeAt(end - 1) === SLASH;
    let name = text.slice(at + 1, empty ? end - 1 : end);
    const space = name.search(/\s/);
    if (space >= 0) name = name.slice(0, space);
    if (name === "") throw broken();
    this.#names.push(name);
    this.#raw = this.#decoded = "";
    this.handler.open(name);
    if (empty) this.#close(name);
    return end + 1;
  }

  #close(name: string): void {
    if (this.#names.pop() !== name) throw broken();
    const text = this.#decoded + decode(this.#raw);
    this.#raw = this.#decoded = "";
    this.handler.close(name, text);
  }

  #declaration(text: string, at: number): number {
    if (text.startsWith("<!--", at)) {
      const end = text.indexOf("-->", at + 4);
      return end < 0 ? -1 : end + 3;
    }
    if (text.startsWith("<![CDATA[", at)) {
      const end = text.indexOf("]]>", at);
      if (end < 0) return -1;
      this.#decoded += decode(this.#raw) + text.slice(at + 9, end);
      this.#raw = "";
      return end + 3;
    }
    if (text.length - at < 9) return -1;
    // A document type may define entities, which XML-RPC does not know and which only an attacker would send.
    throw broken();
  }
}

const NAMED: { readonly [name: string]: string } = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decode(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (found, hex, decimal, name) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? NAMED[name] ?? found : found;
    const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : found;
  });
}

export function broken(cause?: unknown): ConnectionError {
  return new ConnectionError("bad-answer", "The answer is not complete XML-RPC", { cause });
}
