// The names beside the nodes: the last thing drawn, and none over another.
import type { Scene } from "./drawing.ts";
import type { Kind } from "./graph.ts";

/** From this size on VMs have names, and all but pools: below it they would cover each other. */
const NAMED_FROM = 1.5;
export const PLACES_NAMED_FROM = 0.45;
/** Names that are drawn at once. */
const MOST_NAMES = 160;
/** What matters more is written first. */
const RANK: { readonly [kind in Kind]: number } = { pool: 0, host: 1, group: 2, sr: 3, network: 4, vm: 5 };

/** Nodes whose names are wanted, in the order in which they are written. */
export function named(
  { graph, camera: { k }, found, hover, focus, moving }: Scene,
  shown: readonly number[],
): number[] {
  return shown.filter((i) => {
    const node = graph.nodes[i];
    if (node === undefined) return false;
    if (i === hover || i === focus) return true;
    if (moving && node.kind !== "pool" && node.kind !== "host") return false;
    if (found !== null) return found.has(i);
    return node.kind === "vm" ? k >= NAMED_FROM : node.kind === "pool" || k >= PLACES_NAMED_FROM;
  }).sort((a, b) => RANK[graph.nodes[a]?.kind ?? "vm"] - RANK[graph.nodes[b]?.kind ?? "vm"]);
}

/** Writes them, in pixels of the screen. */
export function drawNames(pen: CanvasRenderingContext2D, scene: Scene, shown: readonly number[]): void {
  const { graph, xy, radii, camera: { k, x, y }, colours, font, hover, focus, label } = scene;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = colours.surface;
  const taken: { readonly x: number; readonly y: number; readonly w: number }[] = [];
  for (const i of named(scene, shown)) {
    const node = graph.nodes[i];
    if (taken.length >= MOST_NAMES || node === undefined) break;
    const large = node.kind === "pool" || node.kind === "host";
    pen.font = `${large ? 600 : 400} ${large ? 12 : 11}px ${font}`;
    const text = label(node);
    const px = (xy[2 * i] ?? 0) * k + x, py = (xy[2 * i + 1] ?? 0) * k + y + (radii[i] ?? 4) * k + 4;
    const w = text.length * 3.4 + 4;
    const over = taken.some((box) => Math.abs(box.x - px) < box.w + w && Math.abs(box.y - py) < 14);
    if (over && i !== hover && i !== focus) continue;
    taken.push({ x: px, y: py, w });
    pen.strokeText(text, px, py);
    pen.fillStyle = node.kind === "vm" ? colours.soft : colours.ink;
    pen.fillText(text, px, py);
  }
}
