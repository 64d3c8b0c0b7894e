// Writes the props of a page's islands as one graph of values into JSON; revive.ts reads it in the browser.
//
// Plain JSON costs its JSON size. Anything else is an object whose only key is "$":
//   {"$":3}          the shared value number 3: what is reachable twice, cycles included, is written once
//   {"$":"u"}        a constant: undefined, NaN, Infinity, -Infinity, -0
//   {"$":["d",…]}    a kind and its content: date, url, bigint, map, set, bytes, signal, computed, slot, or (o) an object
//                    that has a key "$" of its own
// The whole is [root, shared values].
import { Signal } from "@preact/signals";
import { isValidElement, type VNode } from "preact";

type Encoded = null | boolean | number | string | readonly Encoded[] | { readonly [key: string]: Encoded };

/** Number of a JSX slot, for a vnode that stands for one; undefined for other vnodes. */
export type SlotNumber = (vnode: object) => number | undefined;

function constant(value: unknown): string | null {
  if (value === undefined) return "u";
  if (typeof value !== "number") return null;
  if (Number.isNaN(value)) return "n";
  if (value === Infinity) return "i";
  if (value === -Infinity) return "-i";
  return Object.is(value, -0) ? "-0" : null;
}

/** Whether a signal is a computed one: those have no setter. */
function isComputed(signal: Signal): boolean {
  const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(signal), "value");
  return own !== undefined && own.set === undefined;
}

/** Whether a value is JSX. Signals look like vnodes to isValidElement, and so does an object without prototype. */
export function isVNode(value: unknown): value is VNode {
  return !(value instanceof Signal) && isValidElement(value) && "type" in value && "props" in value;
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

class Writer {
  /** How often each object is reachable; those met twice or more get a number in `numbers`. */
  readonly #seen = new Set<object>();
  readonly #numbers = new Map<object, number>();
  readonly #path: (string | number)[] = [];

  constructor(private readonly slotNumber: SlotNumber, private readonly names: readonly string[]) {}

  write(root: unknown): string {
    this.#count(root);
    const shared = [...this.#numbers.keys()];
    return JSON.stringify([this.#encode(root), shared.map((value) => this.#content(value))]);
  }

  #count(value: unknown): void {
    if (typeof value === "function" || typeof value === "symbol") this.#refuse(`a ${typeof value}`);
    if (typeof value !== "object" || value === null) return;
    if (this.#seen.has(value)) {
      if (!this.#numbers.has(value) && !this.#isSlot(value)) this.#numbers.set(value, this.#numbers.size);
      return;
    }
    this.#seen.add(value);
    // Signals look like vnodes to isValidElement, so they come first.
    if (value instanceof Signal) return this.#at("value", value.peek());
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) this.#at(i, value[i]);
    } else if (value instanceof Map) {
      for (const [key, item] of value) {
        this.#at("key", key);
        this.#at(String(key), item);
      }
    } else if (value instanceof Set) {
      for (const item of value) this.#at("item", item);
    } else if (
      value instanceof Date || value instanceof URL || value instanceof Uint8Array || this.#isSlot(value)
    ) {
      return;
    } else if (isPlain(value) && !isVNode(value)) {
      for (const key of Object.keys(value)) this.#at(key, value[key]);
    } else {
      this.#refuse(
        isVNode(value) ? "JSX below a prop's top level" : `a ${value.constructor.name}`,
      );
    }
  }

  #isSlot(value: object): boolean {
    return isVNode(value) && this.slotNumber(value) !== undefined;
  }

  #at(step: string | number, value: unknown): void {
    if (typeof value === "string" || typeof value === "boolean" || value === null) return;
    this.#path.push(step);
    this.#count(value);
    this.#path.pop();
  }

  #refuse(what: string): never {
    const [first, ...rest] = this.#path;
    const path = [typeof first === "number" ? this.names[first] ?? first : first, ...rest].join(".");
    throw new TypeError(`An island cannot be given ${what} (at ${path}): only data, JSX and signals cross`);
  }

  #encode(value: unknown): Encoded {
    if (typeof value === "object" && value !== null) {
      const number = this.#numbers.get(value);
      return number === undefined ? this.#content(value) : { $: number };
    }
    if (typeof value === "bigint") return { $: ["b", String(value)] };
    const name = constant(value);
    if (name !== null) return { $: name };
    return value as string | number | boolean | null;
  }

  #content(value: object): Encoded {
    if (value instanceof Signal) return { $: [isComputed(value) ? "c" : "s", this.#encode(value.peek())] };
    if (Array.isArray(value)) {
      // Not map(): it would keep holes, which JSON.stringify writes as null.
      const items: Encoded[] = [];
      for (let i = 0; i < value.length; i++) items.push(this.#encode(value[i]));
      return items;
    }
    if (value instanceof Date) return { $: ["d", Number.isNaN(value.getTime()) ? null : value.getTime()] };
    if (value instanceof URL) return { $: ["U", value.href] };
    if (value instanceof Uint8Array) return { $: ["8", value.toBase64()] };
    if (value instanceof Map) {
      return { $: ["M", [...value].map(([key, item]) => [this.#encode(key), this.#encode(item)])] };
    }
    if (value instanceof Set) return { $: ["S", [...value].map((item) => this.#encode(item))] };
    const slot = isVNode(value) ? this.slotNumber(value) : undefined;
    if (slot !== undefined) return { $: ["l", slot] };
    // fromEntries defines properties, so that a key "__proto__" stays data.
    const entries = Object.entries(value).map(([key, item]) => [key, this.#encode(item)] as const);
    const object: Encoded = Object.fromEntries(entries);
    return Object.hasOwn(value, "$") ? { $: ["o", object] } : object;
  }
}

/**
 * The graph below `root` as text for a `<script>` element: holds no `<`, U+2028 or U+2029. Throws TypeError, with the path,
 * for functions, symbols, instances of classes and JSX that is no slot; `names` are those of the root's items in it.
 */
export function serialize(
  root: unknown,
  slotNumber: SlotNumber = () => undefined,
  names: readonly string[] = [],
): string {
  return new Writer(slotNumber, names).write(root)
    .replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
