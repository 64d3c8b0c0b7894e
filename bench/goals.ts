// The goals of a benchmark, each with what was measured, printed as the last of its tables.
import { table } from "./figures.ts";

export class Goals {
  readonly #rows: (readonly [goal: string, measured: string, met: boolean])[] = [];

  /** What is measured must be `most` or less; what could not be measured (NaN) meets nothing. */
  atMost(goal: string, value: number, most: number, show: (value: number) => string): void {
    this.#rows.push([goal, show(value), value <= most]);
  }

  /** What is measured must be `least` or more. */
  atLeast(goal: string, value: number, least: number, show: (value: number) => string): void {
    this.#rows.push([goal, show(value), value >= least]);
  }

  print(): void {
    console.log("");
    table(
      ["goal", "measured", ""],
      this.#rows.map(([goal, measured, met]) => [goal, measured, met ? "met" : "not met"]),
    );
  }
}
