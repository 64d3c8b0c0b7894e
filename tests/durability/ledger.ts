// What must be true after a kill: everything that was acknowledged, and of what was under way all or nothing.
import assert from "node:assert/strict";
import { type Facts, type Line, type Read } from "./facts.ts";

export class Ledger {
  private readonly acknowledged = new Map<string, unknown>();
  private readonly underWay = new Map<string, Facts>();
  /** Writes that were acknowledged. */
  writes = 0;

  hear(line: Line): void {
    if (line.say === "trying") this.underWay.set(line.lane, line.facts);
    else {
      this.accept(this.underWay.get(line.lane) ?? {});
      this.underWay.delete(line.lane);
      this.writes++;
    }
  }

  /** Compares a store with it. What was under way counts from now on as it turned out. */
  compare(read: Read): void {
    for (const [lane, facts] of this.underWay) {
      const before = Object.keys(facts).every((fact) => this.same(read(fact), this.known(fact, read)));
      const after = Object.entries(facts).every(([fact, value]) => this.same(read(fact), value));
      assert(
        before || after,
        `A write of the lane "${lane}" is half there: ${Object.keys(facts).join(", ")}`,
      );
      if (after) this.accept(facts);
    }
    this.underWay.clear();
    for (const [fact, value] of this.acknowledged) {
      assert.deepEqual(read(fact), value, `${fact} is not as it was acknowledged`);
    }
  }

  private accept(facts: Facts): void {
    for (const [fact, value] of Object.entries(facts)) this.acknowledged.set(fact, value);
  }

  /** What was true of a fact before; nothing where it was never told of, but for what has an initial value. */
  private known(fact: string, read: Read): unknown {
    if (this.acknowledged.has(fact)) return this.acknowledged.get(fact);
    return /^(provider|preferences|setting|identity)\//.test(fact) ? read(fact) : null;
  }

  private same(one: unknown, other: unknown): boolean {
    try {
      assert.deepEqual(one, other);
      return true;
    } catch (error) {
      if (error instanceof assert.AssertionError) return false;
      throw error;
    }
  }
}
