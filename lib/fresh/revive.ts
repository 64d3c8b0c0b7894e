// Reads what serialize.ts wrote. Part of the browser's bundle, so every byte counts.
import { computed, type Signal, signal } from "@preact/signals";

const CONSTANTS: Readonly<Record<string, unknown>> = {
  u: undefined,
  n: NaN,
  i: Infinity,
  "-i": -Infinity,
  "-0": -0,
};

/** The graph of what was serialised, parsed; `slot` gives what stands for a JSX slot's number. Revives objects in place. */
export function revive([root, shared]: [unknown, unknown[]], slot: (number: number) => unknown): unknown {
  const made: unknown[] = [];

  // `keep` registers a shared value before its content is read, so that cycles find it.
  // deno-lint-ignore no-explicit-any -- see above
  function read(value: any, keep: <T>(made: T) => T): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return fill(keep(value));
    const { $ } = value;
    if ($ === undefined) return fill(keep(value));
    if (typeof $ === "number") {
      if (!($ in made)) read(shared[$], (result) => made[$] = result);
      return made[$];
    }
    if (typeof $ === "string") return CONSTANTS[$];
    const [kind, content] = $;
    if (kind === "M") {
      const map = keep(new Map());
      for (const [key, item] of content) map.set(read(key, pass), read(item, pass));
      return map;
    }
    if (kind === "S") {
      const set = keep(new Set());
      for (const item of content) set.add(read(item, pass));
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
    return kind === "o" ? fill(keep(content)) : keep(
      kind === "d"
        ? new Date(content ?? NaN)
        : kind === "U"
        ? new URL(content)
        : kind === "b"
        ? BigInt(content)
        : kind === "8"
        ? Uint8Array.from(atob(content), (char) => char.charCodeAt(0))
        : slot(content),
    );
  }

  // deno-lint-ignore no-explicit-any -- see above
  function fill(value: any): unknown {
    for (const key of Object.keys(value)) {
      const item = value[key];
      if (typeof item === "object") value[key] = read(item, pass);
    }
    return value;
  }

  return read(root, pass);
}

function pass<T>(value: T): T {
  return value;
}
