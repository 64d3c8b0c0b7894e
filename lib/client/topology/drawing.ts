// Draws the topology: links in one stroke each kind, nodes of one look in one path, names last. Shapes, and not colours alone, tell
// what a node is, and whether it is filled how it is.
import type { Relation } from "@/lib/view/topology.ts";
import type { Colours } from "./colours.ts";
import type { Graph, GraphNode, Kind } from "./graph.ts";
import { drawNames, PLACES_NAMED_FROM } from "./names.ts";

/** How the plane is shown: a point is drawn at `k·p + (x, y)`. */
export interface Camera {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

export interface Scene {
  readonly graph: Graph;
  /** Two numbers a node. */
  readonly xy: Float32Array;
  readonly radii: Float32Array;
  readonly camera: Camera;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  readonly colours: Colours;
  readonly font: string;
  /** Nodes that the search has found; null while nothing is looked for. */
  readonly found: ReadonlySet<number> | null;
  /** Node under the pointer or of the card, and the one that has the focus; -1 for none. */
  readonly hover: number;
  readonly focus: number;
  /** Somebody moves the picture just now: only the names that show the way are written, the rest when it stands. */
  readonly moving: boolean;
  /** What a node is called beside it. */
  readonly label: (node: GraphNode) => string;
}

type Pen = CanvasRenderingContext2D;

const RADII: { readonly [kind in Kind]: number } = {
  pool: 16,
  host: 12,
  vm: 5,
  sr: 9,
  network: 8,
  group: 10,
};
const FADED = 0.18;
/** Links of one stroke: where the processor paints, a path costs more than its lines do. */
const AT_ONCE = 16;

export function radiusOf({ kind, members }: Pick<GraphNode, "kind" | "members">): number {
  return kind === "group" ? RADII.group + 1.6 * Math.sqrt(members) : RADII[kind];
}

export function draw(pen: Pen, scene: Scene): void {
  const { camera, ratio, width, height, colours } = scene;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = colours.surface;
  pen.fillRect(0, 0, width, height);
  pen.setTransform(ratio * camera.k, 0, 0, ratio * camera.k, ratio * camera.x, ratio * camera.y);
  const shown = visible(scene);
  clusters(pen, scene);
  links(pen, scene);
  nodes(pen, scene, shown);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawNames(pen, scene, shown);
}

/** Nodes within the picture. */
function visible({ graph, xy, radii, camera: { k, x, y }, width, height }: Scene): number[] {
  const shown: number[] = [];
  for (let i = 0; i < graph.nodes.length; i++) {
    const r = (radii[i] ?? 0) * k + 8;
    const px = (xy[2 * i] ?? 0) * k + x, py = (xy[2 * i + 1] ?? 0) * k + y;
    if (px > -r && py > -r && px < width + r && py < height + r) shown.push(i);
  }
  return shown;
}

/** Where each group is: its middle, and how far it reaches. */
export function extents(
  { nodes, groups }: Graph,
  xy: Float32Array,
): { readonly x: number; readonly y: number; readonly r: number }[] {
  const sums = groups.map(() => ({ n: 0, x: 0, y: 0, r: 0 }));
  nodes.forEach(({ group }, i) => {
    const sum = sums[group];
    if (sum === undefined) return;
    sum.n++;
    sum.x += xy[2 * i] ?? 0;
    sum.y += xy[2 * i + 1] ?? 0;
  });
  for (const sum of sums) {
    sum.x /= sum.n;
    sum.y /= sum.n;
  }
  nodes.forEach(({ group }, i) => {
    const sum = sums[group];
    if (sum !== undefined) {
      sum.r = Math.max(sum.r, Math.hypot((xy[2 * i] ?? 0) - sum.x, (xy[2 * i + 1] ?? 0) - sum.y));
    }
  });
  return sums;
}

function clusters(pen: Pen, { graph, xy, colours, camera, font }: Scene): void {
  if (graph.groups.length < 2) return;
  pen.lineWidth = 1 / camera.k;
  pen.strokeStyle = colours.line;
  pen.fillStyle = colours.soft;
  pen.textAlign = "center";
  pen.font = `600 ${13 / camera.k}px ${font}`;
  // Pools and hosts have their names beside them, as long as they are written at all.
  const twice = new Set(
    camera.k < PLACES_NAMED_FROM
      ? []
      : graph.nodes.flatMap(({ kind, name }) => kind === "host" || kind === "pool" ? [name] : []),
  );
  extents(graph, xy).forEach(({ x, y, r }, i) => {
    pen.beginPath();
    pen.arc(x, y, r + 22, 0, 2 * Math.PI);
    pen.stroke();
    const name = graph.groups[i] ?? "";
    if (name !== "" && !twice.has(name) && r * camera.k > 30) pen.fillText(name, x, y - r - 28);
  });
}

function links(pen: Pen, { graph, xy, colours, camera, width, height, found, hover, focus }: Scene): void {
  // What is on one side of the picture as a whole is not stroked: strokes are what drawing costs.
  const left = -camera.x / camera.k, top = -camera.y / camera.k;
  const right = left + width / camera.k, bottom = top + height / camera.k;
  const inside = (from: number, to: number): boolean => {
    const x = xy[2 * from] ?? 0, y = xy[2 * from + 1] ?? 0;
    const tx = xy[2 * to] ?? 0, ty = xy[2 * to + 1] ?? 0;
    return Math.max(x, tx) >= left && Math.min(x, tx) <= right && Math.max(y, ty) >= top &&
      Math.min(y, ty) <= bottom;
  };
  const colour: { readonly [relation in Relation]: string } = {
    runs: colours.edge,
    storage: colours.info,
    network: colours.warn,
  };
  const near = hover >= 0 ? hover : focus;
  for (const relation of ["network", "storage", "runs"] as const) {
    for (const holds of [false, true]) {
      pen.strokeStyle = colour[relation];
      pen.lineWidth = (holds ? 1.2 : 0.7) / Math.sqrt(camera.k);
      pen.globalAlpha = (holds ? 0.6 : 0.22) * (found !== null || near >= 0 ? 0.5 : 1);
      let traced = 0;
      pen.beginPath();
      for (const { relation: told, holds: held, from, to } of graph.links) {
        if (told !== relation || held !== holds || !inside(from, to)) continue;
        trace(pen, xy, from, to);
        if (++traced % AT_ONCE > 0) continue;
        pen.stroke();
        pen.beginPath();
      }
      pen.stroke();
    }
  }
  if (near >= 0) {
    pen.beginPath();
    for (const { from, to } of graph.links) if (from === near || to === near) trace(pen, xy, from, to);
    pen.strokeStyle = colours.accent;
    pen.lineWidth = 1.8 / Math.sqrt(camera.k);
    pen.globalAlpha = 0.9;
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

function trace(pen: Pen, xy: Float32Array, from: number, to: number): void {
  pen.moveTo(xy[2 * from] ?? 0, xy[2 * from + 1] ?? 0);
  pen.lineTo(xy[2 * to] ?? 0, xy[2 * to + 1] ?? 0);
}

/** A colour for a share of 1; the arc around the node says the same. */
function heatColour(share: number, colours: Colours): string {
  return share < 0.6 ? colours.ok : share < 0.85 ? colours.warn : colours.bad;
}

function colourOf({ kind, tone, heat }: GraphNode, colours: Colours): string {
  if (tone === "bad") return colours.bad;
  if (heat !== null) return heatColour(heat, colours);
  if (kind === "pool") return colours.ink;
  if (kind === "host") return colours.accent;
  if (kind === "sr") return colours.info;
  if (kind === "network") return colours.warn;
  return tone === "on" ? colours.ok : tone === "between" ? colours.warn : colours.edge;
}

function nodes(pen: Pen, scene: Scene, shown: readonly number[]): void {
  const { graph, xy, radii, colours, camera, found, hover, focus } = scene;
  const looks = new Map<string, { colour: string; fill: string; faded: boolean; of: number[] }>();
  for (const i of shown) {
    const node = graph.nodes[i];
    if (node === undefined) continue;
    const colour = colourOf(node, colours);
    const fill = node.heat !== null || node.tone === "off"
      ? colours.surface
      : node.tone === "between"
      ? colours.tint
      : colour;
    const faded = found !== null && !found.has(i);
    const key = `${colour}${fill}${faded}`;
    const look = looks.get(key) ?? { colour, fill, faded, of: [] };
    look.of.push(i);
    looks.set(key, look);
  }
  for (const { colour, fill, faded, of } of looks.values()) {
    pen.globalAlpha = faded ? FADED : 1;
    pen.beginPath();
    for (const i of of) {
      shape(pen, graph.nodes[i]?.kind ?? "vm", xy[2 * i] ?? 0, xy[2 * i + 1] ?? 0, radii[i] ?? 4);
    }
    pen.fillStyle = fill;
    pen.fill();
    pen.strokeStyle = colour;
    pen.lineWidth = 1.4;
    pen.stroke();
  }
  pen.globalAlpha = 1;
  for (const i of shown) {
    const { heat } = graph.nodes[i] ?? {};
    if (typeof heat !== "number") continue;
    pen.globalAlpha = found !== null && !found.has(i) ? FADED : 1;
    pen.beginPath();
    pen.strokeStyle = heatColour(heat, colours);
    pen.lineWidth = 3;
    const r = (radii[i] ?? 4) + 2;
    pen.arc(
      xy[2 * i] ?? 0,
      xy[2 * i + 1] ?? 0,
      r,
      -Math.PI / 2,
      2 * Math.PI * Math.max(0.02, heat) - Math.PI / 2,
    );
    pen.stroke();
  }
  pen.globalAlpha = 1;
  ring(pen, scene, hover, 2, []);
  ring(pen, scene, focus, 3, [4, 2]);
  function ring(pen: Pen, { colours }: Scene, i: number, width: number, dash: number[]): void {
    if (i < 0) return;
    pen.beginPath();
    pen.setLineDash(dash.map((length) => length / camera.k));
    pen.lineWidth = width / camera.k;
    pen.strokeStyle = colours.accent;
    pen.arc(xy[2 * i] ?? 0, xy[2 * i + 1] ?? 0, (radii[i] ?? 4) + 6 / camera.k, 0, 2 * Math.PI);
    pen.stroke();
    pen.setLineDash([]);
  }
}

/** Pools are hexagons, hosts squares, storage diamonds, networks triangles, VMs round. */
function shape(pen: Pen, kind: Kind, x: number, y: number, r: number): void {
  if (kind === "vm" || kind === "group") {
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  const corners = kind === "pool" ? 6 : kind === "network" ? 3 : 4;
  const turn = kind === "host" ? Math.PI / 4 : kind === "sr" ? 0 : -Math.PI / 2;
  for (let c = 0; c < corners; c++) {
    const angle = turn + 2 * Math.PI * c / corners;
    const px = x + r * Math.cos(angle), py = y + r * Math.sin(angle);
    if (c === 0) pen.moveTo(px, py);
    else pen.lineTo(px, py);
  }
  pen.closePath();
}
