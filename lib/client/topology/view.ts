// How the plane is looked at, worked out without a canvas: fitting everything in, and the shape that the layout is told.
import { finds } from "@/lib/view/topology.ts";
import type { Camera } from "./drawing.ts";
import type { Graph } from "./graph.ts";
import type { Shape } from "./messages.ts";

/** Room around what is fitted in (px): circles and names of groups reach further than their nodes. */
const MARGIN = 64;
export const ZOOM: readonly [number, number] = [0.05, 8];

/** The camera that shows everything. */
export function fitting(xy: Float32Array, width: number, height: number): Camera {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < xy.length; i += 2) {
    const x = xy[i] ?? 0, y = xy[i + 1] ?? 0;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (left > right) return { k: 1, x: width / 2, y: height / 2 };
  const k = Math.max(
    ZOOM[0],
    Math.min(2, (width - 2 * MARGIN) / (right - left || 1), (height - 2 * MARGIN) / (bottom - top || 1)),
  );
  return { k, x: width / 2 - k * (left + right) / 2, y: height / 2 - k * (top + bottom) / 2 };
}

/** What the layout has to know of a graph. */
export function shapeOf({ nodes, links }: Graph, radii: Float32Array, turn: number): Shape {
  return {
    turn,
    keys: nodes.map(({ key }) => key),
    radii,
    groups: Int32Array.from(nodes, ({ group }) => group),
    parents: Int32Array.from(nodes, ({ parent }) => parent),
    links: Int32Array.from(links.flatMap(({ from, to }) => [from, to])),
    holds: Uint8Array.from(links, ({ holds }) => holds ? 1 : 0),
  };
}

function alike(a: ArrayLike<number | string>, b: ArrayLike<number | string>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether two shapes are laid out alike: what only looks different needs no layout. */
export function sameShape(a: Shape, b: Shape): boolean {
  return alike(a.keys, b.keys) && alike(a.links, b.links) && alike(a.groups, b.groups) &&
    alike(a.radii, b.radii) && alike(a.holds, b.holds);
}

/** Places for a graph from those of another: who was there keeps its place, new ones begin at what they belong to. */
export function carriedOver(from: Graph, xy: Float32Array, to: Graph): Float32Array {
  const places = new Map(
    from.nodes.map(({ key }, i) => [key, [xy[2 * i] ?? 0, xy[2 * i + 1] ?? 0] as const]),
  );
  const next = new Float32Array(2 * to.nodes.length);
  to.nodes.forEach(({ key, parent }, i) => {
    const place = places.get(key) ?? [next[2 * parent] ?? 0, next[2 * parent + 1] ?? 0] as const;
    next.set(place, 2 * i);
  });
  return next;
}

/** Nodes that a search finds; null while nothing is looked for. */
export function matchesOf({ nodes }: Graph, q: string): ReadonlySet<number> | null {
  if (q.trim() === "") return null;
  return new Set(nodes.flatMap(({ name, tags }, i) => finds(q, name, tags) ? [i] : []));
}
