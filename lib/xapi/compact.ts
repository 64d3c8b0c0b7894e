// Records as they are kept: decoded, without what nobody needs, and with equal values held once.
//
// A pool of 1,000 VMs has 12,000 records. As they are parsed they take 18 MB, most of it operations, options and empty maps
// that are written out again and again.
import type { Ref } from "./schema.ts";
import type { Value, XapiRecord } from "./types.ts";
import { type Decoder, decodeUnknown, recordDecoder } from "./values.ts";

/** What is left out: of each class (model's spelling) these fields, or with "*" all of it. */
export type Omitted = { readonly [className: string]: "*" | readonly string[] };

/** Shorter texts are as small as a look for their like is dear. */
const MIN_SHARED = 8;
/** Classes remembered, which are more than there are: a strange pool could send a new one each time. */
const MAX_CLASSES = 200;
/** Values remembered of each field: most have few different ones, or a new one each time. */
const REMEMBERED = 8;
/** After so many values it is known whether a field repeats itself: if less than one in eight did, it is left alone. */
const TRIALS = 64;

const REF = "OpaqueRef:";
const NO_ITEMS: Value[] = [];
const NO_MEMBERS: { [name: string]: Value } = {};
Object.freeze(NO_ITEMS);
Object.freeze(NO_MEMBERS);

/** One class's fields as a pool sends them, in its order: pools send each record of a class alike. */
interface Layout {
  readonly names: readonly string[];
  /** Null for what is left out. */
  readonly fields: readonly (Field | null)[];
  /** Has the kept fields: a copy of it has them without V8 making room for one after the other. */
  readonly blank: XapiRecord;
}

/**
 * Makes records compact. Records share values: nobody may change one. It decodes like decodeRecord.
 */
export class Compactor {
  readonly #classes = new Map<string, CompactClass>();
  /** References to objects that are kept: records that name one share it. */
  readonly #refs = new Map<Ref, Ref>();

  constructor(private readonly omitted: Omitted = {}) {}

  /** Whether a class is left out as a whole. */
  omits(className: string): boolean {
    return Object.hasOwn(this.omitted, className) && this.omitted[className] === "*";
  }

  /** The compact form of a record, whose wire value is used up. What is no record gives an empty one. */
  record(className: string, wire: Value | Unread["wire"]): XapiRecord {
    if (typeof wire !== "object" || wire === null || Array.isArray(wire)) return {};
    let known = this.#classes.get(className);
    if (known === undefined) {
      const omitted = Object.hasOwn(this.omitted, className) ? this.omitted[className] : undefined;
      known = new CompactClass(className, typeof omitted === "object" ? omitted : [], this.#refs);
      this.#classes.set(className, known);
    }
    return known.record(wire);
  }

  /** A record to be made compact when somebody looks, whose wire value is used up then. */
  later(className: string, wire: { [field: string]: Value }): Unread {
    return new Unread(this, className, wire);
  }

  /** Records that are made compact until the next rest() share this reference where they name it. */
  know(ref: Ref): void {
    this.#refs.set(ref, ref);
  }

  /** To be called after each answer, and when all of its records are read: forgets its references, and what a strange one left. */
  rest(): void {
    this.#refs.clear();
    if (this.#classes.size > MAX_CLASSES) this.#classes.clear();
  }
}

/** A record as it came. Of a first read there are thousands, and most can wait until somebody looks, or it is their turn. */
export class Unread {
  /** @param wire without decoding: ints may be text, dates and null references are as the pool writes them */
  constructor(
    readonly compactor: Compactor,
    private readonly className: string,
    readonly wire: { readonly [field: string]: Value },
  ) {}

  /** The record. To be called once. */
  read(): XapiRecord {
    return this.compactor.record(this.className, this.wire);
  }
}

class CompactClass {
  readonly #decoders: ReadonlyMap<string, Decoder>;
  readonly #fields = new Map<string, Field | null>();
  #layout: Layout | undefined;

  constructor(className: string, omitted: readonly string[], private readonly refs: ReadonlyMap<Ref, Ref>) {
    this.#decoders = recordDecoder(className);
    for (const name of omitted) this.#fields.set(name, null);
  }

  record(wire: { readonly [field: string]: Value }): XapiRecord {
    const { names, fields, blank } = this.#layout ??= this.#learn(wire);
    const record = { ...blank };
    let at = 0;
    for (const name in wire) {
      if (names[at] !== name) return this.#other(wire);
      const field = fields[at++];
      const value = wire[name];
      if (field === null || field === undefined || value === undefined) continue;
      record[name] = field.take(value);
    }
    return at === names.length ? record : this.#other(wire);
  }

  /** A record with other fields than the one before: the next ones are expected to be like it. */
  #other(wire: { readonly [field: string]: Value }): XapiRecord {
    this.#layout = this.#learn(wire);
    return this.record(wire);
  }

  #learn(wire: { readonly [field: string]: Value }): Layout {
    const names = Object.keys(wire);
    const fields = names.map((name) => this.#field(name));
    const kept = names.filter((_, at) => fields[at] !== null);
    // Made by the parser it has its fields within, made one by one it would have them in a second object.
    const blank: XapiRecord = JSON.parse(`{${kept.map((name) => `${JSON.stringify(name)}:null`).join()}}`);
    return { names, fields, blank };
  }

  #field(name: string): Field | null {
    const known = this.#fields.get(name);
    if (known !== undefined) return known;
    const decoder = this.#decoders.get(name);
    // Unknown names come from the wire: they are not remembered.
    if (decoder === undefined) return new Field(decodeUnknown, this.refs);
    const field = new Field(decoder, this.refs);
    this.#fields.set(name, field);
    return field;
  }
}

/** One field of one class. */
class Field {
  /** The latest different values. */
  readonly #values: Value[] = [];
  #tried = 0;
  #found = 0;

  constructor(private readonly decoder: Decoder, private readonly refs: ReadonlyMap<Ref, Ref>) {}

  take(wire: Value): Value {
    const value = this.decoder === null ? wire : this.decoder(wire);
    if (typeof value === "string") {
      if (value.length <= MIN_SHARED) return value;
      return this.#known(value) ?? this.#repeated(value);
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at++) {
        const item = value[at];
        if (typeof item === "string") value[at] = this.#known(item) ?? item;
      }
      return value.length === 0 ? NO_ITEMS : this.#repeated(value);
    }
    return isEmpty(value) ? NO_MEMBERS : this.#repeated(value);
  }

  #known(text: string): Ref | undefined {
    return this.refs.size > 0 && text.startsWith(REF) ? this.refs.get(text) : undefined;
  }

  /** The same value as one of the latest, if there is one. */
  #repeated(value: Value): Value {
    const values = this.#values;
    if (this.#tried >= TRIALS && this.#found * REMEMBERED < this.#tried) return value;
    this.#tried++;
    for (let at = 0; at < values.length; at++) {
      const held = values[at];
      if (held === undefined || !equal(held, value)) continue;
      this.#found++;
      if (at > 0) {
        values[at] = values[at - 1] ?? null;
        values[at - 1] = held;
      }
      return held;
    }
    values[Math.min(values.length, REMEMBERED - 1)] = value;
    return value;
  }
}

function isEmpty(value: Value[] | { [name: string]: Value }): boolean {
  if (Array.isArray(value)) return value.length === 0;
  for (const _ in value) return false;
  return true;
}

/** Whether two values are the same, lists and maps by content. */
export function equal(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return typeof a === "number" && Number.isNaN(a) && Number.isNaN(b);
  }
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let at = 0; at < a.length; at++) if (!equal(a[at], b[at])) return false;
    return true;
  }
  if (Array.isArray(b)) return false;
  let members = 0;
  for (const name in a) {
    const other = b[name];
    if (other === undefined || !equal(a[name], other)) return false;
    members++;
  }
  for (const _ in b) members--;
  return members === 0;
}
