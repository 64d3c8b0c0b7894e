// What the page and the worker that lays out the topology say to each other.

/** What is laid out: nodes by key, links by the numbers of their nodes. */
export interface Shape {
  /** Counts the shapes, so that positions say which they are of. */
  readonly turn: number;
  readonly keys: readonly string[];
  /** Room that each node takes. */
  readonly radii: Float32Array;
  /** Group of each node; -1 for none. */
  readonly groups: Int32Array;
  /** What each node belongs to; -1 for none: new ones begin beside it. */
  readonly parents: Int32Array;
  /** Two numbers a link. */
  readonly links: Int32Array;
  /** 1 where the link holds its nodes near each other. */
  readonly holds: Uint8Array;
}

export type ToLayout =
  | readonly ["shape", Shape]
  /** Whether only the settled layout is told: for who wants no motion. */
  | readonly ["still", boolean];

/** Two numbers a node, in the order of the keys; `resting`: nothing moves any more. */
export type FromLayout = readonly ["positions", turn: number, xy: Float32Array, resting: boolean];
