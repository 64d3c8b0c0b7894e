// What the dashboard says of who uses most.

export const CONSUMED = ["cpu", "memory"] as const;
export type Consumed = typeof CONSUMED[number];

export interface Consumer {
  readonly id: string;
  readonly name: string;
  /** A share of 1 of CPU, bytes of memory. */
  readonly value: number;
}
