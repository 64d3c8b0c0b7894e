// Reads what serialize.ts wrote. Part of the browser's bundle, so every byte counts.
import { computed, type Signal, signal } from "@preact/signals";

const CONSTANTS: Readonly<Record<string, unknown>> = {
  u: undefined,
  n: NaN,
  i: Infinity,
  "-i": -Infinity,
  "-0": -0,
};

interface Container {
  [key: string]: unknown;
}

/** The graph of what was serialised, parsed; `slot` gives what stands for a JSX slot's number. Revives objects in place. */
export function revive([root, shared]: [unknown, unknown[]], slot: (number: number) => unknown): unknown {
  const made: unknown[] = [];

  // `keep` registers a shared value before its content is read, so that cycles find it.
  function read(value: unknown, keep: <T>(made: T) => T): unknown {
    if (!isContainer(value)) return value;
    const { $ } = value;
    if ($ === undefined || Array.isArray(value)) return fill(keep(value));
    if (typeof $ === "number") {
      if (!($ in made)) read(shared[$], (result) => made[$] = result);
      return made[$];
    }
    if (typeof $ === "string") return CONSTANTS[$];
    const [kind, content] = list($);
    if (kind === "M") {
      const map = keep(new Map());
      for (const entry of list(content)) {
        const [key, item] = list(entry);
        map.set(read(key, pass), read(item, pass));
      }
      return map;
    }
    if (kind === "S") {
      const set = keep(new Set());
      for (const item of list(content)) set.add(read(item, pass));
      return set;
    }
    if (kind === "s") {
      const made: Signal<unknown> = keep(signal());
      made.value = read(content, pass);
      return made;
    }
    if (kind === "c") {
      const box: Signal<unknown> = signal();
      const made = keep(computed(() => box.value));
      box.value = read(content, pass);
      return made;
    }
    if (kind === "o" && isContainer(content)) return fill(keep(content));
    const text = String(content);
    return keep(
      kind === "d"
        ? new Date(typeof content === "number" ? content : NaN)
        : kind === "U"
        ? new URL(text)
        : kind === "b"
        ? BigInt(text)
        : kind === "8"
        ? Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
        : slot(Number(content)),
    );
  }

  function fill(value: Container): unknown {
    for (const key of Object.keys(value)) {
      const item = value[key];
      if (typeof item === "object") value[key] = read(item, pass);
    }
    return value;
  }

  return read(root, pass);
}

function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function pass<T>(value: T): T {
  return value;
}
