// Which node is under a pointer.
// @ts-types="@types/d3-quadtree"
import { type Quadtree, quadtree } from "d3-quadtree";
import type { Camera } from "./drawing.ts";

/** How far the middle of the largest node may be from its edge. */
const LARGEST = 80;

export class Picking {
  #tree: Quadtree<number> | null = null;

  /** @param xy two numbers a node */
  constructor(private readonly xy: Float32Array, private readonly radii: Float32Array) {}

  /** Number of the node at a point of the screen, or within `reach` pixels of it; -1 for none. */
  at(px: number, py: number, { k, x, y }: Camera, reach: number): number {
    // Made when somebody points: positions change with each frame while the layout settles.
    this.#tree ??= quadtree<number>(
      Array.from(this.radii, (_, i) => i),
      (i) => this.xy[2 * i] ?? 0,
      (i) => this.xy[2 * i + 1] ?? 0,
    );
    const [to, down] = [(px - x) / k, (py - y) / k];
    const i = this.#tree.find(to, down, reach / k + LARGEST) ?? -1;
    const far = Math.hypot((this.xy[2 * i] ?? 0) - to, (this.xy[2 * i + 1] ?? 0) - down);
    return far <= (this.radii[i] ?? 0) + reach / k ? i : -1;
  }
}
