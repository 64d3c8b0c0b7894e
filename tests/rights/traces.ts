// Finds traces of what somebody does not see: marks, ids, and ids as bytes in base64, as pages pack them.
import assert from "node:assert/strict";
import type { Guest, House } from "./house.ts";
import { MARK, type Marked } from "./marked_pools.ts";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const PACKED = /[A-Za-z0-9+/]{22,}={0,2}/g;

export class Traces {
  readonly #byId: ReadonlyMap<string, Marked>;
  /** By the first 8 bytes of the id, in hex. */
  readonly #byBytes: ReadonlyMap<string, Marked>;

  constructor(private readonly house: House) {
    const { objects } = house.pools;
    this.#byId = new Map(objects.map((one) => [one.id, one]));
    this.#byBytes = new Map(objects.map((one) => [one.id.replaceAll("-", "").slice(0, 16), one]));
  }

  /**
   * What a text tells somebody of what they do not see.
   * @param named what the request itself named: it may be said back
   */
  *of(guest: Guest, text: string, named: readonly string[] = []): IterableIterator<string> {
    if (guest.scope?.kind === "all") return;
    const rest = named.reduce((left, one) => one === "" ? left : left.replaceAll(one, ""), text);
    yield* this.marks(guest, rest);
    for (const [id] of rest.matchAll(UUID)) {
      const one = this.#byId.get(id.toLowerCase());
      if (one !== undefined && !guest.seen.has(one)) yield `the id of ${one.collection} ${one.id}`;
    }
    for (const [packed] of rest.matchAll(PACKED)) {
      const one = this.#unpacked(packed).find((one) => !guest.seen.has(one));
      if (one !== undefined) yield `the packed id of ${one.collection} ${one.id}`;
    }
  }

  /** The same, of marks alone. */
  *marks(guest: Guest, text: string): IterableIterator<string> {
    if (guest.scope?.kind === "all") return;
    for (const [mark, number, letter] of text.matchAll(MARK)) {
      const one = this.house.pools.objects[Number(number)];
      assert.ok(one, mark);
      if (!this.#mayKnow(guest, one, letter ?? "")) yield `${letter} of ${one.collection} ${one.id}`;
    }
  }

  #mayKnow(guest: Guest, one: Marked, letter: string): boolean {
    const level = guest.seen.get(one);
    if (letter === "n" || level === undefined) return level !== undefined;
    // What a task's description says may be about anything.
    const isKept = one.collection === "task" && letter === "d" && guest.scope?.kind !== "pool";
    return level === "all" && !isKept;
  }

  #unpacked(text: string): Marked[] {
    const found: Marked[] = [];
    const whole = text.replaceAll("=", "");
    const hex = Uint8Array.fromBase64(whole.length % 4 === 1 ? whole.slice(0, -1) : whole).toHex();
    for (let at = 0; at + 16 <= hex.length; at += 2) {
      const one = this.#byBytes.get(hex.slice(at, at + 16));
      if (one !== undefined) found.push(one);
    }
    return found;
  }
}
