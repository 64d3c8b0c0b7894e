// XML as far as XML-RPC needs it, cut into tags and the texts between them. A full parser takes four times as long, and an
// answer of 1,000 VMs has two million tags.
import { ConnectionError } from "./errors.ts";

/** No tag comes near; a longer one is no XML-RPC. */
const MAX_MARKUP = 1 << 20;
const LESS = 60, SLASH = 47, EXCLAMATION = 33, QUESTION = 63;

/** What is found, in the order of the text. Names are as written, attributes are left out. */
export interface XmlHandler {
  open(name: string): void;
  /** @param text what stands between this tag and the one before it, decoded */
  close(name: string, text: string): void;
  /** A member whose value is plain text, instead of its tags one by one. False: its tags are wanted. */
  member(name: string, text: string): boolean;
  /** Likewise a plain value that is no member's. */
  value(text: string): boolean;
}

const MEMBER = "<member><name>", BETWEEN = "</name><value>", MEMBER_END = "</value></member>";
const VALUE = "<value>", VALUE_END = "</value>";

/** Checks that tags are closed in order, each by its own name. Throws ConnectionError bad-answer. */
export class XmlTokenizer {
  readonly #names: string[] = [];
  /** Begun and not complete: markup, or a text whose last reference may be. */
  #rest = "";
  /** The text since the last tag; what is decoded already, as CDATA comes in between. */
  #decoded = "";
  #raw = "";

  constructor(private readonly handler: XmlHandler) {}

  write(piece: string): void {
    const text = this.#rest === "" ? piece : this.#rest + piece;
    this.#rest = "";
    let at = 0;
    while (at < text.length) {
      const less = text.charCodeAt(at) === LESS ? at : text.indexOf("<", at);
      if (less < 0) {
        this.#raw += text.slice(at);
        return;
      }
      const leaf = this.#leaf(text, less);
      if (leaf > 0) {
        this.#raw = this.#decoded = "";
        at = leaf;
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
   * Deals with a member or value at `at` that is plain text, as nine of ten are, in one step. Gives the index after it; 0 when
   * there is none that is complete, or its tags are wanted.
   */
  #leaf(text: string, at: number): number {
    const isMember = text.startsWith(MEMBER, at);
    if (!isMember && !text.startsWith(VALUE, at)) return 0;
    let name = "", from = at + VALUE.length;
    if (isMember) {
      const nameEnd = text.indexOf("<", at + MEMBER.length);
      if (nameEnd < 0 || !text.startsWith(BETWEEN, nameEnd)) return 0;
      name = decode(text.slice(at + MEMBER.length, nameEnd));
      from = nameEnd + BETWEEN.length;
    }
    const end = text.indexOf("<", from);
    const close = isMember ? MEMBER_END : VALUE_END;
    if (end < 0 || !text.startsWith(close, end)) return 0;
    const value = decode(text.slice(from, end));
    const taken = isMember ? this.handler.member(name, value) : this.handler.value(value);
    return taken ? end + close.length : 0;
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
